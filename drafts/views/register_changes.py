"""Proposing a change of a register, and the page on which another person decides it.

No rule is applied here; the actions refuse, and the pages show their reasons.
"""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, signed_in
from accounts.actions.proposals import (
    approve_proposal,
    propose,
    refuse_proposal,
    withdraw_proposal,
)
from accounts.models.proposals import Proposal
from accounts.policy.proposals import (
    reasons_against_approving,
    reasons_against_deciding,
    reasons_against_withdrawing,
)
from accounts.queries import roles_of
from accounts.queries.proposals import people_who_could_decide
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from drafts.actions.registers import KIND, change_of
from drafts.forms.registers import ChangeForm, EndForm, form_of
from drafts.policy.registers import custodians_of
from drafts.queries.registers import lines, values_of
from drafts.views.registers import named, slug_of
from guidance.queries.registers import listed
from guidance.registers import Register


REFUSED = 422
MOST_REASON = 400
VERBS = {"add": "Add to", "end": "End an entry of", "correct": "Correct an entry of"}


@let_in(*CONTENT_ROLES)
def register_add(request: HttpRequest, slug: str) -> HttpResponse:
    register = named(slug)
    form = form_of(register)(register, _typed(request))
    return _propose(request, register, "add", form)


@let_in(*CONTENT_ROLES)
def register_correct(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    register = named(slug)
    _listed_or_404(register, entry)
    start = values_of(register, entry)
    form = form_of(register)(register, _typed(request), start_from=start)
    return _propose(request, register, "correct", form, entry)


@let_in(*CONTENT_ROLES)
def register_end(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    register = named(slug)
    _listed_or_404(register, entry)
    return _propose(request, register, "end", EndForm(register, _typed(request)), entry)


@require_safe
@let_in(*CONTENT_ROLES)
def register_change(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One change: what, by whom, from when; and whoever may, decides it."""
    return _change_page(request, _proposal(proposal_id))


@require_POST
@let_in(*CONTENT_ROLES)
def register_approve(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _decide(
        request,
        proposal_id,
        lambda proposal: approve_proposal(proposal, by=signed_in(request)),
        "Approved.",
    )


@require_POST
@let_in(*CONTENT_ROLES)
def register_refuse(request: HttpRequest, proposal_id: int) -> HttpResponse:
    reason = " ".join(request.POST.get("reason", "").replace("\x00", "").split())
    return _decide(
        request,
        proposal_id,
        lambda proposal: refuse_proposal(
            proposal, by=signed_in(request), reason=reason[:MOST_REASON]
        ),
        "Refused. Whoever proposed it is told why.",
    )


@require_POST
@let_in(*CONTENT_ROLES)
def register_withdraw(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _decide(
        request,
        proposal_id,
        lambda proposal: withdraw_proposal(proposal, by=signed_in(request)),
        "Withdrawn.",
    )


def _typed(request: HttpRequest) -> QueryDict | None:
    """What was posted, were it nothing at all; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def _propose(
    request: HttpRequest,
    register: Register,
    action: str,
    form: ChangeForm,
    entry: int | None = None,
) -> HttpResponse:
    reasons: Sequence[Reason] = _wrong_post(request, register)
    if request.method == "POST" and not reasons and form.is_valid():
        typed = form.cleaned_data
        change = change_of(register, action, values=typed["values"], entry=entry)
        try:
            proposal = propose(
                KIND,
                change,
                by=signed_in(request),
                takes_effect_at=typed["effect"],
                why=typed["why"],
            )
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "Proposed. It now waits for a second person.")
            return redirect("register-change", proposal.pk)
    shown = {
        "register": register,
        "slug": slug_of(register),
        "verb": VERBS[action],
        "form": form,
        "reasons": reasons,
        "lines": lines(register, listed(register).filter(pk=entry)) if entry else [],
    }
    refused_now = bool(reasons or form.errors)
    return render(
        request,
        "drafts/registers/propose.html",
        shown,
        status=REFUSED if refused_now else 200,
    )


def _wrong_post(request: HttpRequest, register: Register) -> list[Reason]:
    wanted = custodians_of(register)
    if roles_of(signed_in(request)).intersection(wanted):
        return []
    names = " or ".join(role.label.lower() for role in wanted)
    return [
        Reason(
            "wrong-post",
            f"To propose a change of this register your post must be {names}. "
            "Ask one of them.",
        )
    ]


def _listed_or_404(register: Register, entry: int) -> None:
    if entry >= 2**63 or not listed(register).filter(pk=entry).exists():
        raise Http404


def _proposal(number: int) -> Proposal:
    if number >= 2**63:
        raise Http404
    rows = Proposal.objects.select_related("proposed_by", "decided_by")
    return get_object_or_404(rows, pk=number, kind=KIND)


def _decide(
    request: HttpRequest,
    number: int,
    verb: Callable[[Proposal], Proposal],
    said: str,
) -> HttpResponse:
    proposal = _proposal(number)
    try:
        verb(proposal)
    except RefusedError as refused:
        return _change_page(request, proposal, refused.reasons)
    messages.success(request, said)
    return redirect("register-change", proposal.pk)


def _change_page(
    request: HttpRequest, proposal: Proposal, reasons: Sequence[Reason] = ()
) -> HttpResponse:
    person = signed_in(request)
    roles = roles_of(person)
    register = Register(proposal.payload["register"])
    shown = {
        "proposal": proposal,
        "register": register,
        "slug": slug_of(register),
        "reasons": reasons,
        "against": reasons_against_deciding(proposal, by=person, roles=roles),
        "trouble": reasons_against_approving(proposal, by=person, roles=roles),
        "may_withdraw": not reasons_against_withdrawing(proposal, by=person),
        "deciders": [] if proposal.verdict else people_who_could_decide(proposal),
        "typed": request.POST.get("reason", ""),
    }
    return render(
        request,
        "drafts/registers/change.html",
        shown,
        status=REFUSED if reasons else 200,
    )
