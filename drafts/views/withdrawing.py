"""Withdrawing a draft: a question in numbers first, then closed for good.

No rule is applied here; the action refuses, and the page shows its reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from drafts import actions, policy
from drafts.models import Draft
from drafts.queries import drafts_open_to


REFUSED = 422


@let_in(*CONTENT_ROLES)
def draft_withdraw(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Asks before it closes a draft for good."""
    person = signed_in(request)
    found = get_object_or_404(drafts_open_to(person), pk=draft_id)
    if request.method != "POST":
        return _page(request, found, policy.reasons_against_withdraw(found, by=person))
    try:
        actions.withdraw(found, by=person)
    except RefusedError as refused:
        return _page(request, found, refused.reasons, status=REFUSED)
    messages.success(request, f"“{found.title}” is withdrawn.")
    return redirect("drafts")


def _page(
    request: HttpRequest, draft: Draft, reasons: Sequence[Reason], *, status: int = 200
) -> HttpResponse:
    content = actions.current_revision(draft).content
    shown = {"draft": draft, "content": content, "reasons": reasons}
    return render(request, "drafts/withdraw.html", shown, status=status)
