"""Canonical JSON (RFC 8785) for the values that the log allows.

No floats and no clever types: what has two spellings has no place in an entry.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias


Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

INTEGER_LIMIT = 2**53
DEEPEST = 32
# Made once: json.dumps would make one for every value. `normalise` bounds the depth,
# so no circle can reach it.
_encoded = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
).encode


class NotCanonicalError(ValueError):
    """A value that the log refuses: a float, a huge integer, a stray surrogate."""


def encode(value: Json) -> bytes:
    """Return the RFC 8785 bytes of a value that `normalise` has returned.

    Python's own encoder already escapes as section 3.2.2.2 asks; only the order of
    keys (UTF-16 code units, section 3.2.3) has to be arranged beforehand.
    """
    return _encoded(value).encode()


def canonical(value: object) -> bytes:
    """Return the canonical bytes of any allowed value; NotCanonicalError otherwise."""
    return encode(normalise(value))


def normalise(value: object, depth: int = 0) -> Json:
    """Return the value with NFC text and keys in canonical order, or refuse it."""
    if depth > DEEPEST:
        raise NotCanonicalError(f"nested more than {DEEPEST} deep")
    # ASCII is canonical as it is; asked here, because an entry asks it twenty times.
    if type(value) is str and value.isascii() and "\0" not in value:
        return value
    return value if value is None else _not_plain(value, depth)


def _not_plain(value: object, depth: int) -> Json:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, str):
        return normalise_text(value)
    return _container(value, depth + 1)


def _container(value: object, depth: int) -> Json:
    # A dict is named first because asking an abstract class takes ten times as long.
    if isinstance(value, dict | Mapping):
        return _mapping(value, depth)
    if isinstance(value, list | tuple):
        return [normalise(item, depth) for item in value]
    raise NotCanonicalError(f"a {type(value).__name__} cannot be in an entry")


def _integer(value: int) -> int:
    if abs(value) >= INTEGER_LIMIT:
        raise NotCanonicalError("an integer must be smaller than 2^53")
    return int(value)


def normalise_text(value: str) -> str:
    """Return the text in NFC; NotCanonicalError for NUL or a stray surrogate."""
    if "\0" in value:
        raise NotCanonicalError("text must not hold the character NUL")
    if not value.isascii():
        _utf16(value)
        return unicodedata.normalize("NFC", value)
    # An enum's member is a str; json would write it alike, but plain is plain.
    return str(value)


def _mapping(value: Mapping[object, object], depth: int) -> dict[str, Json]:
    named = {_key(key): normalise(item, depth) for key, item in value.items()}
    if len(named) != len(value):
        raise NotCanonicalError("two keys are the same text")
    # ASCII keys sort alike either way, and nearly all keys are.
    by = None if all(map(str.isascii, named)) else _utf16
    return {key: named[key] for key in sorted(named, key=by)}


def _key(key: object) -> str:
    if type(key) is str and key.isascii() and "\0" not in key:
        return key
    if not isinstance(key, str):
        raise NotCanonicalError("a key must be text")
    return normalise_text(key)


def _utf16(text: str) -> bytes:
    try:
        return text.encode("utf-16-be")
    except UnicodeEncodeError as error:
        raise NotCanonicalError("text has a surrogate on its own") from error
