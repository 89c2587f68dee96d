"""Word lists, written as running text.

No list lives here; each stands beside the rule that reads it.
"""


def words(listed: str) -> frozenset[str]:
    """The words of a text that is only a list of them."""
    return frozenset(listed.split())
