"""The rule custodian's pages: disputes that wait, and one to decide on.

No rule is applied here; the action refuses, and the page shows its reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES, Role
from drafts import queries
from drafts.actions.disputes import rule_on
from drafts.content import texts
from drafts.forms.disputes import RulingForm
from drafts.lifecycle import Ruled
from drafts.models import Dispute
from drafts.policy.rulings import reasons_against_ruling, still_said
from drafts.queries.disputes import decided_lately, disputes, undecided


REFUSED = 422
RECEIPTS = {
    Ruled.UPHELD: "Cleared, for exactly these words. The author has been told.",
    Ruled.REFUSED: "The finding stands. The author has been told, with your reason.",
}


@let_in(Role.RULE_CUSTODIAN)
def dispute_list(request: HttpRequest) -> HttpResponse:
    """What waits for a rule custodian, the oldest first, and what was decided lately."""
    person = signed_in(request)
    waiting = [each for each in undecided() if still_said(each)]
    shown = {
        "waiting": [(each, _words(each)) for each in waiting],
        "own": {each.pk for each in waiting if _is_own(each, person.pk)},
        "decided": decided_lately(),
    }
    return render(request, "drafts/disputes.html", shown)


@let_in(*CONTENT_ROLES)
def dispute(request: HttpRequest, dispute_id: int) -> HttpResponse:
    """One dispute, for whoever may read its draft; a rule custodian decides on it."""
    person = signed_in(request)
    opened = queries.drafts_open_to(person).values("pk")
    found = get_object_or_404(
        disputes().filter(finding__check_run__revision__draft__in=opened),
        pk=dispute_id,
    )
    if request.method != "POST":
        return _page(request, found)
    form = RulingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    try:
        ruling = rule_on(found, by=person, **form.cleaned_data)
    except RefusedError as refused:
        return _page(request, found, form=form, reasons=refused.reasons)
    messages.success(request, RECEIPTS[Ruled(ruling.verdict)])
    return redirect("disputes")


def _page(
    request: HttpRequest,
    found: Dispute,
    *,
    form: RulingForm | None = None,
    reasons: Sequence[Reason] = (),
) -> HttpResponse:
    found = disputes().get(pk=found.pk)
    against = reasons_against_ruling(found, by=signed_in(request))
    shown = {
        "dispute": found,
        "draft": found.finding.check_run.revision.draft,
        "content": found.finding.check_run.revision.content,
        "passage": _words(found),
        "against": [each for each in against if each not in reasons],
        "may_rule": not against,
        "reasons": reasons,
        "form": form or RulingForm(),
    }
    return render(
        request, "drafts/dispute.html", shown, status=REFUSED if form else 200
    )


def _words(found: Dispute) -> str:
    """The passage that the finding is about, as it was when it was disputed."""
    said = texts(found.finding.check_run.revision.content)
    return said.get(found.finding.field, "")


def _is_own(found: Dispute, person: object) -> bool:
    """Whether this person raised it or began the draft; co-authors learn on the page."""
    author = found.finding.check_run.revision.draft.author_id
    return person in {found.raised_by_id, author}
