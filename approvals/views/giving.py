"""Giving authority, for good or for one draft only, and taking it back.

No rule is applied here; the verbs refuse, and the pages show their reasons.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.actions.authority import GIVING_ROLES, grant_authority, revoke_authority
from accounts.forms.authority import GrantForm, RevokeForm
from accounts.queries.authority import given_on_by, gives_authority, next_reference
from accounts.reasons import Reason, RefusedError
from accounts.views.asking import REFUSED
from approvals.policy.given import limits_of_the_schedule
from approvals.queries import drafts_to_review
from approvals.queries.seats import outstanding
from approvals.views.authority import delegation_numbered
from drafts.actions import current_revision
from drafts.models import Draft
from drafts.templatetags.wordings import AUTHORITIES


@let_in(*GIVING_ROLES)
@with_fresh_proof
def give(request: HttpRequest) -> HttpResponse:
    """A delegation by the director, or onward by whoever may give on."""
    _refuse_whoever_gives_nothing(request)
    page = {
        "heading": "Give authority",
        "button": "Give this authority",
        "back": reverse("authority"),
    }
    return _give(request, initial={"reference": next_reference()}, page=page)


@let_in(*GIVING_ROLES)
@with_fresh_proof
def give_for_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """An explicit grant: what one draft still needs, and nothing else."""
    _refuse_whoever_gives_nothing(request)
    drafts = drafts_to_review(signed_in(request))
    draft = get_object_or_404(drafts, pk=min(draft_id, 2**63 - 1))
    page = {
        "heading": "Give authority for this draft only",
        "button": "Give this authority for this draft",
        "back": reverse("review", args=[draft.pk]),
        "draft": draft,
    }
    return _give(request, initial=_for(draft), page=page, draft=draft)


@let_in(*GIVING_ROLES)
@with_fresh_proof
def revoke(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take a delegation back, and with it whatever was given on under it."""
    delegation = delegation_numbered(delegation_id)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    page = {
        "heading": f"Take back {delegation.reference}",
        "button": "Take it back now",
        "back": reverse("delegation", args=[delegation.pk]),
        "delegation": delegation,
        "given_on": delegation.given_on.select_related("job_post"),
    }

    def verb() -> str:
        reason = form.cleaned_data["reason"]
        revoke_authority(delegation, by=signed_in(request), reason=reason)
        messages.success(request, f"{delegation.reference} is no longer in force.")
        return reverse("delegation", args=[delegation.pk])

    return _done_or_shown(request, form, verb, page=page)


def _give(
    request: HttpRequest,
    *,
    initial: Mapping[str, object],
    page: Mapping[str, object],
    draft: Draft | None = None,
) -> HttpResponse:
    form = GrantForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        classes=list(AUTHORITIES.items()),
        given_on=given_on_by(signed_in(request)),
        draft=draft.pk if draft else None,
    )

    def verb() -> str:
        given = grant_authority(form.grant(), by=signed_in(request))
        for sentence in limits_of_the_schedule(given):
            messages.warning(request, sentence)
        messages.success(request, f"{given.reference} is given. The holder is told.")
        return reverse("delegation", args=[given.pk])

    return _done_or_shown(request, form, verb, page=page)


def _done_or_shown(
    request: HttpRequest,
    form: GrantForm | RevokeForm,
    verb: Callable[[], str],
    *,
    page: Mapping[str, object],
) -> HttpResponse:
    """`verb` returns the address to go on to; a refusal keeps what was typed."""
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(verb())
        except RefusedError as refused:
            reasons = refused.reasons
    status = REFUSED if reasons or form.errors else 200
    shown = {"form": form, "reasons": reasons, **page}
    return render(request, "approvals/authority/form.html", shown, status=status)


def _refuse_whoever_gives_nothing(request: HttpRequest) -> None:
    if not gives_authority(signed_in(request)):
        raise PermissionDenied(
            "This page is for the director of communications, and for whoever holds a "
            "delegation that may be given on. Your post has neither."
        )


def _for(draft: Draft) -> dict[str, object]:
    """What a draft still needs, on its accounts, for the time that an approval lasts."""
    revision = current_revision(draft)
    last = timezone.localdate() + timedelta(days=3)
    return {
        "reference": next_reference(),
        "classes": sorted({seat.authority for seat in outstanding(revision)}),
        "accounts": [target.account for target in revision.content.targets],
        "ends_on": last,
        "evidence": f"For draft {draft.pk} only",
    }
