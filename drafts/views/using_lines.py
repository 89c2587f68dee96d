"""Using a line: its slots are filled in, and the words become a draft.

No rule is applied here; the action refuses, and the page shows its reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import let_in, signed_in
from accounts.models import Person, Team
from accounts.reasons import Reason, RefusedError
from drafts.actions.from_lines import use_line
from drafts.forms.using_lines import UseLineForm
from drafts.models.lines import LineVersion
from drafts.policy import EDITING_ROLES
from drafts.views.lines import REFUSED, in_use
from drafts.views.opening import NO_TEAM


@let_in(*EDITING_ROLES)
def line_use(request: HttpRequest, line_id: int) -> HttpResponse:
    """Fill the slots, then go on with the draft."""
    person, version = signed_in(request), in_use(line_id)
    if request.method != "POST":
        return _page(request, version, UseLineForm(person=person, version=version))
    form = UseLineForm(request.POST, person=person, version=version)
    if not form.is_valid():
        return _page(request, version, form)
    team = _team(form)
    if team is None:
        form.add_error("team", NO_TEAM)
        return _page(request, version, form)
    return _used(request, version, form, team=team, by=person)


def _used(
    request: HttpRequest,
    version: LineVersion,
    form: UseLineForm,
    *,
    team: Team,
    by: Person,
) -> HttpResponse:
    try:
        draft = use_line(
            version,
            by=by,
            team=team,
            accounts=list(form.cleaned_data["accounts"]),
            values=form.values,
        )
    except RefusedError as refused:
        return _page(request, version, form, refused.reasons)
    messages.success(
        request,
        f"Saved with the words of {version.reference}. Submit it: routine approval is "
        "enough while you leave the words as they are.",
    )
    return redirect("draft", draft.pk)


def _team(form: UseLineForm) -> Team | None:
    chosen: Team | None = form.cleaned_data["team"]
    return chosen or (form.teams[0] if len(form.teams) == 1 else None)


def _page(
    request: HttpRequest,
    version: LineVersion,
    form: UseLineForm,
    reasons: Sequence[Reason] = (),
) -> HttpResponse:
    refused = bool(form.errors or reasons)
    shown = {
        "version": version,
        "form": form,
        "reasons": reasons,
        "team_asked": len(form.teams) > 1,
    }
    return render(
        request, "drafts/line_use.html", shown, status=REFUSED if refused else 200
    )
