"""Tests of people, posts, sign-in and who may see which page.

Nothing about drafts or publishing is tested here.
"""
