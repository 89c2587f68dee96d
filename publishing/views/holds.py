"""Holds: what is stopped now, stopping more after a warning, and lifting.

No rule is applied here; the actions refuse, and the pages show their reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES, Role
from publishing.actions.holds import lift_hold, place_hold
from publishing.forms.holds import HoldForm
from publishing.lifecycle import PublicationStatus
from publishing.policy import reasons_against_hold, reasons_against_lifting
from publishing.queries.posts import posts_page
from publishing.queries.stops import (
    active_holds,
    any_hold,
    lifted_holds,
    reach_of,
)


REFUSED = 422


@let_in(*CONTENT_ROLES)
def holds(request: HttpRequest) -> HttpResponse:
    """What is held; and, for who may stop more, the form that does."""
    if request.method == "POST":
        return _place(request, HoldForm(request.POST))
    return _page(request, HoldForm())


@require_safe
@let_in(*CONTENT_ROLES)
def hold(request: HttpRequest, hold_id: int) -> HttpResponse:
    """One hold, and how far its posts are logged; for htmx the part that moves."""
    moving = request.headers.get("HX-Request") == "true"
    found = get_object_or_404(any_hold(), pk=hold_id)
    shown = {
        "hold": found,
        "may_lift": not reasons_against_lifting(found, by=signed_in(request)),
        "releases": found.releases.select_related(
            "released_by", "publication__account", "publication__revision__draft"
        ).order_by("-pk")[:50],
    }
    template = "publishing/_unscheduling.html" if moving else "publishing/hold.html"
    return render(request, template, shown)


def _place(request: HttpRequest, form: HoldForm) -> HttpResponse:
    """First the page that says what it will hold, then the hold itself."""
    against = reasons_against_hold(by=signed_in(request), reason="to be said")
    if against or not form.is_valid():
        return _page(request, form, against)
    scope = form.chosen
    if not form.cleaned_data["confirmed"]:
        shown = {"form": form, "scope": scope, "reach": reach_of(scope)}
        return render(request, "publishing/hold_confirm.html", shown)
    try:
        placed = place_hold(
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
            account=scope.account,
            team=scope.team,
            department=scope.department,
        )
    except RefusedError as refused:
        return _page(request, form, refused.reasons)
    messages.success(request, f"Stopped: {placed.where}.")
    return redirect("hold", placed.pk)


@let_in(Role.DIRECTOR)
def hold_lift(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Asks before it ends a hold; what was held stays held."""
    found = get_object_or_404(any_hold(), pk=hold_id)
    reasons: Sequence[Reason] = ()
    if request.method == "POST":
        try:
            lift_hold(found, by=signed_in(request))
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"Lifted: {found.where}.")
            return redirect("holds")
    shown = {"hold": found, "reasons": reasons, "reach": reach_of(found)}
    return render(
        request, "publishing/hold_lift.html", shown, status=REFUSED if reasons else 200
    )


def _page(
    request: HttpRequest, form: HoldForm, reasons: Sequence[Reason] = ()
) -> HttpResponse:
    person = signed_in(request)
    refused = bool(reasons or form.errors)
    shown = {
        "form": form,
        "reasons": reasons,
        "may_stop": not reasons_against_hold(by=person, reason="to be said"),
        "holds": active_holds(),
        "lifted": lifted_holds(),
        "held": posts_page(
            person,
            status=PublicationStatus.HELD,
            after=request.GET.get("after", ""),
        ),
    }
    return render(
        request, "publishing/holds.html", shown, status=REFUSED if refused else 200
    )
