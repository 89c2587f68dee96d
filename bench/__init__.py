"""Measurements: of the product's speed and of its code.

No test and no product code lives here.
"""
