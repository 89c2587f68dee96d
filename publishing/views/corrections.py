"""Putting a published post right: how, on each account, and then the draft.

No rule is applied here; the verb refuses, and the page shows its reasons.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from accounts.views.asking import REFUSED
from drafts.lifecycle import Status
from drafts.policy import NOT_ON_TEAM
from drafts.queries import drafts_open_to
from publishing.actions.corrections import begin_correction
from publishing.forms.corrections import CorrectionForm
from publishing.policy.corrections import may_correct
from publishing.queries.corrections import corrections_of, last_published


OPEN = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.APPROVED)


@let_in(*CONTENT_ROLES)
def correct(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Choose for each account how it is put right, and open the draft that does."""
    person = signed_in(request)
    draft = get_object_or_404(drafts_open_to(person), pk=draft_id)
    publications = last_published(draft)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None, publications=publications
    )
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_correction(draft, by=person, ways=form.ways)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            return redirect("draft", made.pk)
    shown = {
        "draft": draft,
        "form": form,
        "reasons": reasons,
        "publications": publications,
        "under_way": [
            each for each in corrections_of(draft) if each.draft.status in OPEN
        ],
        "against": [] if may_correct(draft, by=person) else [NOT_ON_TEAM],
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "publishing/correct.html", shown, status=status)
