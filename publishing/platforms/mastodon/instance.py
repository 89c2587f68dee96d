"""What a server of Mastodon's API says of itself: its limits, its name, how it reads text.

Nothing is concluded about an account. A server may leave out anything.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from publishing.platforms.mastodon.wire import FAILURES, Client, failure_of
from publishing.platforms.wire import RefusedError


# What a server sends has no type of ours until it was read.
Json = Any
# Of each limit the places where servers give it: Mastodon, then Pleroma and its kin.
PLACES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "max_text": (
        ("configuration", "statuses", "max_characters"),
        ("max_toot_chars",),
    ),
    "url": (("configuration", "statuses", "characters_reserved_per_url"),),
    "images": (
        ("configuration", "statuses", "max_media_attachments"),
        ("max_media_attachments",),
    ),
    "alt": (
        ("configuration", "media_attachments", "description_limit"),
        ("description_limit",),
    ),
}


def instance_of(client: Client) -> Json:
    """What the server says of itself, in the current form or the former one.

    An empty object where it refuses both; raises WireError where no answer came.
    """
    for ask in (client.instance_v2, client.instance_v1):
        try:
            return ask()
        except FAILURES as error:
            failure = failure_of(error)
            if not isinstance(failure, RefusedError) or failure.status == 429:
                raise failure from None
    return {}


def limits_of(instance: Json) -> dict[str, int]:
    """Those limits that it names."""
    named = {name: _first(instance, places) for name, places in PLACES.items()}
    return {name: limit for name, limit in named.items() if limit is not None}


def domains_of(instance: Json) -> set[str]:
    """Every name that its accounts may bear after the second @."""
    said = (instance.get(field) for field in ("domain", "account_domain", "uri"))
    return {_domain(each) for each in said if isinstance(each, str) and each}


def reads_markdown(instance: Json) -> bool:
    """Hollo takes every text for Markdown and knows no other way."""
    source = str(instance.get("source_url") or "").casefold()
    return source.rstrip("/").endswith("/hollo")


def _domain(said: str) -> str:
    return (urlsplit(said).netloc if "://" in said else said).casefold()


def _first(instance: Json, places: tuple[tuple[str, ...], ...]) -> int | None:
    found = (_at(instance, place) for place in places)
    return next((limit for limit in found if _is_limit(limit)), None)


def _at(instance: Json, place: tuple[str, ...]) -> Json:
    for field in place:
        instance = instance.get(field) if isinstance(instance, dict) else None
    return instance


def _is_limit(limit: object) -> bool:
    return isinstance(limit, int) and not isinstance(limit, bool) and limit > 0
