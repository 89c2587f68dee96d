"""The AT Protocol's lexicons as a judge of what we put into a repository.

As much of https://atproto.com/specs/lexicon as a post needs; our adapter is not known.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex
from django.conf import settings


PATH = Path(settings.BASE_DIR).parent / "shared" / "contracts" / "atproto-lexicons.json"
FORMATS = {
    "at-identifier": r"did:[a-z]+:[\w.:%-]+|[\w.-]+\.[a-zA-Z][\w-]*",
    "at-uri": r"at://[\w.:%-]+/[\w.]+/[\w.~:-]+",
    "cid": r"b[a-z2-7]{58}",
    "did": r"did:[a-z]+:[\w.:%-]+",
    "language": r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*",
    "nsid": r"[a-zA-Z][\w-]*(\.[a-zA-Z0-9-]+)+",
    "record-key": r"[\w.~:-]{1,512}",
    "uri": r"\w+:(//)?[^\s/]\S*",
}
# What the published selection of lexicons leaves out.
ELSEWHERE: Mapping[str, Any] = {
    "com.atproto.repo.strongRef": {
        "type": "object",
        "required": ["uri", "cid"],
        "properties": {
            "uri": {"type": "string", "format": "at-uri"},
            "cid": {"type": "string", "format": "cid"},
        },
    },
    "app.bsky.embed.defs#aspectRatio": {
        "type": "object",
        "required": ["width", "height"],
        "properties": {
            "width": {"type": "integer", "minimum": 1},
            "height": {"type": "integer", "minimum": 1},
        },
    },
}


def require() -> None:
    if not PATH.exists():
        pytest.skip(f"the lexicons are not at {PATH.name} in shared/")


@cache
def lexicons() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PATH.read_bytes())
    return found


def check_put(request: Mapping[str, Any]) -> None:
    """Raise unless the body of putRecord, and the record in it, are as described."""
    put = lexicons()["com.atproto.repo.putRecord"]["defs"]["main"]["input"]["schema"]
    check(put, request)
    assert set(request) <= set(put["properties"])
    record = request["record"]
    assert record["$type"] == request["collection"]
    check(definition(request["collection"])["record"], record)


def definition(name: str) -> dict[str, Any]:
    name = name.removeprefix("lex:")
    if name in ELSEWHERE:
        return dict(ELSEWHERE[name])
    lexicon, _, part = name.partition("#")
    found: dict[str, Any] = lexicons()[lexicon]["defs"][part or "main"]
    return found


def check(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401  (JSON)
    CHECKS[schema["type"]](schema, value)


def check_object(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401
    assert isinstance(value, dict)
    assert set(schema.get("required", [])) <= set(value)
    known = schema["properties"]
    assert set(value) - {"$type"} <= set(known)
    for name, part in value.items():
        if name in known and not (part is None and name in schema.get("nullable", [])):
            check(known[name], part)


def check_array(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401
    assert isinstance(value, list)
    assert len(value) <= schema.get("maxLength", len(value))
    for each in value:
        check(schema["items"], each)


def check_string(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401
    assert isinstance(value, str)
    graphemes = len(regex.findall(r"\X", value))
    assert len(value.encode()) <= schema.get("maxLength", len(value.encode()))
    assert graphemes <= schema.get("maxGraphemes", graphemes)
    if schema.get("format") == "datetime":
        assert value.endswith("Z")
        assert datetime.fromisoformat(value).tzinfo is not None
    elif "format" in schema:
        assert re.fullmatch(FORMATS[schema["format"]], value), (schema, value)


def check_integer(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401
    assert type(value) is int
    assert value >= schema.get("minimum", value)


def check_blob(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401
    assert value["$type"] == "blob"
    assert re.fullmatch(FORMATS["cid"], value["ref"]["$link"])
    assert value["size"] <= schema["maxSize"]
    assert value["mimeType"].startswith("image/")


def check_union(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401
    assert f"lex:{value['$type']}" in schema["refs"]
    check(definition(value["$type"]), value)


def check_ref(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401
    check(definition(schema["ref"]), value)


def anything(schema: Mapping[str, Any], value: Any) -> None:  # noqa: ANN401
    """Take whatever it is: it is said elsewhere, or nowhere."""


CHECKS: Mapping[str, Callable[[Mapping[str, Any], Any], None]] = {
    "array": check_array,
    "blob": check_blob,
    "boolean": anything,
    "integer": check_integer,
    "object": check_object,
    "ref": check_ref,
    "string": check_string,
    "union": check_union,
    "unknown": anything,
}
