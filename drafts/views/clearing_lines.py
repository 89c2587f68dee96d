"""Clearing, refusing and withdrawing a line.

No rule is applied here; the actions refuse, and the line's page shows their reasons.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES, DECIDING_ROLES
from drafts.actions.lines import clear_line, refuse_line, withdraw_line
from drafts.views.lines import line_page, version_in


MOST_WORDS = 500
TOO_LONG = Reason("reason-long", f"Keep the reason to {MOST_WORDS} characters.")


@let_in(*DECIDING_ROLES)
def line_clear(request: HttpRequest, line_id: int, number: int) -> HttpResponse:
    """Clear exactly the wording that the page showed."""
    version = version_in(line_id, number)
    return _done(
        request,
        line_id,
        lambda _words: clear_line(version, by=signed_in(request)),
        said=f"{version.reference} is cleared and can be used now.",
    )


@let_in(*DECIDING_ROLES)
def line_refuse(request: HttpRequest, line_id: int, number: int) -> HttpResponse:
    """Say why a proposed wording is not to be used."""
    version = version_in(line_id, number)
    return _done(
        request,
        line_id,
        lambda words: refuse_line(version, by=signed_in(request), reason=words),
        said=f"{version.reference} is refused, with your reason.",
    )


@let_in(*CONTENT_ROLES)
def line_withdraw(request: HttpRequest, line_id: int, number: int) -> HttpResponse:
    """Take a wording out of use at once."""
    version = version_in(line_id, number)
    return _done(
        request,
        line_id,
        lambda words: withdraw_line(version, by=signed_in(request), why=words),
        said=f"{version.reference} is withdrawn. Posts that wait on it are held.",
    )


def _done(
    request: HttpRequest, line_id: int, verb: Callable[[str], None], *, said: str
) -> HttpResponse:
    if request.method != "POST":
        return redirect("line", line_id)
    typed = _typed(request)
    if len(typed) > MOST_WORDS:
        return line_page(request, line_id, [TOO_LONG], typed)
    try:
        verb(typed)
    except RefusedError as refused:
        return line_page(request, line_id, refused.reasons, typed)
    messages.success(request, said)
    return redirect("line", line_id)


def _typed(request: HttpRequest) -> str:
    """The reason without signs that no database and no log can hold."""
    words = request.POST.get("reason", "").encode(errors="replace").decode()
    return "".join(sign for sign in words if sign.isprintable() or sign == "\n").strip()
