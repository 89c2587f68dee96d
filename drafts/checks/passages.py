"""Every piece of text of a content, named by its place, for the rules to read.

Nothing here judges a word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from drafts.content import Content, Part, Target, part_language
from guidance.content import Kind, Passage


Limits = Mapping[str, int]
# What of WebVTT nobody reads: its first line, notes, times and the names of cues.
UNREAD = re.compile(
    r"^(?:WEBVTT.*|NOTE\b(?:.|\n(?!\n))*|.*-->.*|[0-9]+(?=\n.*-->))$",
    re.MULTILINE,
)


def passages(
    content: Content, limits: Mapping[int, Limits] | None = None
) -> tuple[Passage, ...]:
    """Every piece of text that goes out, named by its place in the content.

    `limits` are what the servers of its accounts said that they take, by account.
    """
    return tuple(
        replace(piece, field=f"targets.{index}.{piece.field}", platform=target.platform)
        for index, target in enumerate(content.targets)
        for piece in _of_target(target, (limits or {}).get(target.account, {}))
    )


def _of_target(target: Target, limits: Limits) -> Iterator[Passage]:
    if target.title:
        yield Passage(
            field="title",
            text=target.title,
            language=part_language(target, 0),
            max_length=limits.get("title"),
        )
    for number, part in enumerate(target.parts):
        for piece in _pieces(part, limits):
            yield replace(
                piece,
                field=f"parts.{number}.{piece.field}",
                language=part_language(target, number),
            )


def _pieces(part: Part, limits: Limits) -> Iterator[Passage]:
    yield Passage(field="text", text=part.text, max_length=limits.get("max_text"))
    if part.link:
        yield Passage(field="link", text=part.link, kind=Kind.LINK)
    for position, media in enumerate(part.media):
        yield Passage(
            field=f"media.{position}.alt",
            text=media.alt,
            kind=Kind.ALT_TEXT,
            max_length=limits.get("alt"),
        )
        if media.captions:
            yield Passage(
                field=f"media.{position}.captions",
                text=spoken(media.captions),
                kind=Kind.CAPTION,
            )


def spoken(captions: str) -> str:
    """The words of WebVTT where they stand, with spaces for all that is not said."""
    return UNREAD.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), captions)
