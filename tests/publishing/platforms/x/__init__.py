"""Tests of the X connector, and the fake that stands for the platform.

No other platform is imitated here.
"""
