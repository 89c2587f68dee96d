"""One test module a rule module.

No product code lives here.
"""
