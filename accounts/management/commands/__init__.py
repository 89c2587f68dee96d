"""Commands of this app.

Nothing but entry points lives here.
"""
