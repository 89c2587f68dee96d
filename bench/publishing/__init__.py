"""Measures of what happens after a post is live.

No measure is here.
"""
