"""Connecting an account step by step: its entry, its secret, or a sign-in at its platform.

No rule is applied here; what is pasted is never shown again and never put aside.
"""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, proved_lately, signed_in
from accounts.actions.registering import complete_entry, register_by_hand
from accounts.models import SocialAccount
from accounts.reasons import Reason, RefusedError
from accounts.roles import Platform, Role
from accounts.views.asking import REFUSED
from accounts.views.notices import posted
from publishing.actions.connecting import connect
from publishing.actions.signing_in_there import (
    account_in,
    begin_sign_in,
    finish_sign_in,
    key_of,
)
from publishing.forms.connecting import (
    NewEntryForm,
    PlaceForm,
    PlatformForm,
    SecretsForm,
)
from publishing.platforms.oauth import Way, way_of
from publishing.policy.connecting import reasons_against_connecting
from publishing.views.connections import account_or_404, connection_page


# Where the session keeps the tickets of sign-ins that are under way, and how many.
TICKETS = "signing_in_there"
MOST_TICKETS = 5
AGAIN = "Prove again who you are, then type the secret again. It was not kept."


@let_in(Role.ADMINISTRATOR)
def account_register(request: HttpRequest) -> HttpResponseBase:
    """Step 1 of 4: which platform."""
    form = PlatformForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return redirect("account-place", form.cleaned_data["platform"])
    return _step(request, form, "Register an account", 1)


@let_in(Role.ADMINISTRATOR)
def account_place(request: HttpRequest, platform: str) -> HttpResponseBase:
    """Step 2 of 4: where it is and what it is called; the account is registered."""
    if platform not in Platform.values:
        raise Http404
    form = PlaceForm(posted(request), platform=platform)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            account = register_by_hand(
                by=signed_in(request), platform=platform, **form.typed
            )
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"Registered: {account}.")
            return redirect("account-entry", account.pk)
    heading = f"The account on {Platform(platform).label}"
    return _step(request, form, heading, 2, reasons)


@let_in(Role.ADMINISTRATOR)
def account_entry(request: HttpRequest, account_id: int) -> HttpResponseBase:
    """Step 3 of 4: who answers for it; whoever may approve it is told."""
    account = account_or_404(account_id)
    form = NewEntryForm(posted(request), account=account)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            complete_entry(account, by=signed_in(request), entry=form.entry)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"Kept: the entry of {account}.")
            return redirect("connection", account.pk)
    return _step(request, form, f"Who answers for {account}", 3, reasons)


@sensitive_post_parameters()
@let_in(Role.ADMINISTRATOR)
def account_connect(request: HttpRequest, account_id: int) -> HttpResponseBase:
    """Step 4 of 4: paste the secret, or go and sign in at the platform."""
    account = account_or_404(account_id)
    if not proved_lately(request):
        return _prove_first(request)
    form = SecretsForm(posted(request), platform=account.platform)
    by = signed_in(request)
    reasons: Sequence[Reason] = reasons_against_connecting(account, by=by)
    if request.method == "POST" and not reasons and form.is_valid():
        try:
            connect(account, by=by, secret=form.secret)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"Connected: {account}.")
            return redirect("connection", account.pk)
    return _connect_page(request, account, form, reasons)


@require_POST
@let_in(Role.ADMINISTRATOR)
def account_sign_in(request: HttpRequest, account_id: int) -> HttpResponseBase:
    """Prepare a sign-in at the platform, and show the link that leads there."""
    account = account_or_404(account_id)
    way = way_of(account.platform)
    if way is None:
        raise Http404
    if not proved_lately(request):
        return _prove_first(request)
    try:
        begun = begin_sign_in(
            account, by=signed_in(request), callback=_callback(account, way)
        )
    except RefusedError as refused:
        form = SecretsForm(None, platform=account.platform)
        return _connect_page(request, account, form, refused.reasons)
    kept = dict(request.session.get(TICKETS, {}))
    newest = list(kept.items())[1 - MOST_TICKETS :]
    request.session[TICKETS] = {**dict(newest), begun.key: begun.ticket}
    shown = {"account": account, "address": begun.address}
    return render(request, "publishing/connections/leave.html", shown)


@require_safe
@let_in(Role.ADMINISTRATOR)
def account_connected(
    request: HttpRequest, platform: str = "", account_id: int = 0
) -> HttpResponseBase:
    """Where platforms send people back to: always left at once by a redirect.

    So neither a code nor a password stays in the address bar or the history.
    """
    tickets = dict(request.session.get(TICKETS, {}))
    ticket = tickets.pop(key_of(request.GET.get("state", "")), None)
    # Taken out before it is used: it is good for one try.
    request.session[TICKETS] = tickets
    request.session.save()
    try:
        account = finish_sign_in(
            ticket,
            by=signed_in(request),
            query=request.GET.dict(),
            callback=settings.COUNTERSIGN_BASE_URL + request.path,
        )
    except RefusedError as refused:
        messages.warning(request, " ".join(refused.sentences))
        known = account_in(ticket)
        return redirect("connection", known) if known else redirect("connections")
    messages.success(request, f"Connected: {account}.")
    return redirect("connection", account.pk)


def _callback(account: SocialAccount, way: Way) -> str:
    own = reverse("account-connected", args=[account.pk])
    shared = reverse("platform-connected", args=[account.platform])
    return settings.COUNTERSIGN_BASE_URL + (own if way.own_callback else shared)


def _prove_first(request: HttpRequest) -> HttpResponse:
    """A secret that was typed is not kept until the proof, so it is typed again."""
    if request.method == "POST":
        messages.warning(request, AGAIN)
    page = request.path.replace("/sign-in/", "/connect/")
    target = urlencode({"next": page})
    return redirect(f"{reverse('account_reauthenticate')}?{target}")


def _connect_page(
    request: HttpRequest,
    account: SocialAccount,
    form: SecretsForm,
    reasons: Sequence[Reason],
) -> HttpResponse:
    if account.approved_at is None or not account.enabled:
        return connection_page(request, account, reasons)
    shown = {
        "account": account,
        "form": form,
        "reasons": reasons,
        "signs_in": way_of(account.platform) is not None,
        "callback": _shown_callback(account),
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "publishing/connections/connect.html", shown, status=status)


def _shown_callback(account: SocialAccount) -> str:
    way = way_of(account.platform)
    return "" if way is None or way.own_callback else _callback(account, way)


def _step(
    request: HttpRequest,
    form: PlatformForm | PlaceForm | NewEntryForm,
    heading: str,
    number: int,
    reasons: Sequence[Reason] = (),
) -> HttpResponse:
    shown = {"form": form, "heading": heading, "step": number, "reasons": reasons}
    status = REFUSED if reasons or form.errors else 200
    return render(request, "publishing/connections/step.html", shown, status=status)
