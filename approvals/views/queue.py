"""What waits for an approver, soonest first, and approving what is routine together.

No rule is applied here; the action refuses one by one, and the page shows its reasons.
"""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES
from approvals.actions import approve_together
from approvals.actions.bulk import Outcome
from approvals.forms import TogetherForm
from approvals.policy.bulk import reasons_against_bulk
from approvals.queries import (
    Waiting,
    drafts_to_review,
    waiting_for,
    waiting_for_others,
)
from approvals.queries.offered import held_by
from approvals.queries.waiting import MOST_SHOWN
from drafts.models import Draft


REFUSED = 422


@let_in(*DECIDING_ROLES)
def queue(request: HttpRequest) -> HttpResponse:
    return _page(request)


@let_in(*DECIDING_ROLES)
@with_fresh_proof
def together(request: HttpRequest) -> HttpResponse:
    """Approve every ticked draft; one that is refused stops no other."""
    if request.method != "POST":
        return redirect("queue")
    form = TogetherForm(request.POST)
    if not form.is_valid():
        reasons = [
            Reason(name, str(error))
            for name, errors in form.errors.items()
            for error in errors
        ]
        return _page(request, reasons=reasons, ticked=form.ticked)
    outcomes = approve_together(
        _found(request, form.cleaned_data["ticked"]), by=signed_in(request)
    )
    _say_approved(request, [each for each in outcomes if each.decision])
    refused = [each for each in outcomes if not each.decision]
    if not refused and len(outcomes) == len(form.ticked):
        return redirect("queue")
    gone = len(form.ticked) - len(outcomes)
    return _page(
        request, reasons=[*map(_why, refused), *_gone(gone)], ticked=form.ticked
    )


def _found(request: HttpRequest, ticked: Mapping[int, bytes]) -> dict[Draft, bytes]:
    """The ticked drafts that this person may see, each with the digest that was shown."""
    drafts = drafts_to_review(signed_in(request)).filter(pk__in=ticked).order_by("pk")
    return {draft: ticked[draft.pk] for draft in drafts}


def _say_approved(request: HttpRequest, approved: Sequence[Outcome]) -> None:
    if not approved:
        return
    each = ", ".join(
        f"“{one.draft.title}” {bytes(one.decision.digest).hex()[:8]}"
        for one in approved
        if one.decision
    )
    posts = "1 draft" if len(approved) == 1 else f"{len(approved)} drafts"
    messages.success(request, f"You approved {posts}, each by itself: {each}.")


def _why(refused: Outcome) -> Reason:
    said = " ".join(reason.sentence for reason in refused.reasons)
    return Reason("refused", f"“{refused.draft.title}” was not approved. {said}")


def _gone(number: int) -> list[Reason]:
    if not number:
        return []
    return [
        Reason("gone", f"{number} of what you ticked does not wait for you any more.")
    ]


def _page(
    request: HttpRequest,
    *,
    reasons: Sequence[Reason] = (),
    ticked: Mapping[int, bytes] | None = None,
) -> HttpResponse:
    person = signed_in(request)
    held = held_by(person)
    waiting = waiting_for(person, held=held)
    shown = {
        "waiting": waiting,
        "others": waiting_for_others(person, held=held),
        "together": {each.draft.pk for each in waiting if _routine(each)},
        "ticked": ticked or {},
        "more": len(waiting) >= MOST_SHOWN,
        "reasons": reasons,
    }
    status = REFUSED if reasons else 200
    return render(request, "approvals/queue.html", shown, status=status)


def _routine(each: Waiting) -> bool:
    return not reasons_against_bulk(
        each.plan, severities=each.severities, content=each.content
    )
