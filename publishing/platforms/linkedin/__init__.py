"""The connector for an organisation on LinkedIn.

Nothing of another platform is known here; what they share is one folder up.
"""
