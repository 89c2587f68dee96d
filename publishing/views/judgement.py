"""The buttons on a post: release or drop what is held, settle what is unknown.

No rule is applied here; the actions refuse, and the post's page shows their reasons.
"""

from functools import partial
from typing import Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.access import let_in, signed_in
from accounts.models import Person
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import CONTENT_ROLES
from publishing.actions import judgement
from publishing.forms.holds import ReleaseForm
from publishing.models import Publication
from publishing.queries.posts import publications_open_to
from publishing.views.posts import post_page


NOTHING_DONE = "Nothing was decided. Look at the post and decide here."


class Verb(Protocol):
    """A verb of `publishing.actions.judgement`, whatever else it has been given."""

    def __call__(self, publication: Publication, *, by: Person) -> None: ...


@let_in(*CONTENT_ROLES)
def release(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Let a held post go out after all."""
    form = ReleaseForm(request.POST)
    wrong = [] if form.is_valid() else [Reason("reason", str(form.errors["reason"][0]))]
    reason = form.cleaned_data.get("reason", "")

    def verb(publication: Publication, *, by: Person) -> None:
        refuse_for(wrong)
        judgement.release(publication, by=by, reason=reason)

    return _judged(request, publication_id, verb, "Released for {}.")


@let_in(*CONTENT_ROLES)
def drop(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Say that a held post never goes out there."""
    return _judged(request, publication_id, judgement.drop, "It does not go out on {}.")


@let_in(*CONTENT_ROLES)
def settle(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Say what a person found on the platform: the post at an address, or nothing."""
    verb: Verb = judgement.settle_as_absent
    if request.POST.get("found") != "absent":
        url = request.POST.get("url", "").strip()[:500]
        verb = partial(judgement.settle_as_live, url=url)
    return _judged(request, publication_id, verb, "Noted what you found on {}.")


def _judged(
    request: HttpRequest, publication_id: int, verb: Verb, done: str
) -> HttpResponse:
    person = signed_in(request)
    publication = get_object_or_404(publications_open_to(person), pk=publication_id)
    draft = publication.revision.draft
    if request.method != "POST":
        messages.warning(request, NOTHING_DONE)
        return redirect("post", draft.pk)
    try:
        verb(publication, by=person)
    except RefusedError as refused:
        return post_page(request, draft, refused.reasons)
    messages.success(request, done.format(publication.account))
    return redirect("post", draft.pk)
