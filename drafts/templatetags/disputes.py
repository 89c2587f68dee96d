"""Disputes and advice as pages show them beside what they are about.

No verb and no policy lives here.
"""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Person
from drafts.content import texts
from drafts.lifecycle import Ruled
from drafts.models import AdviceRequest, Comment, Dispute, Draft, Finding
from drafts.models.disputes import key_of
from drafts.policy.advice import capacity_near, reasons_against_asking
from drafts.policy.rulings import same_words
from drafts.queries.advice import advice_on
from drafts.queries.disputes import disputes_of
from guidance.engine import rule
from guidance.rules.rule import Rule


register = template.Library()


@register.simple_tag
def disputes_in(draft: Draft | None) -> Mapping[str, Dispute]:
    """The draft's disputes by the key of their finding; none for a draft not saved."""
    if draft is None or draft.pk is None:
        return {}
    return {str(key_of(each.finding)): each for each in disputes_of(draft)}


@register.filter
def under(disputes: Mapping[str, Dispute], key: str) -> Dispute | None:
    return disputes.get(key)


@register.simple_tag
def cleared_in_words(draft: Draft) -> Sequence[Dispute]:
    """What was cleared of words that the draft still says."""
    return [
        each
        for each in disputes_of(draft)
        if hasattr(each, "ruling")
        and each.ruling.verdict == Ruled.UPHELD
        and same_words(each)
    ]


@register.simple_tag
def advice_about(draft: Draft) -> Sequence[AdviceRequest]:
    return list(advice_on(draft))


@register.simple_tag
def may_ask(draft: Draft, person: Person) -> bool:
    return not reasons_against_asking(draft, by=person)


@register.simple_tag
def may_comment(draft: Draft, person: Person) -> bool:
    return capacity_near(draft, person) is not None


@register.simple_tag
def comments_about(draft: Draft) -> Sequence[Comment]:
    """What was said about a draft, the oldest first."""
    said = draft.comments.select_related("written_by", "revision")
    return list(said.order_by("pk"))


@register.simple_tag
def marked_passage(passage: str, found: Finding) -> SafeString:
    """The passage with the words that a finding is about marked."""
    return format_html(
        '{}<mark class="cs-mark">{}</mark>{}',
        passage[: found.start],
        passage[found.start : found.end],
        passage[found.end :],
    )


@register.filter
def disputed_words(dispute: Dispute) -> str:
    """The words that the dispute is about, as they were disputed."""
    found = dispute.finding
    passage = texts(found.check_run.revision.content).get(found.field, "")
    return passage[found.start : found.end]


@register.filter
def rule_of(rule_id: str) -> Rule | None:
    try:
        return rule(rule_id)
    except KeyError:
        # A finding outlives the rule that made it.
        return None
