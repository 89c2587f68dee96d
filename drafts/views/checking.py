"""The check while somebody writes: the panel for what is typed, of which nothing is kept.

No row is changed here, whatever is sent.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import let_in, signed_in
from accounts.models import Person
from drafts import actions, policy
from drafts.forms import DraftForm
from drafts.models import Draft
from drafts.queries import drafts_open_to
from drafts.views.kept_reasons import reasons_before
from drafts.views.panel import panel_of


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SIGNED_OUT = (
    "You have been signed out, so the check has stopped. Your words are still on this "
    "page: save them, sign in, and they come back."
)
TOO_OFTEN = (
    "The check is resting for a minute, because it was asked very often. "
    "Saving checks your words all the same."
)


def says_when_signed_out(view: View[P]) -> View[P]:
    """Answer a page that asks in the background with a sentence, not with a sign-in page."""

    @wraps(view)
    def asking(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if "HX-Request" in request.headers:
            return _sentence(request, SIGNED_OUT, status=401)
        return redirect_to_login(request.path)

    return login_not_required(asking)


@says_when_signed_out
@let_in(*policy.EDITING_ROLES)
def check_new(request: HttpRequest) -> HttpResponse:
    """What the check says of a draft that has not been saved yet."""
    if request.method != "POST":
        return redirect("draft-new")
    person = signed_in(request)
    return _answer(request, DraftForm(request.POST, person=person), person)


@says_when_signed_out
@let_in(*policy.EDITING_ROLES)
def check_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What the check says of what is typed over a saved draft."""
    person = signed_in(request)
    draft = get_object_or_404(drafts_open_to(person), pk=draft_id)
    if request.method != "POST":
        return redirect("draft", draft.pk)
    form = DraftForm(
        request.POST,
        person=person,
        base=actions.current_revision(draft).content,
        reasons=reasons_before(request, draft),
        draft=draft,
    )
    return _answer(request, form, person, draft)


def _answer(
    request: HttpRequest, form: DraftForm, person: Person, draft: Draft | None = None
) -> HttpResponse:
    if not _within_pace(person):
        return _sentence(request, TOO_OFTEN, status=429)
    shown = {
        "form": form,
        "draft": draft,
        "submits": "submits" in request.POST,
        "said": request.POST.get("said", ""),
        "asked_statements": request.POST.get("asked_statements", ""),
        "asked_reasons": request.POST.get("asked_reasons", ""),
        **panel_of(form, by=person),
    }
    return render(request, "drafts/_live.html", shown)


def _within_pace(person: Person) -> bool:
    """Count one more check of this minute for this person, in every process alike."""
    key = f"live-check:{person.pk}:{timezone.now():%H%M}"
    cache.add(key, 0, timeout=120)
    within: bool = cache.incr(key) <= settings.COUNTERSIGN_CHECKS_A_MINUTE
    return within


def _sentence(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    return render(
        request, "drafts/_resting.html", {"sentence": sentence}, status=status
    )
