"""Measures of delivering: from due to called, many at once, and with workers killed.

No measure is here.
"""
