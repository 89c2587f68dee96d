"""Sending one claimed part: outside every transaction, once, and never twice.

No row is changed here; the answer goes to `record`.
"""

import structlog
from django.db import connection
from django.utils import timezone

from accounts.credentials import CredentialError, unseal
from accounts.models import Credential
from drafts.content import Part, Target
from publishing.actions.claim import Claim
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication
from publishing.platforms.protocol import (
    Adapter,
    Outcome,
    Rendered,
    Unauthenticated,
    Unknown,
)
from publishing.platforms.registry import adapter_for
from publishing.policy import holds_on


logger = structlog.get_logger(__name__)


class InsideTransactionError(RuntimeError):
    """A platform was about to be called while a transaction was open."""


def send(claim: Claim) -> Outcome | None:
    """Call the platform with exactly the authorised words; None if the lease is gone.

    Whatever goes wrong once the call may have begun is `Unknown`, never a guess.
    """
    if connection.in_atomic_block:
        raise InsideTransactionError("nothing external happens inside a transaction")
    try:
        adapter = adapter_of(claim.publication)
    except CredentialError:
        return Unauthenticated("no configured key opens the credential")
    rendered = rendered_part(claim.publication, adapter, claim.attempt.part)
    if not _still_mine(claim):
        return None
    try:
        return adapter.publish(
            rendered, key=part_key(claim.publication, claim.attempt.part)
        )
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


def _still_mine(claim: Claim) -> bool:
    """The lease is ours, and no all-stop came between the claim and this moment."""
    if holds_on(claim.publication).exists():
        return False
    return Publication.objects.filter(
        pk=claim.publication.pk,
        fence=claim.attempt.fence,
        status=PublicationStatus.CLAIMED,
        lease_until__gt=timezone.now(),
    ).exists()
