"""What happens around every page of somebody who has signed in.

No rule about who may open which page lives here; that is said on the view.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect


Next = Callable[[HttpRequest], HttpResponseBase]
# What somebody with a password that an administrator knows may still open.
OPEN_BEFORE_CHANGE = {"account_change_password", "account_logout"}


class OwnPasswordFirst:
    """Leads people to choose their own password before they do anything else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *view: object
    ) -> HttpResponseBase | None:
        must = getattr(request.user, "must_change_password", False)
        match = request.resolver_match
        if must and match is not None and match.url_name not in OPEN_BEFORE_CHANGE:
            return redirect("account_change_password")
        return None


class KeepNoCopies:
    """Browsers keep no copy of a signed-in person's pages, unless the page says so."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response
