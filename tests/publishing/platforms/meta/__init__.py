"""Tests of what Facebook, Instagram and Threads share, and the fake that stands for the platform.

No other platform is imitated here.
"""
