"""A content's words by account: who gets which text, how long it is, what it needs.

Nothing here reads a row.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe

from accounts.roles import Platform
from drafts.content import (
    WELSH,
    Content,
    Part,
    Target,
    languages,
    moment,
    part_language,
)
from guidance.rules.counting import count, scale, utf8_length


register = template.Library()

# The guidance gives this to a network that has no limit.
NO_LIMIT = 100_000
# What each class of authority means to somebody who is asked to give it.
AUTHORITIES = {
    "routine": "Routine post",
    "reply": "Reply to the public",
    "commitment": "Commitment",
    "new_commitment": "New commitment",
    "money": "Commitment of money",
    "new_money": "New money",
    "unpublished": "Unpublished information",
    "announcement": "Announcement",
    "statistics": "Statistics before release",
    "market": "Market-sensitive information",
    "proceedings": "Live legal proceedings",
    "security": "Security",
    "case": "The case of one person",
    "staff": "Information about staff",
    "other_body": "The business of another body",
    "controversy": "Controversial matter",
    "election": "Essential business in a pre-election period",
    "all_stop": "Post during an all-stop",
    "paid": "Paid content",
    "rumour": "Answer to a rumour",
    "correction": "Correction",
    "welsh": "Words in Welsh",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The same posts on one or more accounts; `place` is the first one's index."""

    place: int
    targets: tuple[Target, ...]
    parts: tuple[Part, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """One account's post and how long its network says it is.

    `most` and `most_bytes` are 0 where the network has no such limit.
    """

    target: Target
    network: str
    length: int
    most: int
    bytes: int
    most_bytes: int

    @property
    def over(self) -> int:
        return max(0, self.length - self.most) if self.most else 0


def network_of(target: Target) -> str:
    known = {platform.value: str(platform.label) for platform in Platform}
    return known.get(target.platform, target.platform)


def wordings(content: Content) -> list[Wording]:
    """The content's different texts, each once, in the order of its accounts."""
    found: dict[tuple[str, tuple[Part, ...]], list[int]] = {}
    for index, target in enumerate(content.targets):
        found.setdefault((target.title, target.parts), []).append(index)
    return [
        Wording(
            places[0], tuple(content.targets[place] for place in places), parts, title
        )
        for (title, parts), places in found.items()
    ]


@register.simple_tag
def previews(content: Content) -> list[Preview]:
    """Each account's post; none for words that have no account yet."""
    return [_preview(target) for target in content.targets if target.account]


def _preview(target: Target) -> Preview:
    measured = scale(target.platform)
    return Preview(
        target,
        network_of(target),
        length=max(count(part.text, target.platform) for part in target.parts),
        most=measured.limit if measured.limit < NO_LIMIT else 0,
        bytes=max(utf8_length(part.text) for part in target.parts),
        most_bytes=measured.byte_limit or 0,
    )


@register.filter
def network(target: Target) -> str:
    return network_of(target)


@register.filter
def opens(content: Content) -> object:
    """When the content may go out, None for as soon as it is approved."""
    return moment(content.not_before)


@register.filter
def closes(content: Content) -> object:
    return moment(content.not_after)


@register.filter
def authority(name: str) -> str:
    return AUTHORITIES.get(name, name.replace("_", " ").capitalize())


@register.filter
def handles(targets: Iterable[Target]) -> str:
    """Every account in words, such as "@RiversDept (X), @RiversDept (Mastodon)"."""
    return ", ".join(f"{target.handle} ({network_of(target)})" for target in targets)


@register.filter
def all_words(content: Content) -> str:
    """Every different text, one after the other, for comparing revisions.

    Welsh beside another language is left out: it is compared by itself.
    """
    return "\n\n".join(_texts(content, welsh=languages(content) == {WELSH}))


@register.filter
def welsh_beside(content: Content) -> str:
    """The Welsh words of a post that has another language too."""
    alone = languages(content) == {WELSH}
    return "" if alone else "\n\n".join(_texts(content, welsh=True))


def _texts(content: Content, *, welsh: bool) -> list[str]:
    """Different texts once; a headline goes before the words that it heads."""
    found = [
        "\n\n".join([*([each.title] if each.title and not number else []), part.text])
        for each in wordings(content)
        for number, part in enumerate(each.parts)
        if (part_language(each.targets[0], number) == WELSH) is welsh
    ]
    return list(dict.fromkeys(found))


@register.filter
def lang(target: Target, number: int) -> SafeString:
    """The attribute that says that a part is in Welsh; nothing for other words."""
    welsh = part_language(target, number) == WELSH
    return mark_safe(' lang="cy"' if welsh else "")  # noqa: S308 - no typed words in it


@register.filter
def length_on(part: Part, target: Target) -> int:
    """How long one part is to the target's network."""
    return count(part.text, target.platform)
