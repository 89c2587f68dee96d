"""Staging one claimed part: its media, draft or container, step by step, each step kept.

Nothing is published here, and nothing external happens inside a transaction.
"""

import time
from datetime import timedelta
from typing import TypeAlias

from django.conf import settings
from django.db.models.functions import Now

from drafts.queries import database_time
from publishing.actions.claim import Claim
from publishing.actions.media_source import StoredMedia
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication, Staging
from publishing.platforms.protocol import (
    Adapter,
    Later,
    Permanent,
    PostKey,
    Ref,
    Rendered,
    Staged,
    Unauthenticated,
)


# After this, platforms have thrown away what was uploaded and never used.
LIFETIME = timedelta(hours=6)
# A film takes several claims, so that no job runs into its own time limit.
SECONDS_A_CLAIM = 45
Unready: TypeAlias = Later | Permanent | Unauthenticated
Step: TypeAlias = Staged | Unready


class ClaimLostError(RuntimeError):
    """Another worker may be at this publication by now."""


class UnfinishedError(RuntimeError):
    """There are more steps to take than one claim has time for; what was taken is kept."""


def staged_ref(publication: Publication, part: int) -> Ref:
    """What staging gave for a part so far; empty where nothing was or it is too old."""
    staging = _fresh(publication, part)
    ref: Ref = staging.ref if staging else {}
    return ref


def stage(
    claim: Claim, adapter: Adapter, rendered: Rendered, key: PostKey, *, begun: bool
) -> Ref | Unready:
    """Take every step that is left, each kept and followed by a fresh lease.

    `begun` says whether anything of this post was kept before.

    Raises ClaimLostError where another worker has taken over meanwhile, and
    UnfinishedError where the next claim has to go on.
    """
    publication, part = claim.publication, claim.attempt.part
    step = _so_far(publication, part) if begun else Staged({}, whole=False)
    until = time.monotonic() + SECONDS_A_CLAIM
    while isinstance(step, Staged) and not step.whole and not step.pause:
        if time.monotonic() > until:
            raise UnfinishedError
        step = adapter.stage(rendered, key=key, media=StoredMedia(), before=step.ref)
        if isinstance(step, Staged) and step.ref:
            _keep(publication, part, step)
            renew(claim)
    return _ref_or_reason(step)


def _ref_or_reason(step: Step) -> Ref | Unready:
    if not isinstance(step, Staged):
        return step
    if step.whole:
        return step.ref
    soon = database_time() + step.pause
    return Later(soon, "the platform is still preparing the media")


def ask_again(publication: Publication, part: int) -> None:
    """Have the next try ask whether what was staged is still good."""
    Staging.objects.filter(publication=publication, part=part).update(whole=False)


def forget_staging(publication: Publication, part: int) -> None:
    """Upload anew at the next try: some servers take a medium for one post only."""
    Staging.objects.filter(publication=publication, part=part).delete()


def renew(claim: Claim) -> None:
    """Extend the lease of a claim that still holds; ClaimLostError where it does not."""
    lease = Now() + timedelta(seconds=settings.COUNTERSIGN_LEASE_SECONDS)
    mine = Publication.objects.filter(
        pk=claim.publication.pk,
        fence=claim.attempt.fence,
        status=PublicationStatus.CLAIMED,
        lease_until__gt=Now(),
    )
    if not mine.update(lease_until=lease):
        raise ClaimLostError("the lease ran out while the media were uploaded")


def _fresh(publication: Publication, part: int) -> Staging | None:
    return Staging.objects.filter(
        publication=publication, part=part, began_at__gt=Now() - LIFETIME
    ).first()


def _so_far(publication: Publication, part: int) -> Step:
    begun = _fresh(publication, part)
    return Staged(begun.ref, begun.whole) if begun else Staged({}, whole=False)


def _keep(publication: Publication, part: int, step: Staged) -> None:
    kept = {"ref": dict(step.ref), "whole": step.whole, "changed_at": Now()}
    fresh = _fresh(publication, part)
    if fresh is None:
        Staging.objects.update_or_create(
            publication=publication, part=part, defaults={**kept, "began_at": Now()}
        )
    else:
        Staging.objects.filter(pk=fresh.pk).update(**kept)
