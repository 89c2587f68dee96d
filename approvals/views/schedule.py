"""The schedule of authority: as it stands, its history, and changes by two people.

No rule is applied here; the verbs refuse, and the pages show their reasons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.actions.proposals import (
    approve_proposal,
    propose,
    refuse_proposal,
    withdraw_proposal,
)
from accounts.forms.authority import ScheduleForm
from accounts.forms.people import RefuseForm
from accounts.models import Person, Proposal
from accounts.policy.proposals import reasons_against_deciding
from accounts.queries import roles_of
from accounts.queries.proposals import open_proposals
from accounts.reasons import Reason, RefusedError
from accounts.roles import Role
from accounts.views.asking import REFUSED
from approvals.actions.schedule import KIND, change_of
from approvals.models import ScheduleVersion
from approvals.policy.schedule_changes import PROPOSERS, REFERENCES
from approvals.policy.schedule_words import Difference, described, differences
from approvals.queries.schedule import (
    DEFAULT,
    Row,
    row_of,
    schedule_now,
    values_of,
    versions,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One version, and what it changed."""

    version: ScheduleVersion
    changes: Sequence[Difference]


@require_safe
@let_in(*Role)
def schedule(request: HttpRequest) -> HttpResponse:
    steps = _history()
    shown = {
        "rows": [(name, described(row)) for name, row in schedule_now().items()],
        "version": len(steps),
        "steps": steps[::-1],
        "waiting": open_proposals(KIND),
        "proposes": bool(roles_of(signed_in(request)).intersection(PROPOSERS)),
    }
    return render(request, "approvals/authority/schedule.html", shown)


@let_in(*PROPOSERS)
@with_fresh_proof
def schedule_change(request: HttpRequest, name: str) -> HttpResponse:
    """Propose what one class says; it changes when a second person agrees."""
    rows = schedule_now()
    if name not in rows:
        raise Http404
    form = ScheduleForm(
        request.POST if request.method == "POST" else None,
        initial=values_of(rows[name]),
        references=list(REFERENCES.items()),
    )
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = _propose(name, form, by=signed_in(request))
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "Proposed. It waits for a second person.")
            return redirect("schedule-proposal", made.pk)
    shown = {
        "form": form,
        "reasons": reasons,
        "authority": name,
        "button": "Propose this change",
        "back": reverse("schedule"),
    }
    status = REFUSED if reasons or form.errors else 200
    return render(
        request, "approvals/authority/schedule_form.html", shown, status=status
    )


@let_in(*Role)
@with_fresh_proof
def schedule_proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One change: what differs, and the buttons of whoever decides it."""
    person = signed_in(request)
    proposal = get_object_or_404(
        Proposal.objects.select_related("proposed_by", "decided_by"),
        pk=min(proposal_id, 2**63 - 1),
        kind=KIND,
    )
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
                return redirect("schedule-proposal", proposal.pk)
    shown = {
        "proposal": proposal,
        "changes": _changes_of(proposal),
        "form": form,
        "reasons": reasons,
        "against": reasons_against_deciding(
            proposal, by=person, roles=roles_of(person)
        ),
        "own": proposal.proposed_by == person and not proposal.verdict,
    }
    status = REFUSED if reasons or form.errors else 200
    return render(
        request, "approvals/authority/schedule_proposal.html", shown, status=status
    )


def _propose(name: str, form: ScheduleForm, *, by: Person) -> Proposal:
    late = form.cleaned_data["out_of_hours"]
    row = Row(
        authoriser=Role(form.cleaned_data["authoriser"]),
        plus=form.roles("plus"),
        out_of_hours=Role(late) if late else None,
        reference=form.cleaned_data["reference"],
        second=form.cleaned_data["second"],
    )
    return propose(KIND, change_of(name, row), by=by, why=form.cleaned_data["why"])


def _decide(request: HttpRequest, proposal: Proposal, form: RefuseForm) -> str:
    """The sentence of what was decided; nothing where the form is not good yet."""
    person = signed_in(request)
    if "confirm" in request.POST:
        approve_proposal(proposal, by=person)
        return "The schedule is changed. What waits to go out is checked again."
    if "withdraw" in request.POST:
        withdraw_proposal(proposal, by=person)
        return "Withdrawn. The schedule is as it was."
    if form.is_valid():
        refuse_proposal(proposal, by=person, reason=form.cleaned_data["reason"])
        return "Refused. The schedule is as it was."
    return ""


def _history() -> list[Step]:
    """Every version with what it changed, the first one first."""
    rows: dict[str, Row] = dict(DEFAULT)
    steps = []
    for version in versions():
        after = row_of(version.row)
        steps.append(Step(version, differences(rows[version.authority], after)))
        rows[version.authority] = after
    return steps


def _changes_of(proposal: Proposal) -> Sequence[Difference]:
    """Against the schedule for one that waits; as it was made for one that was made."""
    made = [step for step in _history() if step.version.proposal_id == proposal.pk]
    if made:
        return made[0].changes
    payload: Mapping[str, Mapping[str, object]] = proposal.payload
    before = schedule_now()[proposal.subject]
    return differences(before, row_of(payload["row"]))
