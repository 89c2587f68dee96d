"""The accounts' connections: how each stands, asking again, and disconnecting.

No rule is applied here, and no secret is ever shown.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.models import SocialAccount
from accounts.policy.register import reasons_against_approving_account
from accounts.queries import roles_of
from accounts.queries.register import accounts_register
from accounts.reasons import Reason, RefusedError
from accounts.roles import CredentialState, Role
from accounts.views.asking import REFUSED
from publishing.actions.disconnecting import disconnect
from publishing.actions.probing import ask_now
from publishing.policy.connecting import (
    DISCONNECTING_ROLES,
    reasons_against_asking,
    reasons_against_connecting,
    reasons_against_disconnecting,
)
from publishing.queries.connections import connection_of, connections, standing_of


@require_safe
@let_in(*Role)
def connections_page(request: HttpRequest) -> HttpResponse:
    """Every account: its connection, when that ends, when its platform was asked."""
    registers = Role.ADMINISTRATOR in roles_of(signed_in(request))
    shown = {"rows": connections(), "registers": registers}
    return render(request, "publishing/connections/connections.html", shown)


@require_safe
@let_in(*Role)
def connection(request: HttpRequest, account_id: int) -> HttpResponse:
    return connection_page(request, account_or_404(account_id))


def connection_page(
    request: HttpRequest, account: SocialAccount, reasons: Sequence[Reason] = ()
) -> HttpResponse:
    """One account's connection, and what this person may do with it."""
    person = signed_in(request)
    shown = {
        "account": account,
        "row": connection_of(account),
        "reasons": reasons,
        "against": reasons_against_connecting(account, by=person),
        "connects": Role.ADMINISTRATOR in roles_of(person),
        "asks": not reasons_against_asking(account, by=person),
        "disconnects": not reasons_against_disconnecting(account, by=person),
        "approves": not reasons_against_approving_account(account, by=person),
    }
    status = REFUSED if reasons else 200
    return render(
        request, "publishing/connections/connection.html", shown, status=status
    )


@require_POST
@let_in(*Role)
def connection_check(request: HttpRequest, account_id: int) -> HttpResponseBase:
    """Ask the platform now, and say what it said."""
    account = account_or_404(account_id)
    try:
        asked = ask_now(account, by=signed_in(request))
    except RefusedError as refused:
        return connection_page(request, account, refused.reasons)
    if asked.state == CredentialState.LIVE and not asked.trouble:
        messages.success(request, f"{account}: the platform takes this connection.")
    else:
        messages.warning(request, f"{account}: {asked.trouble}.")
    return redirect("connection", account.pk)


@let_in(*DISCONNECTING_ROLES)
@with_fresh_proof
def connection_end(request: HttpRequest, account_id: int) -> HttpResponseBase:
    """Say in numbers what disconnecting does; then do it."""
    account = account_or_404(account_id)
    person = signed_in(request)
    reasons: Sequence[Reason] = reasons_against_disconnecting(account, by=person)
    if request.method == "POST" and not reasons:
        try:
            cancelled = disconnect(account, by=person)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _disconnected(account, cancelled))
            return redirect("connection", account.pk)
    shown = {
        "account": account,
        "reasons": reasons,
        "standing": standing_of(account),
    }
    status = REFUSED if reasons else 200
    return render(
        request, "publishing/connections/disconnect.html", shown, status=status
    )


def _disconnected(account: SocialAccount, cancelled: int) -> str:
    posts = "1 post was" if cancelled == 1 else f"{cancelled} posts were"
    return f"Disconnected: {account}. Its secret is destroyed; {posts} cancelled."


def account_or_404(account_id: int) -> SocialAccount:
    return get_object_or_404(accounts_register(), pk=min(account_id, 2**63 - 1))
