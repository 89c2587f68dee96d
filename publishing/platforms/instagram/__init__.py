"""The connector for a professional account on Instagram.

Nothing of another platform is known here; what they share is one folder up.
"""
