"""Commands of this app, for operators and the process list.

No verb lives here; each calls one.
"""
