"""Tests of the LinkedIn connector, and the fake that stands for the platform.

No other platform is imitated here.
"""
