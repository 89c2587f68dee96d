"""Tests of how Countersign starts and stops.

Nothing of the product's rules is tested here.
"""
