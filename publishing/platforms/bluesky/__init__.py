"""The connector for Bluesky and any other server of the AT Protocol.

Nothing of another platform is known here; what they share is one folder up.
"""
