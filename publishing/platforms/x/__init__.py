"""The connector for X.

Nothing of another platform is known here; what they share is one folder up.
"""
