"""The page on which a person decides what a platform cannot tell: whether it is live.

No rule is applied here. The account is read only when somebody asks for it: reading
costs of the account's limits, and on some platforms money.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.models import Person
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import CONTENT_ROLES
from publishing.actions import judgement
from publishing.actions.looking import Sight, Sought, look_now, seen_there, sought
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication
from publishing.policy import reasons_against_settling
from publishing.queries.posts import publications_open_to


REFUSED = 422
KNOWN = "What became of it is known by now."
NOT_SEEN = Reason(
    "not-seen",
    "That post could not be read on the platform just now. Look again, or give its "
    "address.",
)


@let_in(*CONTENT_ROLES)
def decide(request: HttpRequest, publication_id: int) -> HttpResponse:
    """What was sent beside what is live now; asked with POST, the account is read."""
    publication = _opened(request, publication_id)
    if publication.status != PublicationStatus.UNKNOWN:
        messages.info(request, KNOWN)
        return redirect("post", publication.revision.draft_id)
    what = sought(publication)
    against = reasons_against_settling(publication, by=signed_in(request))
    looks = request.method == "POST" and not against
    return _page(request, what, look_now(what) if looks else None)


@let_in(*CONTENT_ROLES)
def found(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The person points at a post that was shown: it is read once more, and is ours."""
    publication = _opened(request, publication_id)
    if request.method != "POST" or publication.status != PublicationStatus.UNKNOWN:
        return redirect("decide", publication.pk)
    what = sought(publication)
    try:
        _settle(what, request.POST.get("remote_id", "")[:200], by=signed_in(request))
    except RefusedError as refused:
        return _page(request, what, None, refused.reasons)
    messages.success(request, f"Noted what you found on {publication.account}.")
    return redirect("post", publication.revision.draft_id)


def _settle(what: Sought, remote_id: str, *, by: Person) -> None:
    """Nobody who may not decide has the account read."""
    refuse_for(reasons_against_settling(what.publication, by=by))
    post = seen_there(what, remote_id)
    if post is None:
        raise RefusedError([NOT_SEEN])
    judgement.settle_as_seen(what.publication, by=by, post=post)


def _opened(request: HttpRequest, publication_id: int) -> Publication:
    return get_object_or_404(
        publications_open_to(signed_in(request)), pk=publication_id
    )


def _page(
    request: HttpRequest,
    what: Sought,
    sight: Sight | None,
    reasons: Sequence[Reason] = (),
) -> HttpResponse:
    shown = {
        "publication": what.publication,
        "draft": what.publication.revision.draft,
        "what": what,
        "sight": sight,
        "reasons": reasons,
        "against": reasons_against_settling(what.publication, by=signed_in(request)),
    }
    status = REFUSED if reasons else 200
    return render(request, "publishing/decide.html", shown, status=status)
