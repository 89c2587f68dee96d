"""The authorised content as it goes on the wire, frozen as bytes at the approval.

Pure: no row is read, and nothing is asked of a platform.
"""

import hashlib
import json
from dataclasses import asdict
from typing import Any

import rfc8785

from drafts.content import Media, Part, Target, part_language
from publishing.platforms.protocol import Attachment, Rendered, Wording
from publishing.platforms.registry import ADAPTERS


def render(target: Target) -> tuple[Rendered, ...]:
    """Every part as the target's platform takes it; LookupError for no such platform.

    The first part alone has a title; a later one answers the part before, whose id is
    not known yet.
    """
    prepare = ADAPTERS[target.platform].prepare
    return tuple(
        prepare(
            Wording(
                text=wire_text(part),
                title="" if number else target.title,
                language=part_language(target, number),
                media=tuple(map(_attachment, part.media)),
                reply_to=None if number else target.reply_to,
            )
        )
        for number, part in enumerate(target.parts)
    )


def wire_text(part: Part) -> str:
    """The words of a part with its link behind them, as every preview shows them."""
    return f"{part.text}\n{part.link}" if part.link else part.text


def freeze(parts: tuple[Rendered, ...]) -> bytes:
    """RFC 8785 bytes; what a publication sends is exactly these."""
    return rfc8785.dumps([asdict(part) for part in parts])


def wire_digest(frozen: bytes) -> bytes:
    return hashlib.sha256(frozen).digest()


def thaw(frozen: bytes) -> tuple[Rendered, ...]:
    return tuple(_rendered(raw) for raw in json.loads(frozen))


def _rendered(raw: dict[str, Any]) -> Rendered:
    return Rendered(
        **raw | {"media": tuple(Attachment(**each) for each in raw["media"])}
    )


def _attachment(media: Media) -> Attachment:
    return Attachment(
        sha256=media.sha256, type=media.type, alt=media.alt, captions=media.captions
    )
