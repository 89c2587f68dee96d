"""The register of people and posts as at a day, and the pages that change it.

No rule is applied here; the verbs refuse, and the pages show their reasons.
"""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.actions.factors import remove_factors
from accounts.actions.joining import join
from accounts.actions.passwords import reset_password
from accounts.actions.people import (
    change_roles,
    end_holding,
    move,
    report_to,
    start_holding,
)
from accounts.forms.people import (
    EndForm,
    JoinForm,
    LineForm,
    MoveForm,
    NewPasswordForm,
    RolesForm,
    StartForm,
)
from accounts.models import Holding, JobPost, Person, Proposal
from accounts.queries import roles_of
from accounts.queries.proposals import open_proposals
from accounts.queries.register_of_people import MANAGED, people_at
from accounts.roles import Role
from accounts.views.asking import (
    ask,
    csv_file,
    day_asked,
    moment_of,
    wants_csv,
)
from accounts.views.notices import posted


HEADINGS = ("Person", "Job post", "Team", "Roles", "From", "To", "Line manager")
KINDS = ("holding", "roles", "password", "factors")
WAITS = "It waits until another administrator confirms it."


@require_safe
@let_in(*Role)
def people(request: HttpRequest) -> HttpResponseBase:
    """Who holds which post on a day, in which team and under whom."""
    day = day_asked(request)
    rows = people_at(moment_of(day))
    if wants_csv(request):
        return csv_file(f"people-{day}", HEADINGS, (row.cells for row in rows))
    administers = Role.ADMINISTRATOR in roles_of(signed_in(request))
    shown = {
        "day": day,
        "rows": rows,
        "administers": administers,
        "waiting": open_proposals(*KINDS) if administers else (),
    }
    return render(request, "accounts/registers/people.html", shown)


@let_in(Role.ADMINISTRATOR)
def person_add(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)

    def joins(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        return _said(join(by=by, **typed), f"{typed['name']} may sign in.")

    page = _page("Somebody joins", "Add this person")
    return ask(request, JoinForm(posted(request)), joins, page=page, after="people")


@let_in(Role.ADMINISTRATOR)
def holding_start(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)

    def starts(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        return _said(start_holding(by=by, **typed), f"{typed['person']} has the post.")

    page = _page("Give somebody a post", "Give the post")
    return ask(request, StartForm(posted(request)), starts, page=page, after="people")


@let_in(Role.ADMINISTRATOR)
def holding_end(request: HttpRequest, holding_id: int) -> HttpResponse:
    holding = _holding(holding_id)
    by = signed_in(request)

    def ends(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        end_holding(holding, by=by, **typed)
        return f"{holding.person.name} leaves the post {holding.job_post}."

    page = _page(f"{holding.person.name} leaves {holding.job_post}", "End the post")
    return ask(request, EndForm(posted(request)), ends, page=page, after="people")


@let_in(Role.ADMINISTRATOR)
def holding_move(request: HttpRequest, holding_id: int) -> HttpResponse:
    holding = _holding(holding_id)
    by = signed_in(request)

    def moves(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        to, day = typed["job_post"], typed["starts_on"]
        moved = move(holding, by=by, to=to, starts_on=day)
        return _said(moved, f"{holding.person.name} moves to {to}.")

    page = _page(f"{holding.person.name} moves from {holding.job_post}", "Move them")
    return ask(request, MoveForm(posted(request)), moves, page=page, after="people")


@let_in(Role.ADMINISTRATOR)
def person_password(request: HttpRequest, person_id: UUID) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id, is_active=True)
    by = signed_in(request)

    def resets(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        proposal = reset_password(person, by=by, password=typed["password"])
        return WAITS if proposal else f"{person.name} has a new password."

    page = _page(f"A new password for {person.name}", "Give the password")
    return ask(
        request, NewPasswordForm(posted(request)), resets, page=page, after="people"
    )


@let_in(Role.ADMINISTRATOR)
def person_factors(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody who lost their passkeys and codes signs in with a password again."""
    person = get_object_or_404(Person, pk=person_id, is_active=True)
    by = signed_in(request)

    def removes(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        proposal = remove_factors(person, by=by)
        return WAITS if proposal else f"{person.name} signs in with a password."

    page = _page(f"Remove all passkeys and codes of {person.name}", "Remove them all")
    return ask(request, Form(posted(request)), removes, page=page, after="people")


@let_in(Role.ADMINISTRATOR)
def post_roles(request: HttpRequest, post_id: int) -> HttpResponse:
    post = _post(post_id)
    by = signed_in(request)

    def changes(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        changed = change_roles(post, by=by, roles=typed["roles"])
        return WAITS if isinstance(changed, Proposal) else f"{post} has these roles."

    page = _page(f"Roles of {post}", "Give the post these roles")
    form = RolesForm(posted(request), initial={"roles": post.roles})
    return ask(request, form, changes, page=page, after="people")


@let_in(Role.ADMINISTRATOR)
def post_line(request: HttpRequest, post_id: int) -> HttpResponse:
    post = _post(post_id)
    by = signed_in(request)

    def reports(typed: Any) -> str:  # noqa: ANN401 - what the form hands out
        report_to(post, by=by, reports_to=typed["reports_to"])
        return f"{post} reports to {typed['reports_to'] or 'no other post'}."

    page = _page(f"Line management of {post}", "Change the line")
    form = LineForm(posted(request), initial={"reports_to": post.reports_to})
    return ask(request, form, reports, page=page, after="people")


def _post(post_id: int) -> JobPost:
    rows = JobPost.objects.select_related("team", "reports_to")
    return get_object_or_404(rows, pk=min(post_id, 2**63 - 1))


def _holding(holding_id: int) -> Holding:
    rows = Holding.objects.select_related("person", *MANAGED)
    return get_object_or_404(rows, pk=min(holding_id, 2**63 - 1))


def _page(heading: str, button: str) -> dict[str, object]:
    return {"heading": heading, "button": button, "back": reverse("people")}


def _said(done: Holding | Proposal, sentence: str) -> str:
    return WAITS if isinstance(done, Proposal) else sentence
