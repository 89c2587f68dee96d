"""Tests of the Discourse connector, and the fake that stands for the platform.

No other platform is imitated here.
"""
