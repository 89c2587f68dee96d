"""Why something may not be done in this app, by subject: lists of reasons.

Nothing here changes a row.
"""
