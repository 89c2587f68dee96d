"""The rules that read a draft, and the registers they read it against.

Nothing here knows drafts or people; a rule sees values, never rows.
"""
