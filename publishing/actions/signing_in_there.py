"""Connecting an account by signing in at its platform: the ticket between the two pages.

A ticket is sealed, bound to one person, one account and one address to come back to,
lasts ten minutes and is used once. No platform is asked inside a transaction.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from accounts.credentials import CredentialError, seal, unseal
from accounts.models import Person, SocialAccount
from accounts.reasons import Reason, RefusedError, refuse_for
from publishing.actions.connecting import connect, without_secrets
from publishing.platforms import oauth
from publishing.platforms.oauth import SignInError, Visit
from publishing.platforms.pkce import new_verifier
from publishing.policy.connecting import reasons_against_connecting


LASTS = timedelta(minutes=10)
NOT_OURS = Reason(
    "not-begun-here",
    "This sign-in was not begun here, was used already, or began more than ten minutes "
    "ago. Nothing was connected. Begin again.",
)
CHANGED = Reason(
    "account-changed", "The account was changed meanwhile. Nothing was connected."
)


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the person; the session keeps `ticket` under `key`."""

    address: str = field(repr=False)
    key: str
    ticket: str = field(repr=False)


def key_of(state: str) -> str:
    """The name under which a session keeps the ticket of a state."""
    return hashlib.sha256(state.encode()).hexdigest()


def begin_sign_in(account: SocialAccount, *, by: Person, callback: str) -> Begun:
    """Prepare a sign-in at the platform. Raises `RefusedError`."""
    refuse_for(reasons_against_connecting(account, by=by))
    state = secrets.token_urlsafe(32)
    visit = Visit(
        platform=account.platform,
        server=account.server,
        handle=account.handle,
        callback=callback,
        state=state,
        verifier=new_verifier(),
    )
    try:
        begun = oauth.begin(visit)
    except SignInError as error:
        raise RefusedError([Reason("no-sign-in", str(error))]) from None
    sealed = seal(
        {
            "visit": json.dumps({**asdict(visit), "kept": dict(begun.kept)}),
            "account": str(account.pk),
            "person": str(by.pk),
            "began_at": timezone.now().isoformat(),
        }
    )
    return Begun(begun.address, key_of(state), sealed.decode())


def finish_sign_in(
    ticket: str | None, *, by: Person, query: Mapping[str, str], callback: str
) -> SocialAccount:
    """Connect the account that a ticket is for. Raises `RefusedError`.

    Nothing is asked of anybody before the ticket, the state, the person, the time and
    the address that the platform came back to have all been found right.
    """
    opened = _opened(ticket)
    visit = _visit_of(opened, by=by, query=query, callback=callback)
    account = SocialAccount.objects.filter(pk=int(opened["account"])).first()
    now = account and (account.platform, account.server, account.handle)
    if account is None or now != (visit.platform, visit.server, visit.handle):
        raise RefusedError([CHANGED])
    refuse_for(reasons_against_connecting(account, by=by))
    try:
        secret = oauth.finish(visit, query)
    except SignInError as error:
        words = without_secrets(str(error), query)
        raise RefusedError([Reason("no-sign-in", words)]) from None
    connect(account, by=by, secret=secret)
    return account


def account_in(ticket: str | None) -> int | None:
    """The number of the account that a ticket is for, to lead back to its page."""
    try:
        return int(_opened(ticket)["account"])
    except RefusedError:
        return None


def _opened(ticket: str | None) -> dict[str, str]:
    try:
        return unseal((ticket or "").encode())
    except CredentialError:
        raise RefusedError([NOT_OURS]) from None


def _visit_of(
    opened: Mapping[str, str], *, by: Person, query: Mapping[str, str], callback: str
) -> Visit:
    visit = Visit(**json.loads(opened["visit"]))
    began_at = datetime.fromisoformat(opened["began_at"])
    state = query.get("state", "")
    right = (
        secrets.compare_digest(state.encode(), visit.state.encode())
        and opened["person"] == str(by.pk)
        and visit.callback == callback
        and timezone.now() < began_at + LASTS
        and _first_use(visit.state)
    )
    if not right:
        raise RefusedError([NOT_OURS])
    return visit


def _first_use(state: str) -> bool:
    """Also of two requests at the same moment with the same session."""
    seconds = int(LASTS.total_seconds())
    return cache.add(f"sign-in-there-{key_of(state)}", value=True, timeout=seconds)
