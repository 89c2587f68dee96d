"""Entry points of the command line.

Nothing is decided here.
"""
