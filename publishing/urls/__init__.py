"""Addresses of this app, one module a subject.

No view lives here.
"""
