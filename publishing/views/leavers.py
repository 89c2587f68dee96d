"""The page of leavers: whose posts end, and the work that they leave in hand.

No rule is applied here, and nothing is changed.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.roles import Role
from drafts.queries import drafts_open_to
from publishing.queries.leavers import leavers


@require_safe
@let_in(*Role)
def leavers_page(request: HttpRequest) -> HttpResponse:
    """What others must take over; titles only of drafts that the reader may read."""
    found = leavers(on=timezone.localdate())
    wanted = {draft.pk for left in found for draft in left.drafts}
    wanted |= {post.revision.draft_id for left in found for post in left.publications}
    mine = drafts_open_to(signed_in(request)).filter(pk__in=wanted)
    shown = {"found": found, "readable": set(mine.values_list("pk", flat=True))}
    return render(request, "publishing/leavers.html", shown)
