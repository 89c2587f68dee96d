"""Where accounts are mentioned in a text, and their names made comparable.

No rule lives here.
"""

import re
from collections.abc import Iterable


# @name, and as the fediverse and Bluesky write it: @name@server, @name.server.
HANDLE = re.compile(
    r"(?<![\w@/-])(?<!\w\.)@(?P<name>[A-Za-z0-9_]{1,64})(?P<server>(?:[@.][A-Za-z0-9-]{1,63}){0,5})"
)


def bare(handle: str) -> str:
    """A handle without its @, in lower case."""
    return handle.strip().lstrip("@").lower()


def bare_all(handles: Iterable[str]) -> frozenset[str]:
    return frozenset(map(bare, handles)) - {""}


def names(mention: re.Match[str]) -> frozenset[str]:
    """The ways in which a register may have written the account of a mention."""
    return frozenset({bare(mention.group()), mention["name"].lower()})
