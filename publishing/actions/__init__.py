"""The verbs of the publisher, one module each.

Nothing is decided here that an approver or a policy should decide.
"""
