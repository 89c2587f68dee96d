"""The composition root: settings, addresses, the process list, the clock, embedded servers.

No rule, verb or row of the product lives here; nothing but entry points imports it.
"""
