"""The connector for Mastodon and any server that speaks its API.

Nothing of another platform is known here; what they share is one folder up.
"""
