"""How far the re-check of waiting posts is, and what went back to its author.

Nothing is checked here; the clock and the slow workers do that.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.roles import CONTENT_ROLES
from publishing.queries.rechecks import (
    lapses_open_to,
    last_rechecks,
    recheck_under_way,
)


@require_safe
@let_in(*CONTENT_ROLES)
def rechecks(request: HttpRequest) -> HttpResponse:
    """The page, or for htmx the part of it that moves."""
    moving = request.headers.get("HX-Request") == "true"
    shown = {
        "rechecks": last_rechecks(),
        "under_way": recheck_under_way(),
        "lapses": lapses_open_to(signed_in(request)),
    }
    template = "publishing/_rechecks.html" if moving else "publishing/rechecks.html"
    return render(request, template, shown)
