"""Template tags and filters that every app's pages share.

No query and no HTML of a whole page lives here.
"""
