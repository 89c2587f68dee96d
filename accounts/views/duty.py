"""The duty roster: who is on duty now and next, who stands in for whom, and handing over.

No rule is applied here; the verbs refuse, and the pages show their reasons.
"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, signed_in
from accounts.actions.roster import assign_duty, hand_over
from accounts.actions.substitutions import arrange_substitution, end_substitution
from accounts.forms.people import DutyForm, HandOverForm, SubstitutionForm
from accounts.models import DutyShift, Substitution
from accounts.policy.organisation import ROSTER_ROLES
from accounts.queries import roles_of
from accounts.queries.standing import (
    on_duty,
    shifts_between,
    substitutions_between,
)
from accounts.reasons import RefusedError
from accounts.roles import Role
from accounts.views.asking import ask, csv_file, day_asked, moment_of, wants_csv
from accounts.views.notices import posted


HEADINGS = ("Duty", "Person", "From (UTC)", "To (UTC)", "Taken over from", "Note")
SHOWN = timedelta(days=28)


@require_safe
@let_in(*Role)
def duty(request: HttpRequest) -> HttpResponseBase:
    """Who is on duty at a moment, and the four weeks from then."""
    day = day_asked(request)
    moment = moment_of(day)
    shifts = shifts_between(moment, moment + SHOWN)
    if wants_csv(request):
        return csv_file(f"duty-{day}", HEADINGS, map(_cells, shifts))
    now = on_duty(moment)
    shown = {
        "day": day,
        "now": now,
        "next": [each for each in shifts if each.starts_at > moment],
        "standing": substitutions_between(moment, moment + SHOWN),
        "rosters": bool(roles_of(signed_in(request)).intersection(ROSTER_ROLES)),
    }
    return render(request, "accounts/registers/duty.html", shown)


def _cells(shift: DutyShift) -> tuple[object, ...]:
    before = shift.taken_over_from
    return (
        shift.job_post,
        shift.person,
        shift.starts_at.isoformat(),
        shift.ends_at.isoformat(),
        before.person if before else "",
        shift.note,
    )


@let_in(*ROSTER_ROLES)
def duty_assign(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)

    def assigns(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        shift = assign_duty(by=by, **typed)
        return f"{shift.person.name} is on the roster, and was told."

    page = _page("Put somebody on duty", "Put them on the roster")
    return ask(request, DutyForm(posted(request)), assigns, page=page, after="duty")


@let_in(*Role)
def duty_hand_over(request: HttpRequest, shift_id: int) -> HttpResponse:
    rows = DutyShift.objects.select_related("job_post", "person")
    shift = get_object_or_404(rows, pk=min(shift_id, 2**63 - 1))
    by = signed_in(request)

    def hands_over(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        taken = hand_over(shift, by=by, to=typed["to"], note=typed["note"])
        return f"{taken.person.name} has the duty now, and was told."

    page = _page(f"Hand over {shift.job_post} from {shift.person.name}", "Hand it over")
    form = HandOverForm(posted(request))
    return ask(request, form, hands_over, page=page, after="duty")


@let_in(*Role)
def substitution_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)

    def arranges(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        standing = arrange_substitution(by=by, **typed)
        return f"{standing.person.name} stands in: {standing.reference}."

    page = _page("Arrange that somebody stands in", "Arrange it")
    form = SubstitutionForm(posted(request))
    return ask(request, form, arranges, page=page, after="duty")


@require_POST
@let_in(*Role)
def substitution_end(request: HttpRequest, substitution_id: int) -> HttpResponse:
    standing = get_object_or_404(Substitution, pk=min(substitution_id, 2**63 - 1))
    try:
        end_substitution(standing, by=signed_in(request))
    except RefusedError as refused:
        messages.error(request, " ".join(refused.sentences))
    else:
        messages.success(request, f"{standing.reference} has ended.")
    return redirect("duty")


def _page(heading: str, button: str) -> dict[str, object]:
    return {"heading": heading, "button": button, "back": reverse("duty")}
