"""Asking platforms, day by day, whether they still accept the credentials we have.

No platform is asked inside a transaction, and one account's trouble stops no other.
"""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actions.notices import tell_everyone
from accounts.actions.social import Told, subject_of
from accounts.credentials import CredentialError
from accounts.models import Credential, Notice, Person, SocialAccount
from accounts.notice_kinds import NoticeKind
from accounts.queries import acting_as
from accounts.queries.organisation import administrators, holders_of
from accounts.reasons import refuse_for
from accounts.roles import CredentialState
from audit.events import Event
from audit.log import Actor, record
from publishing.actions.connecting import state_of, told_by
from publishing.actions.connections import connection_of
from publishing.actions.moves import SERVICE
from publishing.platforms.protocol import (
    Accepted,
    AuthState,
    Rejected,
    Unreachable,
)
from publishing.policy.connecting import (
    CHECKING_ROLES,
    reasons_against_asking,
    reasons_against_trusting,
)
from publishing.queries.probing import credentials_due


# Longer than a platform may take to answer.
TURN_SECONDS = 120
# Owner and deputy are told once at each of these, the nearest that is left.
WARNINGS = (timedelta(days=1), timedelta(days=7), timedelta(days=14))
UNREADABLE = "no key that is configured opens the stored secret"


def probe_next() -> bool:
    """Ask about the account whose turn it is; False where it is nobody's."""
    for credential in credentials_due()[:20]:
        if cache.add(f"probing-{credential.pk}", value=True, timeout=TURN_SECONDS):
            try:
                probe(credential)
            finally:
                cache.delete(f"probing-{credential.pk}")
            return True
    return False


def ask_now(account: SocialAccount, *, by: Person) -> Credential:
    """Ask about one account at once, for somebody. Raises `RefusedError`."""
    refuse_for(reasons_against_asking(account, by=by))
    actor = acting_as(by, CHECKING_ROLES).actor
    probe(account.credential, by=actor)
    return Credential.objects.get(account=account)


def probe(credential: Credential, *, by: Actor = SERVICE) -> None:
    """Ask the platform about one credential, and write down what it said."""
    account = credential.account
    state = _asked(account, credential)
    if isinstance(state, Accepted):
        against = reasons_against_trusting(account, remote_id=state.remote_id)
        if against:
            state = Rejected("the platform knows the account by another number now")
    _write(credential, state, by)


def _asked(account: SocialAccount, credential: Credential) -> AuthState:
    try:
        connection = connection_of(account, credential)
    except CredentialError:
        return Unreachable(UNREADABLE)
    return state_of(account.platform, connection)


def _write(credential: Credential, state: AuthState, by: Actor) -> None:
    """What was said, unless a person stored another secret meanwhile."""
    with transaction.atomic():
        now = (
            Credential.objects.select_for_update(of=("self",))
            .select_related("account__owner", "account__deputy")
            .filter(pk=credential.pk, stored_at=credential.stored_at)
            .first()
        )
        if now is None:
            return
        before = now.state
        _keep(now, state)
        if now.state != before:
            _say(now, by)
        _warn(now)


def _keep(credential: Credential, state: AuthState) -> None:
    values: dict[str, object] = {"checked_at": Now(), "trouble": ""}
    if isinstance(state, Accepted):
        told = told_by(state)
        values |= {"state": CredentialState.LIVE, "expires_at": told.expires_at}
        _keep_told(credential.account, told)
    else:
        values["trouble"] = state.answer[:200]
    if isinstance(state, Rejected):
        values["state"] = CredentialState.REFUSED
    Credential.objects.filter(pk=credential.pk).update(**values)
    credential.refresh_from_db(fields=["state", "trouble", "expires_at"])


def _keep_told(account: SocialAccount, told: Told) -> None:
    """A platform that names no number or limits this time takes none back."""
    values: dict[str, object] = {}
    if told.remote_id:
        values["remote_id"] = told.remote_id
    if told.limits:
        values["limits"] = dict(told.limits)
    if values:
        SocialAccount.objects.filter(pk=account.pk).update(**values)


def _say(credential: Credential, by: Actor) -> None:
    """The log has each change, and those who keep the account hear of a refusal."""
    account = credential.account
    record(
        Event.CREDENTIAL_CHECKED,
        actor=by,
        subject=subject_of(account),
        details={"state": credential.state},
    )
    if credential.state == CredentialState.REFUSED:
        _tell(account, NoticeKind.ACCOUNT_REFUSED, f"{account}: connect it again.")


def _warn(credential: Credential) -> None:
    """Once for each threshold of each end, however often the clock comes by."""
    ends, now = credential.expires_at, timezone.now()
    if ends is None or credential.state != CredentialState.LIVE:
        return
    near = next((each for each in WARNINGS if ends - now < each), None)
    if near is None:
        return
    account = credential.account
    why = f"{account}: {_ends(ends)}, in less than {_days(near)}."
    told = Notice.objects.filter(
        kind=NoticeKind.ACCOUNT_ENDING,
        subject_type="account",
        subject_id=str(account.pk),
        why=why,
    )
    if not told.exists():
        _tell(account, NoticeKind.ACCOUNT_ENDING, why)


def _ends(ends: datetime) -> str:
    local = timezone.localtime(ends)
    return f"it ends on {local.day} {local:%B %Y} at {local:%H:%M}"


def _days(near: timedelta) -> str:
    return "a day" if near.days == 1 else f"{near.days} days"


def _tell(account: SocialAccount, kind: NoticeKind, why: str) -> None:
    """Owner, deputy and the administrators, who alone can connect it again."""
    now = timezone.now()
    people = list(administrators(on=timezone.localdate(now)))
    for post in (account.owner, account.deputy):
        if post is not None:
            people += [each.person for each in holders_of(post, at=now)]
    tell_everyone(
        people,
        kind=kind,
        subject=subject_of(account),
        path=f"/registers/accounts/{account.pk}/connection/",
        why=why,
    )
