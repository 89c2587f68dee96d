"""Taking posts down: the page that says what it does, the register, and each takedown.

No rule is applied here; the verbs refuse, and the pages show their reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from accounts.views.asking import REFUSED, wants_csv
from approvals.actions.reading import exported
from approvals.views.statements import csv_answer
from drafts.queries import drafts_open_to
from publishing.actions.confirming import (
    confirm_takedown,
    say_deleted,
    try_again,
)
from publishing.actions.takedowns import take_down
from publishing.forms.takedowns import ByHandForm, ConfirmForm, TakedownForm
from publishing.models import Deletion, Finding, Takedown
from publishing.policy.takedowns import (
    may_confirm,
    may_take_down,
    reasons_against_taking_down,
)
from publishing.queries.added import added_to
from publishing.queries.takedowns import (
    Reach,
    counted,
    reach_of,
    takedowns_open_to,
)


HEADINGS = (
    *("Number", "Draft", "Account", "Taken down by", "In the post", "Why", "At"),
    *("Address", "Words", "SHA-256 of the words", "Pictures", "Posted", "State"),
    *("Gone", "Live for seconds", "Confirm by", "Confirmed by", "Found", "Note"),
)
MOST_SHOWN = 100
MOST_EXPORTED = 5_000


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def take_down_page(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What it would do, in numbers; and then the takedown itself."""
    person = signed_in(request)
    draft = get_object_or_404(drafts_open_to(person), pk=draft_id)
    form = TakedownForm(request.POST if request.method == "POST" else None)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            asked = take_down(draft, by=person, reason=form.cleaned_data["reason"])
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            return begun(request, asked)
    reach = _with_added(reach_of(draft))
    shown = {
        "draft": draft,
        "form": form,
        "reasons": reasons,
        "reach": reach,
        "against": reasons_against_taking_down(reach, by=person, reason="to be said"),
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "publishing/takedowns/ask.html", shown, status=status)


def _with_added(reach: Reach) -> Reach:
    """With the posts that corrections put behind it, which go too."""
    return replace(reach, receipts=[*added_to(reach.receipts), *reach.receipts])


def begun(request: HttpRequest, takedown: Takedown) -> HttpResponse:
    """Show how far the workers are; the clock wakes them within a second."""
    messages.success(request, "It is being taken down. You may leave this page.")
    return redirect("takedown", takedown.pk)


@require_safe
@let_in(*CONTENT_ROLES)
def register(request: HttpRequest) -> HttpResponse:
    """Every takedown that one may read about, the last one first."""
    person = signed_in(request)
    now = timezone.now()
    takedowns = takedowns_open_to(person)
    if wants_csv(request):
        rows = (row for each in takedowns[:MOST_EXPORTED] for row in _lines(each))
        text = exported("takedowns", HEADINGS, rows, by=person)
        return csv_answer(text, f"takedowns-{timezone.localdate(now)}")
    shown = {
        "takedowns": takedowns[:MOST_SHOWN],
        "counts": counted(takedowns, at=now),
        "most": MOST_SHOWN,
        "now": now,
    }
    return render(request, "publishing/takedowns/register.html", shown)


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def takedown(request: HttpRequest, takedown_id: int) -> HttpResponse:
    """One takedown: how far it is, what was live, and who confirmed it."""
    person = signed_in(request)
    found = _takedown(request, takedown_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            confirm_takedown(
                found,
                by=person,
                finding=Finding(form.cleaned_data["finding"]),
                note=form.cleaned_data["note"],
            )
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "Thank you. What you found is in the log.")
            return redirect("takedown", found.pk)
    moving = request.headers.get("HX-Request") == "true"
    shown = {
        "takedown": found,
        "form": form,
        "reasons": reasons,
        "may_confirm": may_confirm(found, by=person),
        "may_take_down": may_take_down(person),
        "now": timezone.now(),
    }
    template = "_progress.html" if moving else "takedown.html"
    status = REFUSED if reasons or form.errors else 200
    return render(request, f"publishing/takedowns/{template}", shown, status=status)


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def by_hand(request: HttpRequest, takedown_id: int, deletion_id: int) -> HttpResponse:
    """Two steps: the address of what was deleted, then a second look at it."""
    person = signed_in(request)
    found = _takedown(request, takedown_id)
    deletion = get_object_or_404(found.deletions, pk=deletion_id)
    form = ByHandForm(
        request.POST if request.method == "POST" else None, deletion=deletion
    )
    reasons: Sequence[Reason] = ()
    second = request.method == "POST" and form.is_valid()
    if second and form.cleaned_data["looked"]:
        try:
            say_deleted(deletion, by=person)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "Noted. It is being looked at once more.")
            return redirect("takedown", found.pk)
    shown = {
        "takedown": found,
        "deletion": deletion,
        "form": form,
        "second": second,
        "reasons": reasons,
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "publishing/takedowns/by_hand.html", shown, status=status)


@require_POST
@let_in(*CONTENT_ROLES)
@with_fresh_proof
def again(request: HttpRequest, takedown_id: int, deletion_id: int) -> HttpResponse:
    """Have the service try once more what it could not delete."""
    found = _takedown(request, takedown_id)
    deletion = get_object_or_404(found.deletions, pk=deletion_id)
    try:
        try_again(deletion, by=signed_in(request))
    except RefusedError as refused:
        for sentence in refused.sentences:
            messages.warning(request, sentence)
    else:
        messages.success(request, "It is tried again.")
    return redirect("takedown", found.pk)


def _takedown(request: HttpRequest, number: int) -> Takedown:
    open_to = takedowns_open_to(signed_in(request))
    return get_object_or_404(open_to, pk=min(number, 2**63 - 1))


def _lines(takedown: Takedown) -> Iterable[Iterable[object]]:
    """A row for each post of a takedown."""
    return [
        (
            *(takedown.pk, takedown.draft_id or "", deletion.account),
            *(takedown.requested_by.name, takedown.post, takedown.reason),
            _moment(takedown.requested_at),
            *_cells(deletion),
            _moment(takedown.confirm_by),
            takedown.confirmed_by.name if takedown.confirmed_by else "",
            *(takedown.get_finding_display(), takedown.note),
        )
        for deletion in takedown.deletions.all()
    ]


def _cells(deletion: Deletion) -> Iterable[object]:
    began, ended = deletion.posted_at, deletion.gone_at
    lasted = int((ended - began).total_seconds()) if began and ended else ""
    return (
        *(deletion.url, deletion.words, deletion.words_hash, deletion.media),
        *(_moment(began), deletion.get_state_display(), _moment(ended), lasted),
    )


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""
