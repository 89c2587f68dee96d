"""A content as the form shows it: one thread in each language, a headline, a reply.

No field lives here, and no row is changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafts.content import BILINGUAL, WELSH, Content, Media, Part, Target


@dataclass(frozen=True, slots=True)
class Shape:
    """What the boxes of the form hold.

    `parts` are the English posts, or the Welsh ones where there is nothing else;
    `welsh` the Welsh posts beside them, as many or none.
    """

    parts: tuple[Part, ...] = ()
    welsh: tuple[Part, ...] = ()
    title: str = ""
    welsh_title: str = ""
    reply: str = ""

    def welsh_alt(self, part: int, medium: int) -> str:
        """What the same picture is described by in Welsh."""
        if part >= len(self.welsh) or medium >= len(self.welsh[part].media):
            return ""
        return self.welsh[part].media[medium].alt


def shape_of(content: Content) -> Shape:
    """The first target of each language speaks for all; see `fits_the_form`."""
    main = [target for target in content.targets if target.language != WELSH]
    welsh = [target for target in content.targets if target.language == WELSH]
    targets = main or welsh
    if not targets:
        return Shape()
    return Shape(
        parts=_of_language(targets[0]),
        welsh=_welsh(main, welsh) if main else (),
        title=_first(target.title for target in targets),
        welsh_title=_first(target.title for target in welsh) if main else "",
        reply=targets[0].reply_to or "",
    )


def _first(titles: object) -> str:
    return next((title for title in titles if title), "")  # type: ignore[attr-defined]


def _of_language(target: Target) -> tuple[Part, ...]:
    if target.language == BILINGUAL:
        return target.parts[: len(target.parts) // 2]
    return target.parts


def _welsh(main: Sequence[Target], welsh: Sequence[Target]) -> tuple[Part, ...]:
    if welsh:
        return welsh[0].parts
    both = [target for target in main if target.language == BILINGUAL]
    return both[0].parts[len(both[0].parts) // 2 :] if both else ()


def fits_the_form(content: Content) -> bool:
    """Whether the form can show all of it, so that saving it again changes nothing."""
    shape = shape_of(content)
    return (
        bool(shape.parts)
        and all(_fits(target, shape) for target in content.targets)
        and not any(part.link for part in (*shape.parts, *shape.welsh))
        and _is_a_translation(shape)
    )


def _fits(target: Target, shape: Shape) -> bool:
    english_or_alone = (shape.parts, shape.title)
    beside = (shape.welsh, shape.welsh_title) if shape.welsh else english_or_alone
    expected = {
        "en": english_or_alone,
        WELSH: beside,
        BILINGUAL: ((*shape.parts, *shape.welsh), shape.title),
    }
    if target.language not in expected:
        return False
    parts, title = expected[target.language]
    return (
        target.parts == parts
        and target.title in {"", title}
        and (target.reply_to or "") == shape.reply
    )


def _is_a_translation(shape: Shape) -> bool:
    """Whether the Welsh posts are as many, with the same pictures."""
    if not shape.welsh:
        return True
    return [_undescribed(part.media) for part in shape.parts] == [
        _undescribed(part.media) for part in shape.welsh
    ]


def _undescribed(media: Sequence[Media]) -> list[Media]:
    return [replace(each, alt="") for each in media]
