"""The log's commands, thin: each reads its settings and calls one verb.

No rule of the log lives here.
"""
