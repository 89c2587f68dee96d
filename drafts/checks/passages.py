"""Every piece of text of a content, named by its place, for the rules to read.

Nothing here judges a word.
"""

from collections.abc import Iterator

from drafts.content import Content, Part, part_language
from guidance.content import Kind, Passage


def passages(content: Content) -> tuple[Passage, ...]:
    """Every piece of text that goes out, named by its place in the content."""
    return tuple(
        Passage(
            field=f"targets.{index}.parts.{number}.{piece.field}",
            text=piece.text,
            kind=piece.kind,
            platform=target.platform,
            language=part_language(target, number),
        )
        for index, target in enumerate(content.targets)
        for number, part in enumerate(target.parts)
        for piece in _pieces(part)
    )


def _pieces(part: Part) -> Iterator[Passage]:
    yield Passage(field="text", text=part.text)
    if part.link:
        yield Passage(field="link", text=part.link, kind=Kind.LINK)
    for position, media in enumerate(part.media):
        yield Passage(field=f"media.{position}.alt", text=media.alt, kind=Kind.ALT_TEXT)
