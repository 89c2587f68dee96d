"""One file a command.

Nothing here is imported by anything else.
"""
