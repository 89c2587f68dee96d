"""Measures of the log, as ratios in one run: append, seal, prove, verify.

`python -m bench` runs them all on a database of its own; no test is timed.
"""
