"""Taking down what corrected words replace, so that they go out: one page, one confirm.

No rule is applied here; the verb refuses, and the page shows its reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from accounts.views.asking import REFUSED
from drafts.actions import current_revision
from drafts.queries import drafts_open_to
from publishing.actions.replacing import make_room
from publishing.forms.takedowns import MakeRoomForm
from publishing.policy.making_room import people_who_may, reasons_against_making_room
from publishing.queries.corrections import in_the_way


BEGUN = "The old post is being taken down. The corrected words go out when it is gone."


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def make_room_page(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What goes, what follows it, and then both."""
    person = signed_in(request)
    draft = get_object_or_404(drafts_open_to(person), pk=draft_id)
    form = MakeRoomForm(request.POST if request.method == "POST" else None)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            make_room(draft, by=person, reason=form.cleaned_data["reason"])
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, BEGUN)
            return redirect("post", draft.pk)
    revision = current_revision(draft)
    found = in_the_way(draft, revision.content)
    against = reasons_against_making_room(draft, found, by=person, reason="to be said")
    shown = {
        "draft": draft,
        "form": form,
        "reasons": reasons,
        "found": found,
        "content": revision.content,
        "against": against,
        "people": people_who_may(),
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "publishing/make_room.html", shown, status=status)
