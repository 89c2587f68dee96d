"""What a value of a register must look like, and how it is written.

Nothing here reads or changes a row.
"""
