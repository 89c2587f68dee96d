"""The pages of this app, by subject.

No rule is applied here; the actions refuse, and the pages show their reasons.
"""
