"""The page that says what each platform can do and what opens it, drawn from the adapters.

No adapter is made here and nothing is asked of a platform.
"""

import inspect
from collections.abc import Iterator
from datetime import timedelta

from accounts.roles import Platform
from guidance.rules.counting import NO_LIMIT, scale
from publishing.platforms.protocol import (
    Adapter,
    Capabilities,
    Idempotency,
    Lookup,
    MediaLimits,
)
from publishing.platforms.registry import ADAPTERS


INTRODUCTION = """# Platforms

Drawn by `manage.py write_docs` from the connectors themselves; not by hand. How to write
another one is in [adding-a-platform.md](adding-a-platform.md), how an account is connected
in [operations.md](operations.md).

A server may say that it takes more or less than stands here: then its own word counts,
and is asked for again every day.

## What each can do
"""
HEADINGS = (
    "Platform",
    "Text",
    "Threads, replies",
    "Pictures and films",
    "Alt text",
    "Edit, delete",
    "Costs",
)
DELIVERY = """
## What a lost answer means

Nothing is sent again before it was looked up. "Its own key" means that the platform keeps
a name of ours with the post; where it does not, the account's timeline has to tell, and
where that cannot, a person does.

"""
DELIVERY_HEADINGS = (
    "Platform",
    "A second call",
    "Looked up",
    "Trusted after",
    "Absences",
)
SECRETS = """
## What opens each

`manage.py connect_account` takes these as one JSON object on standard input, and the
pages ask for the same.

"""
SECOND_CALL = {
    Idempotency.CLIENT_ID: "finds the post under its own key",
    Idempotency.CONTAINER: "is of the same container, and publishes it once",
    Idempotency.DRAFT: "is of the same draft, and publishes it once",
    Idempotency.KEY: "may be known again by its key, not for certain",
    Idempotency.NONE: "would post twice",
}
LOOKED_UP = {Lookup.BY_KEY: "by its own key", Lookup.BY_TIMELINE: "on the timeline"}


def platforms_page() -> str:
    """The whole of docs/platforms.md."""
    return "\n".join(
        [INTRODUCTION, *_abilities(), DELIVERY, *_delivery(), SECRETS, *_secrets()]
    )


def _adapters() -> Iterator[tuple[str, str, type[Adapter]]]:
    """Key, name and adapter, in the order in which the platforms are offered."""
    for key, name in Platform.choices:
        yield key, str(name), ADAPTERS[key]


def _abilities() -> Iterator[str]:
    yield from _table_head(HEADINGS)
    for key, name, adapter in _adapters():
        can = adapter.capabilities
        yield _row(
            name,
            _text(key),
            f"{_yes(can.threads)}, {_yes(can.replies)}",
            _media(can.media),
            f"{can.alt_limit:,}" if can.alt_limit else "no",
            f"{_yes(can.edit)}, {_yes(can.delete)}",
            _price(can),
        )


def _delivery() -> Iterator[str]:
    yield from _table_head(DELIVERY_HEADINGS)
    for _, name, adapter in _adapters():
        can = adapter.capabilities
        yield _row(
            name,
            SECOND_CALL[can.idempotency],
            LOOKED_UP[can.lookup],
            _seconds(can.settle_delay),
            str(can.absences_needed),
        )


def _secrets() -> Iterator[str]:
    for _, name, adapter in _adapters():
        yield f"### {name}\n"
        yield f"{inspect.getdoc(adapter)}\n"


def _table_head(headings: tuple[str, ...]) -> Iterator[str]:
    yield _row(*headings)
    yield _row(*("---" for _ in headings))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _text(key: str) -> str:
    measured = scale(key)
    if measured is NO_LIMIT:
        return "no limit"
    more = f", {measured.byte_limit:,} bytes" if measured.byte_limit else ""
    return f"{measured.limit:,}{more}"


def _media(media: MediaLimits | None) -> str:
    if media is None:
        return "no"
    said = [f"{media.images} pictures of up to {_size(media.image_bytes)}"]
    if media.videos:
        captions = " with captions" if media.captions else ""
        said.append(
            f"{media.videos} film of up to {_size(media.video_bytes)}{captions}"
        )
    if media.needed:
        said.append("at least one is needed")
    return "; ".join(said)


def _price(can: Capabilities) -> str:
    if can.price is None:
        return "nothing"
    plain, with_link = can.price
    return f"${plain:.3f} a post, ${with_link:.3f} with a link"


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"


def _seconds(delay: timedelta) -> str:
    return f"{delay.total_seconds():.0f} s"


def _yes(can: bool) -> str:
    return "yes" if can else "no"
