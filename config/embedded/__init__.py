"""PostgreSQL and Valkey from Python wheels, for machines that have neither.

Nothing of the product is known here, nor is anything restarted: the supervisor does that.
"""
