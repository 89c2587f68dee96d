"""Sending one claimed part: outside every transaction, once, and never twice.

No row is changed here; the answer goes to `record`.
"""

from dataclasses import dataclass

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.credentials import CredentialError, unseal
from accounts.models import Credential
from drafts.content import ContentError, Part, Target
from drafts.queries import database_time
from publishing.actions.claim import Claim
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication
from publishing.platforms.protocol import (
    Adapter,
    Outcome,
    Rendered,
    Unknown,
)
from publishing.platforms.registry import adapter_for
from publishing.policy.authority import authority_obstacles
from publishing.queries.stops import holds_on


logger = structlog.get_logger(__name__)


# What may be wrong on our side before a platform hears anything.
UNPREPARED = (
    Credential.DoesNotExist,
    CredentialError,
    ContentError,
    ImproperlyConfigured,
    LookupError,
    TypeError,
)


class InsideTransactionError(RuntimeError):
    """A platform was about to be called while a transaction was open."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing left this process. `hold` says that a person has to do something."""

    answer: str
    hold: bool


LEASE_OVER = NotSent("the lease ran out before sending", hold=False)
LAPSED = NotSent("its authority lapsed before sending", hold=True)
STOPPED = NotSent("an all-stop came before sending", hold=False)


def send(claim: Claim) -> Outcome | NotSent:
    """Call the platform with exactly the authorised words, once.

    Whatever goes wrong before the call is `NotSent`; once the call may have begun it
    is `Unknown`, never a guess.
    """
    if connection.in_atomic_block:
        raise InsideTransactionError("nothing external happens inside a transaction")
    try:
        adapter = adapter_of(claim.publication)
        rendered = rendered_part(claim.publication, adapter, claim.attempt.part)
    except UNPREPARED as error:
        return NotSent(f"it could not be prepared: {type(error).__name__}", hold=True)
    against = _against_sending(claim)
    if against is not None:
        return against
    key = part_key(claim.publication, claim.attempt.part)
    try:
        return adapter.publish(rendered, key=key)
    except Exception as error:  # noqa: BLE001 - it may be live, whatever broke on our side
        # The name alone: a traceback could carry the post's words or a secret.
        logger.error(  # noqa: TRY400
            "adapter.raised",
            publication=claim.publication.pk,
            error=type(error).__name__,
        )
        return Unknown(f"the connector broke: {type(error).__name__}")


def adapter_of(publication: Publication) -> Adapter:
    account = publication.account
    credential = Credential.objects.get(account=account)
    return adapter_for(
        account.platform, account.handle, unseal(bytes(credential.ciphertext))
    )


def rendered_part(publication: Publication, adapter: Adapter, part: int) -> Rendered:
    """The authorised words of one part; a later part answers the one before it."""
    target = target_of(publication)
    previous = publication.receipts.filter(part=part - 1).first()
    reply_to = previous.remote_id if previous else target.reply_to
    return adapter.prepare(wire_text(target.parts[part]), reply_to=reply_to)


def wire_text(part: Part) -> str:
    """The words of a part with its link behind them, as every preview shows them."""
    return f"{part.text}\n{part.link}" if part.link else part.text


def target_of(publication: Publication) -> Target:
    return next(
        target
        for target in publication.revision.content.targets
        if target.account == publication.account_id
    )


def part_key(publication: Publication, part: int) -> str:
    return f"{publication.client_key}.{part}"


def _against_sending(claim: Claim) -> NotSent | None:
    """The last look before the first byte: an all-stop, lapsed authority, a lost lease."""
    if holds_on(claim.publication).exists():
        return STOPPED
    if authority_obstacles(claim.publication, at=database_time()):
        return LAPSED
    mine = Publication.objects.filter(
        pk=claim.publication.pk,
        fence=claim.attempt.fence,
        status=PublicationStatus.CLAIMED,
        lease_until__gt=database_time(),
    )
    return None if mine.exists() else LEASE_OVER
