"""One package a platform, each behind the same protocol.

No lease or lifecycle is known here; an adapter answers, it never decides.
"""
