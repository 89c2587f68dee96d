"""Disputing one finding of a draft: what the check said, and a box to say why it is wrong.

No rule is applied here; the action refuses, and the page shows its reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from drafts import policy
from drafts.actions import current_revision
from drafts.actions.disputes import GONE, raise_dispute
from drafts.checks import check_content
from drafts.content import texts
from drafts.forms.disputes import DisputeForm
from drafts.models import Draft, Revision
from drafts.models.disputes import FindingKey, key_of
from drafts.policy.disputes import reasons_about, reasons_against_disputing, standing
from drafts.queries import drafts_open_to
from guidance.engine import Finding


REFUSED = 422
ASKED = "The rule custodians have been told. You are told as soon as one has decided."


@let_in(*policy.EDITING_ROLES)
def draft_dispute(request: HttpRequest, draft_id: int) -> HttpResponse:
    draft = get_object_or_404(drafts_open_to(signed_in(request)), pk=draft_id)
    if request.method == "POST":
        return _raise(request, draft)
    return _page(request, draft, request.GET.get("finding", ""))


def _raise(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = DisputeForm(request.POST)
    asked = request.POST.get("finding", "")
    if not form.is_valid():
        return _page(request, draft, asked, form=form)
    try:
        raise_dispute(draft, by=signed_in(request), **form.cleaned_data)
    except RefusedError as refused:
        return _page(request, draft, asked, form=form, reasons=refused.reasons)
    messages.success(request, ASKED)
    return redirect("draft", draft.pk)


def _page(
    request: HttpRequest,
    draft: Draft,
    asked: str,
    *,
    form: DisputeForm | None = None,
    reasons: Sequence[Reason] = (),
) -> HttpResponse:
    """The finding that `asked` names, as the check finds it in the words of today."""
    revision = current_revision(draft)
    found = _found(draft, revision, asked)
    against = reasons_against_disputing(draft, by=signed_in(request))
    if found:
        against += reasons_about(found, revision.content)
    elif GONE not in reasons:
        against.append(GONE)
    shown = {
        "draft": draft,
        "revision": revision,
        "asked": asked,
        "found": found,
        "passage": texts(revision.content).get(found.field, "") if found else "",
        "against": [each for each in against if each not in reasons],
        "reasons": reasons,
        "form": form or DisputeForm(),
    }
    status = REFUSED if form else 200
    return render(request, "drafts/dispute_new.html", shown, status=status)


def _found(draft: Draft, revision: Revision, asked: str) -> Finding | None:
    """The finding of that key, if the check still says it and nobody cleared it."""
    try:
        key = FindingKey.read(asked)
    except ValueError:
        return None
    result = check_content(revision.content, draft=draft)
    for each in standing(result, draft=draft).findings:
        if key_of(each) == key:
            return each
    return None
