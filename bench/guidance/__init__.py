"""What the guidance check costs, beside its peers, and how often it is right.

No measure is in this file.
"""
