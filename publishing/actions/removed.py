"""What is written down of one post that is taken down: captured, left to hands, gone.

No platform is called here; each function is one transaction.
"""

import hashlib

from django.db import transaction
from django.db.models.functions import Now

from audit.events import Event
from drafts.actions import locked
from publishing.actions.confirming import tell_of_failure
from publishing.actions.moves import move, note, roll_up
from publishing.actions.record import lock
from publishing.actions.takedowns import locked_deletion, record_step
from publishing.lifecycle import PublicationStatus
from publishing.models import (
    Deletion,
    DeletionState,
    Divergence,
    Publication,
    Receipt,
    Resolution,
)
from publishing.platforms.protocol import LivePost


LONGEST_KEPT = 20_000


def capture(deletion: Deletion, post: LivePost) -> Deletion:
    """Keep what is live as evidence, before anything is deleted."""
    digest = hashlib.sha256(post.words.encode()).hexdigest()
    with transaction.atomic():
        fresh = locked_deletion(deletion.pk)
        if fresh.captured_at is not None:
            return fresh
        Deletion.objects.filter(pk=fresh.pk).update(
            captured_at=Now(),
            words=post.words[:LONGEST_KEPT],
            words_hash=digest,
            media=post.media,
            posted_at=post.created_at,
            url=(post.url or fresh.url)[:500],
        )
        record_step(
            Event.TAKEDOWN_CAPTURED,
            fresh,
            words=digest,
            media=post.media,
            url=(post.url or fresh.url)[:500],
        )
        fresh.refresh_from_db(fields=("captured_at", "url"))
    return fresh


def leave_to_hands(deletion: Deletion, why: str) -> None:
    with transaction.atomic():
        fresh = locked_deletion(deletion.pk)
        if fresh.state in {DeletionState.GONE, DeletionState.BY_HAND}:
            return
        Deletion.objects.filter(pk=fresh.pk).update(
            state=DeletionState.BY_HAND,
            answer=why[:300],
            turn_until=None,
            said_by=None,
            said_at=None,
        )
        record_step(Event.TAKEDOWN_FAILED, fresh, url=fresh.url, why=why[:100])
        tell_of_failure(fresh.takedown)


def gone(deletion: Deletion, answer: str) -> None:
    """It is verified: close it, what was found of it, and whatever was published so."""
    with transaction.atomic():
        if deletion.publication is not None:
            locked(deletion.publication.revision.draft)
        fresh = locked_deletion(deletion.pk)
        if fresh.state == DeletionState.GONE:
            return
        Deletion.objects.filter(pk=fresh.pk).update(
            state=DeletionState.GONE, gone_at=Now(), turn_until=None, answer=answer
        )
        record_step(Event.TAKEDOWN_VERIFIED, fresh, url=fresh.url, answer=answer)
        Divergence.objects.filter(
            account=fresh.account, remote_id=fresh.remote_id, resolved_at=None
        ).update(
            resolution=Resolution.TAKEN_DOWN,
            resolved_at=Now(),
            resolved_by=fresh.takedown.requested_by_id,
            reason=fresh.takedown.reason[:400],
        )
        for publication in _wholly_gone(fresh):
            move(publication, "take down", {"why": "It was taken down."})
            note(
                Event.PUBLICATION_TAKEN_DOWN, publication, details={"why": "taken-down"}
            )
            roll_up(publication.revision.draft, publication)


def _wholly_gone(deletion: Deletion) -> list[Publication]:
    """The published ones of this remote post of which no part is left.

    A corrected post is the publication of its first words and of its last.
    """
    numbers = Receipt.objects.filter(
        publication__account=deletion.account_id,
        publication__status=PublicationStatus.PUBLISHED,
        remote_id=deletion.remote_id,
    ).values_list("publication", flat=True)
    publications = [lock(number) for number in sorted(set(numbers))]
    return [each for each in publications if not _left_of(each)]


def _left_of(publication: Publication) -> bool:
    deleted = Deletion.objects.filter(
        account=publication.account_id, state=DeletionState.GONE
    )
    return (
        Receipt.objects.filter(publication=publication)
        .exclude(remote_id__in=deleted.values("remote_id"))
        .exists()
    )
