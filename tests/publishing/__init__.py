"""Tests of the publisher, its jobs and its platforms.

Nothing about drafting or approving is tested here.
"""
