"""The verbs of registers, by subject.

Nobody's right to them is judged here: an approved change is, by PostgreSQL too.
"""
