"""What a revision says: the frozen content, its canonical bytes and its digest.

No row and no form lives here; the same bytes give the same digest for ever.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import rfc8785


SCHEMA = "countersign.content.v1"
WELSH = "cy"
# The parts of such a target are its English words and then, as many, its Welsh ones.
BILINGUAL = "mul"
MAX_TEXT = 20_000


class ContentError(ValueError):
    """Words that cannot be stored or published; the message is for the author."""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or film: the SHA-256 of its bytes in hex, its type and alt text.

    `captions` is the WebVTT of a film; `decorative` the reason why a picture needs no alt
    text. `speech` says whether a film has any, and is None where nobody was asked. The
    rest is what is recorded of its rights: licence, credit, whether people are in it and
    where their agreement is kept, whether a machine made it and how the post says so.
    """

    sha256: str
    type: str
    alt: str
    captions: str = ""
    captions_checked: bool = False
    decorative: str = ""
    speech: bool | None = None
    rights: str = ""
    credit: str = ""
    people: bool = False
    consent: str = ""
    ai: bool = False
    ai_label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One post of a thread."""

    text: str
    media: tuple[Media, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What goes out on one account; `account` is the account's row id.

    `server` is where the account is, empty for a platform with one address; `title`
    heads a blog post or a topic; `reply_to` and `corrects` are the platform's ids of
    the post that is answered, and of the live post whose words these replace.
    """

    account: int
    platform: str
    handle: str
    parts: tuple[Part, ...]
    language: str = "en"
    reply_to: str | None = None
    server: str = ""
    title: str = ""
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of the content: the field's path, and from which character to which."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A disclosure or commitment that the author declares, with its basis.

    `authority` is an authority class of the guidance; `place` is absent where the
    statement is the whole post or a picture. `topic` says which delegation of a narrow
    field covers it.
    """

    authority: str
    what: str
    basis: str
    by_when: str | None = None
    place: Place | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """What the post belongs to, as people quote it: "PN 2026/114", "HCWS 203"."""

    announcement: str = ""
    parliament: str = ""
    spend_approval: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a decision covers. Times are UTC, to the second, or absent.

    `purpose` is one of `drafts.purposes.Purpose`; `line` names the pre-cleared wording
    that it was made from; `translation` says how a second language came to be, and
    `without_welsh` why there is none where one is due; `paid` that money is behind it;
    `unsure` that the author asks for advice.
    """

    targets: tuple[Target, ...]
    not_before: str | None = None
    not_after: str | None = None
    embargo_until: str | None = None
    statements: tuple[Statement, ...] = ()
    purpose: str = "information"
    references: References = References()
    paid: bool | None = None
    line: str = ""
    translation: str = ""
    without_welsh: str = ""
    unsure: bool = False


def canonical(content: Content) -> bytes:
    """RFC 8785 bytes of the content; the digest is taken over exactly these."""
    return rfc8785.dumps({"schema": SCHEMA, **asdict(content)})


def digest(content: Content) -> bytes:
    return hashlib.sha256(canonical(content)).digest()


@lru_cache(maxsize=64)
def parse(stored: bytes) -> Content:
    """The content back from its canonical bytes, as the workers read it.

    Kept by those bytes, which one page or one delivery reads dozens of times.
    """
    raw = json.loads(stored)
    if raw.pop("schema") != SCHEMA:
        raise ContentError("This revision was written by another version.")
    return Content(
        **raw
        | {
            "targets": tuple(_target(target) for target in raw["targets"]),
            "statements": tuple(_statement(each) for each in raw["statements"]),
            "references": References(**raw["references"]),
        }
    )


def _statement(raw: dict[str, Any]) -> Statement:
    place = raw["place"]
    return Statement(**raw | {"place": Place(**place) if place else None})


def _target(raw: dict[str, Any]) -> Target:
    return Target(**raw | {"parts": tuple(_part(part) for part in raw["parts"])})


def _part(raw: dict[str, Any]) -> Part:
    return Part(**raw | {"media": tuple(Media(**each) for each in raw["media"])})


def part_language(target: Target, number: int) -> str:
    """What one part of a target is written in."""
    if target.language != BILINGUAL:
        return target.language
    return "en" if number < len(target.parts) // 2 else WELSH


def languages(content: Content) -> set[str]:
    """Every language that goes out."""
    return {
        part_language(target, number)
        for target in content.targets
        for number in range(len(target.parts))
    }


def texts(content: Content) -> dict[str, str]:
    """Every text that goes out, by its field, such as "targets.0.parts.0.text"."""
    titles = {
        f"targets.{index}.title": target.title
        for index, target in enumerate(content.targets)
        if target.title
    }
    return titles | {
        f"targets.{index}.parts.{number}.{field}": text
        for index, target in enumerate(content.targets)
        for number, part in enumerate(target.parts)
        for field, text in _texts_of(part)
    }


def _texts_of(part: Part) -> Iterator[tuple[str, str]]:
    yield "text", part.text
    if part.link:
        yield "link", part.link
    for position, media in enumerate(part.media):
        yield f"media.{position}.alt", media.alt
        if media.captions:
            yield f"media.{position}.captions", media.captions


def media_of(content: Content) -> Iterator[Media]:
    """Every picture and film that goes out, in the order of the posts."""
    for target in content.targets:
        for part in target.parts:
            yield from part.media


def carried(sign: str) -> bool:
    """Whether a sign can be published as it is.

    U+FFFD stands where bytes that are no text were typed: their words are lost already.
    """
    return sign != "\ufffd" and unicodedata.category(sign) not in {"Cc", "Cs"}


def clean_text(raw: str) -> str:
    """Typed words as they will be published: NFC, plain line ends, outer space cut.

    Raises `ContentError` with a sentence for what no platform can carry.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise ContentError("Write the words of the post.")
    if len(text) > MAX_TEXT:
        raise ContentError(
            f"The text has {len(text):,} characters. Keep it under {MAX_TEXT:,}."
        )
    if any(not carried(sign) for sign in text if sign != "\n"):
        raise ContentError(
            "The text has an invisible control character. Delete it and type the words again."
        )
    return unicodedata.normalize("NFC", text)


def stamp(moment: datetime | None) -> str | None:
    """A time as the content holds it: UTC, whole seconds, RFC 3339."""
    if moment is None:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(stamped: str | None) -> datetime | None:
    return datetime.fromisoformat(stamped) if stamped else None
