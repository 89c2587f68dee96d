"""Keeping what was typed when the sign-in ran out before it was saved.

Only the words and whose they are wait here, in the browser's own session; nothing is saved or decided.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, QueryDict


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
KEPT = "kept_form"
SIGNED_OUT = (
    "You were signed out before that reached us, so nothing was saved. "
    "Your words are below: look at them and save again."
)
# More than the longest post and explanation; a flood is not kept.
MOST_CHARACTERS = 100_000


def keeps_the_form(view: View[P]) -> View[P]:
    """Ask for sign-in like every page, and give the typed words back afterwards."""

    @wraps(view)
    def asking(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _keep(request)
        return redirect_to_login(request.path)

    return login_not_required(asking)


def _keep(request: HttpRequest) -> None:
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    words = typed.urlencode()
    if len(words) <= MOST_CHARACTERS:
        request.session[KEPT] = {
            "path": request.path,
            "words": words,
            "by": request.POST.get("typed_by", ""),
        }


def kept_form(request: HttpRequest) -> QueryDict | None:
    """What this person typed for this page before signing in, handed out once.

    Whoever else signs in at the same browser is given nothing, and it is thrown away.
    """
    kept = request.session.get(KEPT)
    if not kept:
        return None
    if kept.get("by") != str(request.user.pk):
        del request.session[KEPT]
        return None
    if kept["path"] != request.path:
        return None
    del request.session[KEPT]
    return QueryDict(kept["words"])
