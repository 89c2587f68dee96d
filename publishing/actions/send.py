"""Sending one claimed part: outside every transaction, once, and never twice.

No row of the outbox is changed here; the answer goes to `record`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.credentials import CredentialError
from accounts.models import Credential
from drafts.content import ContentError, Target
from publishing.actions.claim import Claim
from publishing.actions.connections import adapter_of
from publishing.actions.rate_limits import note_allowances
from publishing.actions.staging import (
    ClaimLostError,
    UnfinishedError,
    Unready,
    ask_again,
    stage,
)
from publishing.models import Publication
from publishing.platforms.protocol import (
    Adapter,
    Later,
    Outcome,
    PostKey,
    Ref,
    Rendered,
    Sent,
    Unknown,
)
from publishing.platforms.rendering import freeze, render, thaw, wire_digest
from publishing.policy.authority import authority_obstacles
from publishing.queries.circumstances import Circumstances, circumstances_of
from publishing.queries.replacing import edited_at, left_alone


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


class RenderingError(LookupError):
    """What would be sent now is not what was frozen when it was approved."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing left this process. `hold` says that a person has to do something."""

    answer: str
    hold: bool


LEASE_OVER = NotSent("the lease ran out before sending", hold=False)
LAPSED = NotSent("its authority lapsed before sending", hold=True)
UPLOADING = NotSent("its media are still being uploaded", hold=False)
STOPPED = NotSent("an all-stop came before sending", hold=False)
TAKEN_DOWN = NotSent("it was taken down before sending", hold=False)


def send(claim: Claim) -> Outcome | NotSent:
    """Call the platform with exactly the authorised words, once.

    Whatever goes wrong before the call that publishes is `NotSent` or certain; once
    that call may have begun it is `Unknown`, never a guess.
    """
    if connection.in_atomic_block:
        raise InsideTransactionError("nothing external happens inside a transaction")
    try:
        adapter = adapter_of(claim.publication.account)
        rendered = rendered_part(claim.publication, claim.attempt.part)
    except UNPREPARED as error:
        return NotSent(f"it could not be prepared: {type(error).__name__}", hold=True)
    outcome = _stage_and_publish(claim, adapter, rendered)
    note_allowances(claim.publication.account, adapter.allowances)
    return outcome


def rendered_part(publication: Publication, part: int) -> Rendered:
    """One part as it was frozen at the approval; a later part answers the one before.

    Raises RenderingError where the content would be rendered differently now.
    """
    frozen = bytes(publication.wire)
    parts = thaw(frozen) if frozen else ()
    as_now = freeze(render(target_of(publication)))
    if wire_digest(as_now) != bytes(publication.wire_digest) or as_now != frozen:
        raise RenderingError("it would be sent differently now than it was approved")
    previous = publication.receipts.filter(part=part - 1).first() if part else None
    if previous is None:
        return parts[part]
    return replace(parts[part], reply_to=previous.remote_id)


def target_of(publication: Publication) -> Target:
    return next(
        target
        for target in publication.revision.content.targets
        if target.account == publication.account_id
    )


def part_key(publication: Publication, part: int) -> PostKey:
    return PostKey(
        seed=publication.client_key,
        at=publication.authorisation.authorised_at,
        part=part,
    )


def _stage_and_publish(
    claim: Claim, adapter: Adapter, rendered: Rendered
) -> Outcome | NotSent:
    """Every step of one part; none where a correction leaves it as it is."""
    now = circumstances_of(claim.publication)
    against = _against_sending(claim, now)
    if against is not None:
        return against
    stays = left_alone(claim.publication, claim.attempt.part)
    if stays is not None:
        return Sent(stays.remote_id, stays.url)
    staged = _staged(claim, adapter, rendered, begun=now.staged)
    if not isinstance(staged, Mapping):
        return staged
    # Uploading takes its time: what was true before it may not be any more.
    if staged:
        against = _against_sending(claim, circumstances_of(claim.publication))
    return against or _publish(claim, adapter, rendered, staged)


def _staged(
    claim: Claim, adapter: Adapter, rendered: Rendered, *, begun: bool
) -> Ref | Unready | NotSent:
    key = part_key(claim.publication, claim.attempt.part)
    try:
        return stage(claim, adapter, rendered, key, begun=begun)
    except ClaimLostError:
        return LEASE_OVER
    except UnfinishedError:
        return UPLOADING
    except Exception as error:  # noqa: BLE001 - staging publishes nothing, whatever broke
        _say_broken("stage", claim, error)
        return NotSent(f"it could not be prepared: {type(error).__name__}", hold=True)


def _publish(
    claim: Claim, adapter: Adapter, rendered: Rendered, staged: Ref
) -> Outcome:
    outcome = _call(claim, adapter, rendered, staged)
    if isinstance(outcome, Later) and staged:
        ask_again(claim.publication, claim.attempt.part)
    return outcome


def _call(claim: Claim, adapter: Adapter, rendered: Rendered, staged: Ref) -> Outcome:
    """The one call that publishes, or edits what is live."""
    part = claim.attempt.part
    key = part_key(claim.publication, part)
    edited = edited_at(claim.publication, part)
    try:
        if edited:
            return adapter.correct(edited, rendered, key=key, staged=staged)
        return adapter.publish(rendered, key=key, staged=staged)
    except Exception as error:  # noqa: BLE001 - it may be live, whatever broke on our side
        _say_broken("publish", claim, error)
        return Unknown(f"the connector broke: {type(error).__name__}")


def _say_broken(step: str, claim: Claim, error: Exception) -> None:
    """The name alone: a traceback could carry the post's words or a secret."""
    logger.error(
        "adapter.raised",
        step=step,
        publication=claim.publication.pk,
        error=type(error).__name__,
    )


def _against_sending(claim: Claim, now: Circumstances) -> NotSent | None:
    """The last look before the first byte: all-stop, takedown, authority, lease."""
    if now.on_hold:
        return STOPPED
    if now.taken_down:
        return TAKEN_DOWN
    if authority_obstacles(now):
        return LAPSED
    mine = now.leased and now.fence == claim.attempt.fence
    return None if mine else LEASE_OVER
