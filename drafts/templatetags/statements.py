"""What an author declares, as sentences: a class of authority by what it is called.

Nothing is decided here.
"""

from django import template

from drafts.content import Content, Statement, texts
from drafts.policy.statements import DECLARABLE, PROMISES
from drafts.templatetags.wordings import AUTHORITIES


register = template.Library()

READ_AS = {
    "commitment": "a commitment",
    "new_commitment": "a new commitment",
    "money": "a commitment of money",
    "new_money": "a commitment of new money",
    "unpublished": "something that is not public yet",
    "announcement": "an announcement that Parliament may expect first",
    "market": "something that could move a market",
    "proceedings": "about live legal proceedings",
    "security": "a detail of security",
    "case": "about the case of one person",
    "staff": "about a member of staff",
    "other_body": "speaking for another body",
}


@register.filter
def read_as(authority: str) -> str:
    """How "We read these words as …" goes on."""
    return READ_AS.get(authority, authority.replace("_", " "))


@register.filter
def is_promise(authority: str) -> bool:
    return authority in PROMISES


@register.simple_tag
def declarable() -> list[tuple[str, str]]:
    """What an author may declare without the check having seen it: value and label."""
    return [(each.value, AUTHORITIES[each.value]) for each in DECLARABLE]


@register.simple_tag
def declared(content: Content) -> list[tuple[str, Statement]]:
    """Each statement of the content behind the words that it is about."""
    found = texts(content)
    return [
        (
            found[each.place.field][each.place.start : each.place.end]
            if each.place
            else "",
            each,
        )
        for each in content.statements
    ]
