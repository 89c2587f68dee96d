"""Template tags that show words, findings and previews.

No verb and no policy lives here.
"""
