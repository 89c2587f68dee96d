"""The connector for a Facebook Page.

Nothing of another platform is known here; what they share is one folder up.
"""
