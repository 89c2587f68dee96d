"""The connector for Discourse: topics and replies on a discussion forum.

Nothing of another platform is known here; what they share is one folder up.
"""
