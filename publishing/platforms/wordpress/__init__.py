"""The connector for a blog on WordPress.

Nothing of another platform is known here; what they share is one folder up.
"""
