"""One draft to decide on: what would go out, what is asked of this person, and why not.

No verdict is given here; the pages of the verdicts show this one again when refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import let_in, signed_in
from accounts.models import Delegation, Person
from accounts.reasons import Reason
from accounts.roles import CONTENT_ROLES
from approvals import policy
from approvals.forms import DecisionForm, SendBackForm, pin_name
from approvals.models import Decision, Seat
from approvals.policy.pins import passages
from approvals.policy.urgent import may_see_urgent_route
from approvals.queries import (
    compared_with,
    draft_to_review,
    history_of,
    votes_hidden,
)
from drafts.actions import current_revision
from drafts.checks import check_content
from drafts.content import Content, Statement
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from drafts.outbox import outbox
from drafts.policy.disputes import standing_of
from drafts.queries import authors_of, last_check


REFUSED = 422


@dataclass(frozen=True, slots=True)
class Asked:
    """One seat of the plan: who filled it, or how this person could, and for what."""

    seat: Seat
    given_by: Decision | None
    delegation: Delegation | None
    statements: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class PinRow:
    """One passage that a reason may be pinned to, and what was typed about it."""

    name: str
    words: str
    typed: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """What somebody tried to decide, and why it was not: `verb` opens its form again."""

    verb: str
    reasons: Sequence[Reason]
    form: DecisionForm


@let_in(*CONTENT_ROLES)
def review(request: HttpRequest, draft_id: int) -> HttpResponse:
    return review_page(request, draft_of(request, draft_id))


def draft_of(request: HttpRequest, draft_id: int) -> Draft:
    found = draft_to_review(signed_in(request), draft_id)
    if found is None:
        raise Http404
    return found


def current_of(draft: Draft) -> Revision:
    """The revision that stands, with the draft as it was read."""
    revision = current_revision(draft)
    revision.draft = draft
    return revision


def review_page(
    request: HttpRequest, draft: Draft, refusal: Refusal | None = None
) -> HttpResponse:
    """The review page of the words as they stand now, whatever was posted."""
    person = signed_in(request)
    draft = Draft.objects.select_related("author", "team", "current").get(pk=draft.pk)
    revision = current_of(draft)
    check = last_check(revision)
    shown = {
        "draft": draft,
        "revision": revision,
        "content": revision.content,
        "reasons": list(dict.fromkeys(refusal.reasons)) if refusal else [],
        "verb": refusal.verb if refusal else "",
        "form": refusal.form if refusal else None,
        "pins": list(_pin_rows(revision.content, refusal)),
        "lost": _lost(revision.content, refusal),
        "check": check,
        "findings": standing_of(check, draft=draft),
        "before": compared_with(revision, reader=person),
        "authors": authors_of(revision),
        "history": history_of(draft, reader=person),
        **_what_is_asked(revision, person),
    }
    status = REFUSED if refusal else 200
    return render(request, "approvals/review.html", shown, status=status)


def _what_is_asked(revision: Revision, person: Person) -> Mapping[str, object]:
    now = timezone.now()
    filled = policy.seats_open_to(person, revision=revision, at=now)
    against = policy.reasons_against_approve(
        revision,
        by=person,
        result=check_content(revision.content),
        now=now,
        filled=filled,
    )
    hidden = votes_hidden(revision.draft, person)
    needs = policy.needs(revision)
    waits = revision.draft.status == Status.SUBMITTED
    # Whoever has decided is still named, so that their absence tells nobody that.
    seats = [need.seat for need in needs] if hidden else None
    return {
        "asked": _asked(revision, needs, filled=filled, hidden=hidden),
        "against": list(dict.fromkeys(against)),
        "waits": waits,
        "in_the_way": outbox().in_the_way(revision, by=person) if waits else None,
        "urgent": waits and may_see_urgent_route(revision, by=person, at=now),
        "hidden": hidden,
        "may_decide": not policy.reasons_against_deciding(revision, by=person),
        "could": [
            each
            for each in policy.people_who_could(revision, at=now, seats=seats)
            if waits and each != person
        ],
    }


def _asked(
    revision: Revision,
    needs: Sequence[policy.Need],
    *,
    filled: Sequence[policy.Filled],
    hidden: bool,
) -> list[Asked]:
    """What is asked of this person first, then what is asked of others."""
    open_to = {each.seat.name: each.delegation for each in filled}
    statements = revision.content.statements
    asked = [
        Asked(
            need.seat,
            None if hidden else need.given_by,
            open_to.get(need.seat.name),
            [each for each in statements if each.authority == need.seat.authority],
        )
        for need in needs
    ]
    return sorted(asked, key=lambda each: each.delegation is None)


def _pin_rows(content: Content, refusal: Refusal | None) -> Iterator[PinRow]:
    typed = _typed(refusal)
    for passage in passages(content):
        name = pin_name(passage.place)
        yield PinRow(name, passage.words, typed.get(name, ""))


def _lost(content: Content, refusal: Refusal | None) -> list[str]:
    """What was typed about words that have changed since, to be kept in sight."""
    here = {pin_name(passage.place) for passage in passages(content)}
    return [said for name, said in _typed(refusal).items() if name not in here]


def _typed(refusal: Refusal | None) -> Mapping[str, str]:
    form = refusal.form if refusal else None
    return form.typed_pins if isinstance(form, SendBackForm) else {}
