"""Who a view lets in, said on the view itself; everyone else is refused.

No rule about a single draft or post lives here; that is each app's policy.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from accounts.models import Person
from accounts.queries import roles_of
from accounts.roles import Role


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def let_in(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Let in people who hold a post with one of these roles today."""

    def mark(view: View[P]) -> View[P]:
        def guarded(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not roles_of(signed_in(request)).intersection(roles):
                wanted = " or ".join(role.label.lower() for role in roles)
                raise PermissionDenied(
                    f"This page is for people whose post is {wanted}. "
                    "If yours should be, ask your administrator."
                )
            return view(request, *args, **kwargs)

        guarded_view = wraps(view)(guarded)
        guarded_view.roles_let_in = frozenset(roles)  # type: ignore[attr-defined]
        return _marked(guarded_view, ", ".join(role.label for role in roles))

    return mark


def roles_let_in(view: object) -> frozenset[Role]:
    """The roles that `let_in` names on a view; none where it names none."""
    found: frozenset[Role] = getattr(view, "roles_let_in", frozenset())
    return found


def let_in_anyone_signed_in(view: View[P]) -> View[P]:
    """Let in everybody who has signed in; the view shows each what is theirs."""
    return _marked(view, "anyone signed in")


def let_in_the_public(view: View[P]) -> View[P]:
    """Let in everybody, signed in or not."""
    return _marked(login_not_required(view), "the public")


def let_in_the_public_if(setting: str) -> Callable[[View[P]], View[P]]:
    """Let in everybody where this setting says so, and where not, who is signed in."""

    def mark(view: View[P]) -> View[P]:
        def guarded(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if getattr(settings, setting) or request.user.is_authenticated:
                return view(request, *args, **kwargs)
            return redirect_to_login(request.get_full_path())

        who = f"anyone signed in, and the public if {setting}"
        return _marked(login_not_required(wraps(view)(guarded)), who)

    return mark


def with_fresh_proof(view: View[P]) -> View[P]:
    """Ask for the password or a passkey again before a POST, where the last is too old.

    What was typed waits in the session and is done once the proof is right. Goes under
    a decorator that says whom the view lets in.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if request.method == "POST" and not proved_lately(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def proved_lately(request: HttpRequest) -> bool:
    """Whether somebody signed in, or proved it again, within the set minutes."""
    proofs = get_authentication_records(request, signed_in(request))
    last: float = max((proof["at"] for proof in proofs), default=0.0)
    return time.time() - last < settings.COUNTERSIGN_PROOF_MINUTES * 60


def signed_in(request: HttpRequest) -> Person:
    """The person behind a request that the sign-in middleware let through."""
    if not isinstance(request.user, Person):
        raise PermissionDenied("Sign in first.")
    return request.user


def _marked(view: View[P], lets_in: str) -> View[P]:
    view.lets_in = lets_in  # type: ignore[attr-defined]
    return view
