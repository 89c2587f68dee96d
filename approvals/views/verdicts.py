"""The buttons of the review page: approve, send back, decline, stand aside, urgent.

No rule is applied here; the actions refuse, and the review page shows their reasons.
"""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.models import Person
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from approvals import actions
from approvals.actions.urgent import publish_urgently
from approvals.forms import (
    ApproveForm,
    ConflictForm,
    DecisionForm,
    DeclineForm,
    SendBackForm,
    UrgentForm,
)
from approvals.queries import waiting_for
from approvals.views.reviewing import Refusal, current_of, draft_of, review_page
from drafts.lifecycle import Status
from drafts.models import Draft
from drafts.outbox import outbox


NOTHING_DECIDED = (
    "Nothing was decided: you were signed out, or opened an address that only a button "
    "may open. Read the words and decide here."
)
Form = TypeVar("Form", bound=DecisionForm)


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def approve(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Approve the words whose digest the page showed."""

    def do(draft: Draft, form: ApproveForm) -> str:
        by, said = signed_in(request), form.cleaned_data
        given, revision = {"by": by, "digest": said["digest"]}, current_of(draft)
        if said["take_down"]:
            actions.approve_and_make_room(revision, **given, reason=said["why"])
        else:
            actions.approve(revision, **given)
        return _receipt(draft, by=by)

    return _decide(request, draft_id, ApproveForm, do)


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def send_back(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Return the draft to its author, with a reason, pinned to words or not."""

    def do(draft: Draft, form: SendBackForm) -> str:
        actions.send_back(current_of(draft), by=signed_in(request), **form.cleaned_data)
        return f"“{draft.title}” is back with {draft.author.name}, with your reason."

    return _decide(request, draft_id, SendBackForm, do)


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def decline(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Close the draft for good, with a reason."""

    def do(draft: Draft, form: DeclineForm) -> str:
        actions.decline(current_of(draft), by=signed_in(request), **form.cleaned_data)
        return f"“{draft.title}” is declined and closed. {draft.author.name} is told."

    return _decide(request, draft_id, DeclineForm, do)


@let_in(*CONTENT_ROLES)
def conflict(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Stand aside from the draft; whoever else could decide is told."""

    def do(draft: Draft, form: ConflictForm) -> str:
        reason = form.cleaned_data["reason"]
        actions.declare_conflict(draft, by=signed_in(request), reason=reason)
        return f"Thank you. You do not decide on “{draft.title}”; whoever else could is told."

    return _decide(request, draft_id, ConflictForm, do)


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def urgent(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Publish alone, for danger to life; a second officer is asked to review it."""

    def do(draft: Draft, form: UrgentForm) -> str:
        by = signed_in(request)
        publish_urgently(current_of(draft), by=by, **form.cleaned_data)
        return format_html(
            "{} A second officer is asked to review it.", _receipt(draft, by=by)
        )

    return _decide(request, draft_id, UrgentForm, do)


def _decide(
    request: HttpRequest,
    draft_id: int,
    form_class: type[Form],
    do: Callable[[Draft, Form], str],
) -> HttpResponse:
    """Do what the form asks and go on to the next item; or the page again, with reasons."""
    draft = draft_of(request, draft_id)
    if request.method != "POST":
        messages.warning(request, NOTHING_DECIDED)
        return redirect("review", draft.pk)
    form = form_class(request.POST)
    if not form.is_valid():
        return review_page(
            request, draft, Refusal(form.verb, _form_reasons(form), form)
        )
    try:
        said = do(draft, form)
    except RefusedError as refused:
        return review_page(request, draft, Refusal(form.verb, refused.reasons, form))
    messages.success(request, said)
    return _next(request)


def _form_reasons(form: DecisionForm) -> list[Reason]:
    return [
        Reason(name, str(error))
        for name, errors in form.errors.items()
        for error in errors
    ]


def _receipt(draft: Draft, *, by: Person) -> str:
    """What was decided, to keep: the words' digest, and what happens next."""
    draft = Draft.objects.select_related("current").get(pk=draft.pk)
    said = f"You approved “{draft.title}”, {current_of(draft).short_digest}."
    after = "It still waits for the authority of somebody else."
    if draft.status == Status.APPROVED:
        after = _what_follows(draft, by=by)
    return format_html(
        '{} {} <a class="govuk-notification-banner__link" href="{}">See who authorised it</a>',
        said,
        after,
        reverse("post", args=[draft.pk]),
    )


def _what_follows(draft: Draft, *, by: Person) -> str:
    found = outbox().in_the_way(current_of(draft), by=by)
    if found is None:
        return "Nothing more is needed: it goes out at its time."
    if found.begun:
        return "The post that it replaces is being taken down. It goes out when that is gone."
    return (
        "It goes out when the post that it replaces was taken down. Who may was told."
    )


def _next(request: HttpRequest) -> HttpResponse:
    """The next thing that waits for this person, or the queue when nothing does."""
    left = waiting_for(signed_in(request))
    return redirect("review", left[0].draft.pk) if left else redirect("queue")
