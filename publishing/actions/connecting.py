"""Connecting an account: its platform is asked first, and what it takes is sealed.

No platform is asked inside a transaction, and no secret is in a sentence or a log line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import structlog
from django.db import transaction

from accounts.actions.social import Told, store_credential
from accounts.models import Person, SocialAccount
from accounts.platforms import NOT_ACCEPTED
from accounts.queries import acting_as
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import Platform
from audit.log import Actor
from publishing.platforms.protocol import (
    Accepted,
    AuthState,
    Connection,
    Rejected,
    Secret,
    Unreachable,
)
from publishing.platforms.registry import ask
from publishing.policy.connecting import (
    CONNECTING_ROLES,
    reasons_against_connecting,
    reasons_against_trusting,
)


logger = structlog.get_logger(__name__)
# What is shorter is a word or a flag and no secret: it would blot sentences out.
SHORTEST_SECRET = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform took: what it said, and the secret as it is to be sealed."""

    told: Told
    secret: Secret = field(repr=False)


def connect(account: SocialAccount, *, by: Person, secret: Secret) -> None:
    """Ask the platform, and seal what it takes. Raises `RefusedError`."""
    refuse_for(reasons_against_connecting(account, by=by))
    actor = acting_as(by, CONNECTING_ROLES).actor
    connect_as(actor, account, secret=secret, stored_by=by)


def connect_as(
    by: Actor,
    account: SocialAccount,
    *,
    secret: Secret,
    stored_by: Person | None = None,
) -> None:
    """As `connect`, for whoever needs no post: the operator of the machine."""
    answer = ask_platform(
        account.platform, handle=account.handle, secret=secret, server=account.server
    )
    keep(answer, account, by=by, stored_by=stored_by)


def keep(
    answer: Answer,
    account: SocialAccount,
    *,
    by: Actor,
    stored_by: Person | None = None,
) -> None:
    """Seal what the platform took, unless it opens another account than before."""
    with transaction.atomic():
        account = SocialAccount.objects.select_for_update().get(pk=account.pk)
        refuse_for(reasons_against_trusting(account, remote_id=answer.told.remote_id))
        store_credential(
            account,
            by=by,
            secret=answer.secret,
            stored_by=stored_by,
            told=answer.told,
        )


def ask_platform(
    platform: str, *, handle: str, secret: Secret, server: str = ""
) -> Answer:
    """Ask whether a secret is this handle's. Raises `RefusedError`, in plain sentences.

    A call to the outside. A secret that was refused and a platform that did not answer
    are told apart.
    """
    kept = dict(secret)
    connection = Connection(
        handle=handle, secret=dict(secret), server=server, keep=kept.update
    )
    state = state_of(platform, connection)
    if not isinstance(state, Accepted):
        raise RefusedError([_reason(state, platform)])
    return Answer(told_by(state), kept)


def state_of(platform: str, connection: Connection) -> AuthState:
    """What the platform says; a connector that breaks is a platform out of reach."""
    try:
        state = ask(platform, connection)
    except Exception as error:  # noqa: BLE001 - what it says could hold the secret
        _say_broken(error)
        return Unreachable(f"the connector broke: {type(error).__name__}")
    if isinstance(state, Accepted):
        return state
    return replace(state, answer=without_secrets(state.answer, connection.secret))


def _say_broken(error: Exception) -> None:
    """The name alone: a traceback could carry the secret."""
    logger.error("adapter.raised", step="check", error=type(error).__name__)


def told_by(accepted: Accepted) -> Told:
    return Told(
        remote_id=accepted.remote_id[:200],
        expires_at=accepted.expires_at,
        limits=dict(accepted.limits),
    )


def without_secrets(words: str, secret: Mapping[str, str]) -> str:
    """The same words with no value of the secret in them, whatever a platform repeats."""
    for value in sorted(secret.values(), key=len, reverse=True):
        if len(value) >= SHORTEST_SECRET:
            words = words.replace(value, "…")
    return words


def _reason(state: Rejected | Unreachable, platform: str) -> Reason:
    name = Platform(platform).label
    if isinstance(state, Rejected):
        sentence = f"{NOT_ACCEPTED}: {state.answer}. Nothing was stored."
        return Reason("rejected", sentence)
    return Reason(
        "unreachable",
        f"{name} could not be asked whether it takes this secret: {state.answer}. "
        "Nothing was stored. Try again.",
    )
