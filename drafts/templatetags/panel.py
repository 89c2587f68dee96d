"""The check panel in words: its one-sentence summary, what was not read, the reasons given.

No rule and no decision lives here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from drafts.content import Content, Target, texts
from drafts.models import Check
from drafts.templatetags.check import Found, finding_groups, place_of_field
from drafts.templatetags.wordings import network_of
from guidance.content import Severity


register = template.Library()

# How each group of findings is counted in the one sentence that is announced.
COUNTED = {
    Severity.BLOCK: ("{} thing to fix", "{} things to fix"),
    Severity.AUTH: ("{} needs authority", "{} need authority"),
    Severity.WARN: ("{} to fix or explain", "{} to fix or explain"),
    Severity.PAUSE: ("{} waits for advice", "{} wait for advice"),
    Severity.ADVISE: ("{} piece of advice", "{} pieces of advice"),
}


@register.simple_tag
def check_summary(content: Content, findings: Iterable[Found]) -> str:
    """What was found, in one sentence for whoever does not look at the panel."""
    if not content.targets:
        return ""
    counted = [
        COUNTED[group.severity][len(group.said) > 1].format(len(group.said))
        for group in finding_groups(content, findings)
    ]
    return ", ".join(counted).capitalize() or "Nothing found"


@register.filter
def way_to(code: str) -> str:
    """The id of the box that answers a reason, where there is one on the draft page."""
    kind, _, name = code.partition(":")
    boxes = {
        "needs-explanation": f"id_reason_{name}",
        "needs-reference": f"id_{name}",
        "needs-sum": "statements",
        "undeclared": "statements",
        "blocked": "check",
        "misfit": f"id_{name}",
        "upload": f"id_{name}" if name else "",
    }
    return boxes.get(kind, "")


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that rules for English words left out, and what to call it."""

    what: str
    quote: str


@register.simple_tag
def unread(content: Content, fields: Iterable[str]) -> list[Unread]:
    """The texts that are not in English, the same words once."""
    found = texts(content)
    once = {found[field]: content.targets[place_of_field(field)[0]] for field in fields}
    return [
        Unread(_called(target), " ".join(text.split())[:80])
        for text, target in once.items()
    ]


def _called(target: Target) -> str:
    if target.language == "cy":
        return "the Welsh text"
    where = f" on {target.handle} ({network_of(target)})" if target.account else ""
    return f"the text{where}, which does not seem to be English"


@register.simple_tag
def reasons_given(check: Check | None) -> dict[str, str]:
    """What the author answered to each warning of a stored check, by rule."""
    if not check:
        return {}
    return {each.rule: each.reason for each in check.explanations.all()}


@register.filter
def reason_for(given: dict[str, str], rule_id: str) -> str:
    return given.get(rule_id, "")
