"""Tests in a real browser, against a real server over a committed database.

No rule of one app is tested here; these are journeys and the frame they happen in.
"""
