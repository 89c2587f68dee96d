"""The connector for a profile on Threads.

Nothing of another platform is known here; what they share is one folder up.
"""
