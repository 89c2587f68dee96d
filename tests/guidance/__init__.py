"""The guidance check, read as its authors and its auditors would.

No product code lives here.
"""
