"""The fault matrix: every adapter against its server behind a proxy that breaks things.

No platform's own behaviour is tested here.
"""
