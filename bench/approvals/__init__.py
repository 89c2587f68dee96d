"""Measures of approving and of holding.

No measure is here.
"""
