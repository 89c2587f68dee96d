"""The list of drafts: one's own first, or everything one may read, by status.

No draft is changed here.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import let_in, signed_in
from accounts.roles import CONTENT_ROLES
from drafts.forms import editing_teams
from drafts.lifecycle import Status
from drafts.queries import drafts_by, drafts_open_to, keyset_page


@let_in(*CONTENT_ROLES)
def drafts(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    writes = editing_teams(person).exists()
    whose = request.GET.get("whose", "mine" if writes else "all")
    status = request.GET.get("status", "")
    rows = drafts_by(person) if whose == "mine" else drafts_open_to(person)
    if status in Status.values:
        rows = rows.filter(status=status)
    shown = {
        "page": keyset_page(rows, after=request.GET.get("after", "")),
        "whose": "mine" if whose == "mine" else "all",
        "status": status if status in Status.values else "",
        "statuses": Status.choices,
        "writes": writes,
    }
    return render(request, "drafts/drafts.html", shown)
