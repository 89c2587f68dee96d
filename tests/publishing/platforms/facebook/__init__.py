"""Tests of the Facebook connector, and the fake that stands for the platform.

No other platform is imitated here.
"""
