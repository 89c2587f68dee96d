"""Reads of publications, holds and the rehearsal network, one module a subject.

Nothing here changes a row.
"""
