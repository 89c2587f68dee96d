"""What is recorded of the pictures and films of a post, as the rules read it.

No picture is looked at here: a place is taken out of every file before it is stored.
"""

from drafts.content import Content, Media, media_of
from guidance.content import MediaKind, Medium


def media(content: Content) -> tuple[Medium, ...]:
    """Each medium with what is said of it, the same on two accounts once."""
    return tuple(dict.fromkeys(map(_medium, media_of(content))))


def _medium(each: Media) -> Medium:
    film = each.type.startswith("video/")
    return Medium(
        kind=MediaKind.VIDEO if film else MediaKind.IMAGE,
        alt=each.alt,
        decorative_reason=each.decorative,
        speech=each.speech,
        captions=_captions(each),
        captions_checked=each.captions_checked,
        rights=each.rights,
        credit=each.credit,
        people=each.people,
        consent=each.consent,
        ai=each.ai,
        ai_label=each.ai_label,
    )


def _captions(each: Media) -> bool | None:
    """None where they are in the picture itself, as whoever has checked them says."""
    if each.captions:
        return True
    return None if each.captions_checked else False
