"""Witnessing (C2SP tlog-witness): the request, the decision, and a small witness.

Whoever runs a witness runs it elsewhere than the log: a second body, a second key.
"""
