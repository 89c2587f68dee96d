"""The command line, as it is piped to.

No product code lives here.
"""
