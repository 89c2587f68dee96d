"""The register of urgent posts: every use of the route, counted, and one to review.

No rule is applied here; the verb refuses, and the page shows its reasons.
"""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from accounts.views.asking import REFUSED, wants_csv
from approvals.actions.reading import exported
from approvals.actions.urgent import review_urgent
from approvals.forms import UrgentReviewForm
from approvals.models import UrgentUse
from approvals.models.urgent import Outcome
from approvals.policy.urgent import may_review
from approvals.queries.seats import needs
from approvals.queries.urgent import counted, urgent_uses_open_to
from approvals.views.statements import csv_answer


HEADINGS = (
    *("Number", "Draft", "Revision", "Digest", "Used by", "In the post", "Why", "At"),
    *("Review due", "Reviewed by", "In the post", "At", "In time", "Found", "Note"),
)
MOST_SHOWN = 100
MOST_EXPORTED = 20_000


@require_safe
@let_in(*CONTENT_ROLES)
def register(request: HttpRequest) -> HttpResponse:
    """Every use of the urgent route on drafts that one may read, the last one first."""
    person = signed_in(request)
    now = timezone.now()
    uses = urgent_uses_open_to(person)
    if wants_csv(request):
        text = exported("urgent", HEADINGS, map(_line, uses[:MOST_EXPORTED]), by=person)
        return csv_answer(text, f"urgent-{timezone.localdate(now)}")
    shown = {
        "uses": uses[:MOST_SHOWN],
        "counts": counted(uses, at=now),
        "most": MOST_SHOWN,
        "now": now,
    }
    return render(request, "approvals/urgent/register.html", shown)


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def urgent_post(request: HttpRequest, use_id: int) -> HttpResponse:
    """One use: the exact words, why, which seats, and what a second officer made of it."""
    person = signed_in(request)
    use = get_object_or_404(urgent_uses_open_to(person), pk=min(use_id, 2**63 - 1))
    form = UrgentReviewForm(request.POST if request.method == "POST" else None)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            review_urgent(
                use,
                by=person,
                outcome=Outcome(form.cleaned_data["outcome"]),
                note=form.cleaned_data["note"],
            )
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "Thank you. Your review is in the log.")
            return redirect("urgent-post", use.pk)
    revision = use.decision.revision
    shown = {
        "use": use,
        "draft": revision.draft,
        "revision": revision,
        "content": revision.content,
        "reliance": use.decision.reliances.select_related("delegation").first(),
        "filled": [
            need.seat for need in needs(revision) if need.given_by == use.decision
        ],
        "form": form,
        "reasons": reasons,
        "may": may_review(use, by=person),
        "now": timezone.now(),
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "approvals/urgent/post.html", shown, status=status)


def _line(use: UrgentUse) -> Iterable[object]:
    decision = use.decision
    revision = decision.revision
    return (
        *(use.pk, revision.draft_id, revision.number, bytes(revision.digest).hex()),
        *(decision.decided_by.name, decision.post, decision.reason),
        timezone.localtime(use.used_at).isoformat(timespec="seconds"),
        timezone.localtime(use.review_due_at).isoformat(timespec="seconds"),
        *_review_cells(use),
    )


def _review_cells(use: UrgentUse) -> Iterable[object]:
    if not hasattr(use, "review"):
        return ("",) * 6
    review = use.review
    return (
        *(review.reviewed_by.name, review.post),
        timezone.localtime(review.reviewed_at).isoformat(timespec="seconds"),
        "yes" if review.in_time else "no",
        *(review.get_outcome_display(), review.note),
    )
