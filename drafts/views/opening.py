"""A new draft: its first words, saved and checked.

No rule is applied here; the action refuses, and the page shows its reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import let_in, signed_in
from accounts.models import Person
from accounts.reasons import Reason, RefusedError
from drafts import actions, policy
from drafts.forms import DraftForm
from drafts.forms.reasons import typed_reasons
from drafts.views.composing import typed_in
from drafts.views.kept import SIGNED_OUT, keeps_the_form, kept_form
from drafts.views.kept_reasons import keep_reasons
from drafts.views.panel import panel_of


REFUSED = 422
NO_TEAM = "Choose the team that this draft belongs to."


@keeps_the_form
@let_in(*policy.EDITING_ROLES)
def draft_new(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    if request.method == "POST":
        return _sent(request, person)
    kept = kept_form(request)
    if kept is None:
        return _new_page(request, DraftForm(person=person))
    messages.warning(request, SIGNED_OUT)
    return _new_page(request, DraftForm(kept, person=person))


def _sent(request: HttpRequest, person: Person) -> HttpResponse:
    typed = typed_in(request)
    form = DraftForm(typed.data, person=person)
    form.refused = typed.refused
    if typed.asked_again:
        form.quieten()
    if typed.asked_again or typed.reasons:
        return _new_page(request, form, typed.reasons)
    return _create(request, form, person)


def _create(request: HttpRequest, form: DraftForm, person: Person) -> HttpResponse:
    if not form.is_valid():
        return _new_page(request, form)
    team = form.team_chosen
    if team is None:
        form.add_error("team", NO_TEAM)
        return _new_page(request, form)
    try:
        draft = actions.create_draft(
            by=person,
            team=team,
            title=form.cleaned_data["title"],
            content=form.content,
        )
    except RefusedError as refused:
        return _new_page(request, form, refused.reasons)
    keep_reasons(request, draft, typed_reasons(request.POST))
    messages.success(request, "Saved. Here is what the check says.")
    return redirect("draft", draft.pk)


def _new_page(
    request: HttpRequest, form: DraftForm, reasons: Sequence[Reason] = ()
) -> HttpResponse:
    refused = bool(form.faults or reasons)
    shown = {
        "form": form,
        "draft": None,
        "reasons": reasons,
        "team_asked": form.teams.count() > 1,
        **panel_of(form, by=signed_in(request)),
    }
    return render(request, "drafts/new.html", shown, status=REFUSED if refused else 200)
