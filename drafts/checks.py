"""A revision's content as the guidance check reads it, and what it answers.

Nothing here stores a finding or changes a draft.
"""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from drafts.content import Content, Part, moment
from guidance.content import Kind, Material, Passage, Registers, Schedule
from guidance.engine import CheckResult, check
from guidance.models import PublicNumber


def passages(content: Content) -> tuple[Passage, ...]:
    """Every piece of text that goes out, named by its place in the content."""
    return tuple(
        Passage(
            field=f"targets.{index}.parts.{number}.{piece.field}",
            text=piece.text,
            kind=piece.kind,
            platform=target.platform,
            language=target.language,
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


def registers() -> Registers:
    numbers = PublicNumber.objects.values_list("number", flat=True)
    return Registers(public_numbers=frozenset(numbers))


def check_content(content: Content, *, on: date | None = None) -> CheckResult:
    """Run every rule in force on the day (today by default)."""
    material = Material(
        passages=passages(content),
        registers=registers(),
        schedule=Schedule(
            publish_at=moment(content.not_before),
            embargo_until=moment(content.embargo_until),
        ),
    )
    return check(material, on=on or timezone.localdate())
