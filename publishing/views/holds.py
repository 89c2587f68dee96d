"""The all-stop: what is held now, placing a hold after a warning, and lifting it.

No rule is applied here; the actions refuse, and the pages show their reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES, Role
from publishing.actions.holds import lift_hold, place_hold
from publishing.forms.holds import HoldForm
from publishing.lifecycle import PublicationStatus
from publishing.models import Hold
from publishing.policy import reasons_against_hold
from publishing.queries.posts import posts_page, reach_of
from publishing.queries.stops import active_holds


REFUSED = 422


@let_in(*CONTENT_ROLES)
def holds(request: HttpRequest) -> HttpResponse:
    """What is held; and, for an authorised officer, the form that stops more."""
    if request.method == "POST":
        return _place(request, HoldForm(request.POST))
    return _page(request, HoldForm())


def _place(request: HttpRequest, form: HoldForm) -> HttpResponse:
    """First the page that says what it will hold, then the hold itself."""
    against = reasons_against_hold(by=signed_in(request), reason="to be said")
    if against or not form.is_valid():
        return _page(request, form, against)
    if not form.cleaned_data["confirmed"]:
        shown = {"form": form, "reach": reach_of(form.account)}
        return render(request, "publishing/hold_confirm.html", shown)
    try:
        hold = place_hold(
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
            account=form.account,
        )
    except RefusedError as refused:
        return _page(request, form, refused.reasons)
    messages.success(request, f"Stopped: {hold.account or 'everything'}.")
    return redirect("holds")


@let_in(Role.AUTHORISED_OFFICER)
def hold_lift(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Asks before it ends a hold; what was held stays held."""
    hold = get_object_or_404(
        Hold.objects.select_related("account", "placed_by"), pk=hold_id
    )
    reasons: Sequence[Reason] = ()
    if request.method == "POST":
        try:
            lift_hold(hold, by=signed_in(request))
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"Lifted: {hold.account or 'everything'}.")
            return redirect("holds")
    shown = {"hold": hold, "reasons": reasons, "reach": reach_of(hold.account)}
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
        "held": posts_page(
            person,
            status=PublicationStatus.HELD,
            after=request.GET.get("after", ""),
        ),
    }
    return render(
        request, "publishing/holds.html", shown, status=REFUSED if refused else 200
    )
