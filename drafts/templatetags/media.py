"""Pictures and films on a page: what is said of them, and what differs from earlier ones.

No row is read here, and nobody's right to see a page is decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import template

from drafts.content import Content, Media, Target, part_language
from drafts.forms.draft import DraftForm
from drafts.forms.medium import LICENCES
from drafts.templatetags.wordings import Wording, network_of


register = template.Library()

# How each thing that is recorded of a medium is called.
RECORDED = {
    "decorative": "Only decorates, because",
    "rights": "Licence",
    "credit": "Credit",
    "consent": "Agreement of the people in it",
    "ai_label": "Label that a machine made it",
}


# What is answered with yes or no.
ANSWERED = {
    "captions_checked": "Captions checked",
    "speech": "Somebody speaks",
    "people": "People can be recognised",
    "ai": "A machine made it",
}
YES_OR_NO: dict[object, str] = {None: "not said", False: "no", True: "yes"}


@dataclass(frozen=True, slots=True)
class Change:
    """One picture in both revisions, and in which words it differs."""

    media: Media
    before: Media | None
    gone: bool = False

    @property
    def added(self) -> bool:
        return self.before is None and not self.gone

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """What is said of it that differs: its name, before and after."""
        if self.before is None:
            return []
        named = {"alt": "Alt text", "captions": "Captions", **RECORDED, **ANSWERED}
        pairs = [
            (name, _said(self.before, each), _said(self.media, each))
            for each, name in named.items()
        ]
        return [pair for pair in pairs if pair[1] != pair[2]]


@register.filter
def media_at(wording: Wording, number: int) -> Sequence[Media]:
    """The pictures of one post of a wording, counted from 0."""
    return wording.parts[number].media


@register.filter
def is_film(media: Media) -> bool:
    return media.type.startswith("video/")


@register.filter
def recorded(media: Media) -> list[tuple[str, str]]:
    """What is recorded of it, each with its name."""
    said = [(name, _said(media, field)) for field, name in RECORDED.items()]
    return [(name, words) for name, words in said if words]


@register.filter
def answers(targets: Sequence[Target]) -> str:
    """The platform's id of the post that these answer, with its platform."""
    target = targets[0]
    return f"{target.reply_to} on {network_of(target)}" if target.reply_to else ""


@register.filter
def misfits_of(form: DraftForm, field: str) -> Sequence[str]:
    """What we or the platforms refuse about one box."""
    return [*form.refused.get(field, []), *form.misfits.get(field, [])]


@register.simple_tag
def media_changes(before: Content, after: Content) -> list[Change]:
    """Every picture that came, went or is described otherwise."""
    was, is_now = _by_file(before), _by_file(after)
    kept = [Change(media, was.get(key)) for key, media in is_now.items()]
    return [each for each in kept if each.before != each.media] + [
        Change(media, media, gone=True)
        for key, media in was.items()
        if key not in is_now
    ]


@register.filter
def of_thread(content: Content) -> str:
    """How many posts go out on an account at most, in words."""
    most = max((len(target.parts) for target in content.targets), default=0)
    return "1 post" if most == 1 else f"{most} posts"


@register.filter
def replies(content: Content) -> str:
    """What the post answers, in one line; empty for nothing."""
    return next(
        (found for found in (answers([t]) for t in content.targets) if found), ""
    )


def _said(media: Media, field: str) -> str:
    value = getattr(media, field)
    named = YES_OR_NO if field in ANSWERED else dict[object, str](LICENCES)
    return named.get(value, str(value))


def _by_file(content: Content) -> Mapping[tuple[str, str], Media]:
    """Each file once in a language; its Welsh description is another thing to compare."""
    return {
        (media.sha256, part_language(target, number)): media
        for target in content.targets
        for number, part in enumerate(target.parts)
        for media in part.media
    }
