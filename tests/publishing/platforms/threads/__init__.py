"""Tests of the Threads connector, and the fake that stands for the platform.

No other platform is imitated here.
"""
