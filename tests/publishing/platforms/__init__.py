"""Tests of the adapters, each against a fake of its platform.

No database and no network beyond 127.0.0.1 is used here.
"""
