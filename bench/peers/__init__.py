"""What other projects' logs cost one save, beside ours, on the same server.

A Django site of its own: none of these libraries is part of the product.
"""
