"""The page on which a second person confirms or refuses what an administrator proposed.

No rule is applied here; the verbs refuse, and the page shows their reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in_anyone_signed_in, signed_in
from accounts.actions.proposals import (
    approve_proposal,
    refuse_proposal,
    withdraw_proposal,
)
from accounts.forms.people import RefuseForm
from accounts.models import Person, Proposal
from accounts.policy.proposals import reasons_against_deciding
from accounts.queries import roles_of
from accounts.reasons import Reason, RefusedError
from accounts.roles import Role
from accounts.views.asking import REFUSED
from accounts.views.people import KINDS


@let_in_anyone_signed_in
def change(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Administrators, and the line manager who may confirm it, see a change."""
    person = signed_in(request)
    proposal = get_object_or_404(
        Proposal.objects.select_related("proposed_by", "decided_by"),
        pk=min(proposal_id, 2**63 - 1),
        kind__in=KINDS,
    )
    roles = roles_of(person)
    against = reasons_against_deciding(proposal, by=person, roles=roles)
    if not _concerns(proposal, person, against, roles):
        raise Http404
    form = RefuseForm(request.POST if "refuse" in request.POST else None)
    reasons: Sequence[Reason] = ()
    if request.method == "POST":
        try:
            done = _decide(request, proposal, form)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            if done:
                messages.success(request, done)
                return redirect("person-change", proposal.pk)
    shown = {
        "proposal": proposal,
        "form": form,
        "reasons": reasons,
        "against": against,
        "own": proposal.proposed_by == person and not proposal.verdict,
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "accounts/registers/change.html", shown, status=status)


def _concerns(
    proposal: Proposal,
    person: Person,
    against: Sequence[Reason],
    roles: frozenset[Role],
) -> bool:
    involved = person in {proposal.proposed_by, proposal.decided_by}
    return involved or Role.ADMINISTRATOR in roles or not against


def _decide(request: HttpRequest, proposal: Proposal, form: RefuseForm) -> str:
    """The sentence of what was decided; nothing where the form is not good yet."""
    person = signed_in(request)
    if "confirm" in request.POST:
        approve_proposal(proposal, by=person)
        return "Confirmed. It is in force."
    if "withdraw" in request.POST:
        withdraw_proposal(proposal, by=person)
        return "Withdrawn. Nothing was changed."
    if form.is_valid():
        refuse_proposal(proposal, by=person, reason=form.cleaned_data["reason"])
        return "Refused. Nothing was changed."
    return ""
