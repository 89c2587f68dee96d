"""The approver's pages: what waits, one draft to decide on, and the two verdicts.

No rule is applied here; the actions refuse, and the pages show their reasons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.access import let_in, signed_in
from accounts.models import Delegation, Person
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES, DECIDING_ROLES
from approvals import actions, policy
from approvals.forms import DecisionForm, SendBackForm
from approvals.models import Decision, Seat
from approvals.queries import (
    compared_with,
    drafts_to_review,
    history_of,
    waiting_for,
    waiting_for_others,
)
from drafts.actions import current_revision
from drafts.checks import check_content
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from drafts.policy.disputes import standing_of
from drafts.queries import authors_of, last_check


REFUSED = 422
NOTHING_DECIDED = (
    "Nothing was decided: you were signed out, or opened an address that only a button "
    "may open. Read the words and decide here."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One seat of the plan: who filled it, or how this person could."""

    seat: Seat
    given_by: Decision | None
    delegation: Delegation | None


@let_in(*DECIDING_ROLES)
def queue(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    shown = {"waiting": waiting_for(person), "others": waiting_for_others(person)}
    return render(request, "approvals/queue.html", shown)


@let_in(*CONTENT_ROLES)
def review(request: HttpRequest, draft_id: int) -> HttpResponse:
    return _page(request, _draft(request, draft_id))


@let_in(*CONTENT_ROLES)
def approve(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Approve the words whose digest the page showed."""
    draft = _draft(request, draft_id)
    if request.method != "POST":
        return _not_decided(request, draft)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, reasons=_form_reasons(form))
    try:
        actions.approve(
            _current(draft), by=signed_in(request), digest=form.cleaned_data["digest"]
        )
    except RefusedError as refused:
        return _page(request, draft, reasons=refused.reasons)
    messages.success(request, _receipt(draft))
    return _next(request)


@let_in(*CONTENT_ROLES)
def send_back(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Return the draft to its author, with a reason."""
    draft = _draft(request, draft_id)
    if request.method != "POST":
        return _not_decided(request, draft)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, reasons=_form_reasons(form), form=form)
    try:
        actions.send_back(
            _current(draft),
            by=signed_in(request),
            digest=form.cleaned_data["digest"],
            reason=form.cleaned_data["reason"],
        )
    except RefusedError as refused:
        return _page(request, draft, reasons=refused.reasons, form=form)
    author = draft.author.name
    messages.success(
        request, f"“{draft.title}” is back with {author}, with your reason."
    )
    return _next(request)


def _draft(request: HttpRequest, draft_id: int) -> Draft:
    return get_object_or_404(drafts_to_review(signed_in(request)), pk=draft_id)


def _current(draft: Draft) -> Revision:
    """The revision that stands, with the draft as it was read."""
    revision = current_revision(draft)
    revision.draft = draft
    return revision


def _not_decided(request: HttpRequest, draft: Draft) -> HttpResponse:
    messages.warning(request, NOTHING_DECIDED)
    return redirect("review", draft.pk)


def _form_reasons(form: DecisionForm) -> list[Reason]:
    return [
        Reason(name, str(error))
        for name, errors in form.errors.items()
        for error in errors
    ]


def _receipt(draft: Draft) -> str:
    """What was decided, to keep: the words' digest, and what happens next."""
    draft = Draft.objects.select_related("current").get(pk=draft.pk)
    revision = _current(draft)
    said = f"You approved “{draft.title}”, {revision.short_digest}."
    if draft.status == Status.APPROVED:
        after = "Nothing more is needed: it goes out at its time."
    else:
        after = "It still waits for the authority of somebody else."
    return format_html(
        '{} {} <a class="govuk-notification-banner__link" href="{}">See who authorised it</a>',
        said,
        after,
        reverse("post", args=[draft.pk]),
    )


def _next(request: HttpRequest) -> HttpResponse:
    """The next thing that waits for this person, or the queue when nothing does."""
    left = waiting_for(signed_in(request))
    return redirect("review", left[0].draft.pk) if left else redirect("queue")


def _page(
    request: HttpRequest,
    draft: Draft,
    *,
    reasons: Sequence[Reason] = (),
    form: SendBackForm | None = None,
) -> HttpResponse:
    """The review page of the words as they stand now, whatever was posted."""
    draft = Draft.objects.select_related("author", "team", "current").get(pk=draft.pk)
    revision = _current(draft)
    check = last_check(revision)
    shown = {
        "draft": draft,
        "revision": revision,
        "content": revision.content,
        "reasons": list(dict.fromkeys(reasons)),
        "form": form,
        "check": check,
        "findings": standing_of(check, draft=draft),
        "before": compared_with(revision),
        "authors": authors_of(revision),
        "history": history_of(draft),
        **_what_is_asked(revision, signed_in(request)),
    }
    return render(
        request, "approvals/review.html", shown, status=REFUSED if reasons else 200
    )


def _what_is_asked(revision: Revision, person: Person) -> Mapping[str, object]:
    now = timezone.now()
    against = policy.reasons_against_approve(
        revision, by=person, result=check_content(revision.content), now=now
    )
    open_to = {
        each.seat.name: each.delegation
        for each in policy.seats_open_to(person, revision=revision, at=now)
    }
    waits = revision.draft.status == Status.SUBMITTED
    return {
        "asked": [
            Asked(need.seat, need.given_by, open_to.get(need.seat.name))
            for need in policy.needs(revision)
        ],
        "against": list(dict.fromkeys(against)),
        "waits": waits,
        "may_decide": not policy.reasons_against_deciding(revision, by=person),
        "could": [
            each
            for each in policy.people_who_could(revision, at=now)
            if waits and each != person
        ],
    }
