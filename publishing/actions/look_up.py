"""Looking up an unknown outcome on the platform, until it is known.

Nothing is sent here; only several clear absences let a part be sent again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.credentials import CredentialError
from accounts.models import Credential
from audit.events import Event
from drafts.actions import locked
from publishing.actions.moves import move, note, roll_up
from publishing.actions.record import confirm, end, lock
from publishing.actions.send import adapter_of, part_key, rendered_part
from publishing.lifecycle import AttemptOutcome, PublicationStatus
from publishing.models import Attempt, Publication, Receipt
from publishing.platforms.protocol import (
    Absent,
    Adapter,
    Capabilities,
    Deleted,
    Inconclusive,
    Present,
    Sighting,
)


logger = structlog.get_logger(__name__)

# How long a look-up may take before another worker takes it over.
TURN = timedelta(seconds=60)
# How long to wait after a look-up that could not tell.
BACK_OFF = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Quest:
    """One unknown attempt to be looked up, by this worker, for one turn."""

    publication: Publication
    attempt: Attempt


def look_up_next(*, now: datetime | None = None) -> bool:
    """Look up the unknown outcome that has waited longest; False when there is none.

    An attempt younger than the platform's settle delay at `now` is left for later.
    """
    quest = _take_turn()
    if quest is None:
        return False
    try:
        adapter = adapter_of(quest.publication)
    except (CredentialError, Credential.DoesNotExist):
        _cannot_tell(quest.publication, "the account is not connected")
        return True
    capabilities = adapter.capabilities
    settled = quest.attempt.started_at + capabilities.settle_delay
    if (now or timezone.now()) < settled:
        _come_back(quest.publication, capabilities.settle_delay)
        return True
    _write(quest, _ask(quest, adapter), capabilities)
    return True


def _ask(quest: Quest, adapter: Adapter) -> Sighting:
    part = quest.attempt.part
    try:
        return adapter.look_up(
            rendered_part(quest.publication, adapter, part),
            key=part_key(quest.publication, part),
            since=quest.attempt.started_at,
        )
    except Exception as error:  # noqa: BLE001 - an unknown stays unknown, whatever broke
        # The name alone: a traceback could carry the post's words or a secret.
        logger.error("look_up.raised", error=type(error).__name__)  # noqa: TRY400
        return Inconclusive(f"the connector broke: {type(error).__name__}")


def _take_turn() -> Quest | None:
    now = timezone.now()
    with transaction.atomic():
        publication = (
            Publication.objects.filter(
                status=PublicationStatus.UNKNOWN, look_up_at__lte=now
            )
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("revision__draft", "account")
            .order_by("look_up_at", "id")
            .first()
        )
        if publication is None:
            return None
        _come_back(publication, TURN)
        attempt = publication.attempts.get(outcome=AttemptOutcome.UNKNOWN)
    return Quest(publication, attempt)


def _come_back(publication: Publication, delay: timedelta) -> None:
    Publication.objects.filter(
        pk=publication.pk, status=PublicationStatus.UNKNOWN
    ).update(look_up_at=timezone.now() + delay)


def _write(quest: Quest, sighting: Sighting, capabilities: Capabilities) -> None:
    with transaction.atomic():
        draft = locked(quest.publication.revision.draft)
        publication = lock(quest.publication.pk)
        if publication.status != PublicationStatus.UNKNOWN:
            return
        note(
            Event.LOOKUP_RECORDED,
            publication,
            details={"sighting": type(sighting).__name__.lower()},
        )
        _apply(publication, quest.attempt, sighting, capabilities)
        roll_up(draft, publication)


def _apply(
    publication: Publication,
    attempt: Attempt,
    sighting: Sighting,
    capabilities: Capabilities,
) -> None:
    match sighting:
        case Present() if _belongs_to_another(sighting, publication):
            _cannot_tell(publication, "the post found there is another one of ours")
        case Present():
            end(attempt, AttemptOutcome.SENT, sighting.remote_id)
            confirm(publication, attempt, sighting)
        case Deleted():
            end(attempt, AttemptOutcome.SENT, "it was live and has been deleted")
            move(
                publication,
                "find deleted",
                {"why": "It was live and was deleted there."},
            )
            note(Event.PUBLICATION_TAKEN_DOWN, publication)
        case Absent():
            _count_absence(publication, attempt, capabilities)
        case Inconclusive():
            _cannot_tell(publication, sighting.answer)


def _belongs_to_another(sighting: Present, publication: Publication) -> bool:
    """The same words may have been posted before; that receipt proves nothing now."""
    return Receipt.objects.filter(
        publication__account=publication.account_id, remote_id=sighting.remote_id
    ).exists()


def _cannot_tell(publication: Publication, answer: str) -> None:
    why = f"It cannot be looked up yet: {answer}."
    Publication.objects.filter(
        pk=publication.pk, status=PublicationStatus.UNKNOWN
    ).update(why=why[:300], look_up_at=timezone.now() + BACK_OFF, absences=0)


def _count_absence(
    publication: Publication, attempt: Attempt, capabilities: Capabilities
) -> None:
    """Enough absences over time prove that nothing was delivered."""
    absences = publication.absences + 1
    if absences < capabilities.absences_needed:
        Publication.objects.filter(pk=publication.pk).update(
            absences=absences, look_up_at=timezone.now() + capabilities.settle_delay
        )
        return
    end(attempt, AttemptOutcome.ABSENT, f"not found in {absences} look-ups")
    move(
        publication,
        "find nothing",
        {"due_at": timezone.now(), "look_up_at": None, "absences": 0, "why": ""},
    )
