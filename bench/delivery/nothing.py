"""The job that does nothing, against which publishing is measured.

Nothing else may be here: a worker imports this module.
"""


def nothing() -> None:
    """Cost what RQ itself costs."""
