"""The approver's pages, by subject.

No rule is applied here; the actions refuse, and the pages show their reasons.
"""
