"""The home page: what needs this person now, and what happens on their accounts.

No verb lives here.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import let_in_anyone_signed_in, signed_in
from accounts.models import Person
from accounts.queries import roles_of
from accounts.roles import CONTENT_ROLES, DECIDING_ROLES, Role
from approvals.queries import waiting_for
from audit.queries import health
from drafts.queries.advice import asked_of
from publishing.queries import home as reads
from publishing.queries.account_truth import wrong_for
from publishing.queries.takedowns import left_to_hands, unconfirmed_for
from publishing.views.log_questions import QUESTIONS


# Who works on posts; an auditor reads about them, an administrator does not.
WORKING_ROLES = frozenset(CONTENT_ROLES) - {Role.AUDITOR}


@let_in_anyone_signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Assembled from what the person may do; a role more adds its part."""
    person = signed_in(request)
    roles = roles_of(person)
    shown: dict[str, object] = {
        "works": bool(roles & WORKING_ROLES),
        "writes": Role.AUTHOR in roles,
        "decides": bool(roles.intersection(DECIDING_ROLES)),
        "audits": Role.AUDITOR in roles,
        "administers": Role.ADMINISTRATOR in roles or person.is_superuser,
    }
    if roles & WORKING_ROLES:
        shown |= _work(person)
    if Role.AUDITOR in roles:
        shown |= {"health": health(), "questions": QUESTIONS}
    return render(request, "publishing/home.html", shown)


def _work(person: Person) -> dict[str, object]:
    return {
        "waiting": waiting_for(person),
        "asked": asked_of(person),
        "disputed": reads.disputes_for(person),
        "returned": reads.sent_back_to(person),
        "stuck": reads.stuck(person),
        "going_out": reads.going_out(person),
        "published": reads.just_published(person),
        "drafts": reads.own_drafts(person),
        "wrong": wrong_for(person),
        "to_confirm": unconfirmed_for(person)[: reads.SHOWN],
        "by_hand": left_to_hands(person)[: reads.SHOWN],
    }
