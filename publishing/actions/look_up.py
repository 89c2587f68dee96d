"""Looking up an unknown outcome on the platform, until it is known.

Nothing is sent here; only several clear absences let a part be sent again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from accounts.credentials import CredentialError
from accounts.models import Credential
from audit.events import Event
from drafts.actions import locked
from drafts.queries import database_time
from publishing.actions.connections import adapter_of
from publishing.actions.moves import move, note, roll_up
from publishing.actions.rate_limits import note_allowances
from publishing.actions.record import confirm, end, lock
from publishing.actions.send import part_key, rendered_part
from publishing.actions.staging import forget_staging, staged_ref
from publishing.lifecycle import AttemptOutcome, PublicationStatus
from publishing.models import Attempt, Publication, Receipt
from publishing.platforms.fingerprint import Likeness
from publishing.platforms.protocol import (
    Absent,
    Adapter,
    Capabilities,
    Deleted,
    Gone,
    Idempotency,
    Inconclusive,
    Lookup,
    Present,
    Rendered,
    Sighting,
)
from publishing.platforms.timeline import likeness
from publishing.queries.replacing import edited_at, edits


logger = structlog.get_logger(__name__)

# What was staged there is the post itself, not yet published, and is never made twice.
STAGED_POSTS = (Idempotency.DRAFT, Idempotency.CONTAINER)
# How long a look-up may take before another worker takes it over.
TURN = timedelta(seconds=60)
# How long to wait after a look-up that could not tell; doubled every time.
BACK_OFF = timedelta(seconds=60)
LONGEST_BACK_OFF = timedelta(hours=1)


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
        adapter = adapter_of(quest.publication.account)
    except (CredentialError, Credential.DoesNotExist, LookupError):
        _cannot_tell(quest.publication, "the account is not connected")
        return True
    capabilities = adapter.capabilities
    ended = quest.attempt.ended_at or quest.attempt.started_at
    if (now or database_time()) < ended + capabilities.settle_delay:
        _come_back(quest.publication, capabilities.settle_delay)
        return True
    sighting = _ask(quest, adapter)
    note_allowances(quest.publication.account, adapter.allowances)
    _write(quest, sighting, capabilities)
    return True


def _ask(quest: Quest, adapter: Adapter) -> Sighting:
    publication, part = quest.publication, quest.attempt.part
    try:
        rendered = rendered_part(publication, part)
        edited = edited_at(publication, part)
        if edited:
            return _look_at(adapter, edited, rendered)
        return adapter.look_up(
            rendered,
            key=part_key(publication, part),
            staged=staged_ref(publication, part),
            since=quest.attempt.started_at,
        )
    except Exception as error:  # noqa: BLE001 - an unknown stays unknown, whatever broke
        # The name alone: a traceback could carry the post's words or a secret.
        logger.error("look_up.raised", error=type(error).__name__)  # noqa: TRY400
        return Inconclusive(f"the connector broke: {type(error).__name__}")


def _look_at(adapter: Adapter, remote_id: str, rendered: Rendered) -> Sighting:
    """Whether a live post has the words that were to replace its own."""
    look = adapter.fetch(remote_id)
    if isinstance(look, Inconclusive):
        return look
    if isinstance(look, Gone):
        return Deleted()
    # What it answers was there before, and stays.
    like = likeness(replace(rendered, reply_to=look.parent), look)
    return Present(look.remote_id, look.url) if like is Likeness.SAME else Absent()


def _take_turn() -> Quest | None:
    now = database_time()
    with transaction.atomic():
        publication = (
            Publication.objects.filter(
                status=PublicationStatus.UNKNOWN, look_up_at__lte=now
            )
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("revision__draft", "account", "authorisation")
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
    ).update(look_up_at=database_time() + delay)


def _write(quest: Quest, sighting: Sighting, capabilities: Capabilities) -> None:
    with transaction.atomic():
        draft = locked(quest.publication.revision.draft)
        publication = lock(quest.publication.pk)
        if publication.status != PublicationStatus.UNKNOWN:
            return
        _note_once(publication, type(sighting).__name__.lower())
        _apply(publication, quest.attempt, sighting, capabilities)
        roll_up(draft, publication)


def _note_once(publication: Publication, sighting: str) -> None:
    """Log what was seen when it is news, not every look at the same thing."""
    if sighting != publication.last_sighting:
        note(Event.LOOKUP_RECORDED, publication, details={"sighting": sighting})
    Publication.objects.filter(pk=publication.pk).update(
        last_sighting=sighting, look_ups=F("look_ups") + 1
    )


def _apply(
    publication: Publication,
    attempt: Attempt,
    sighting: Sighting,
    capabilities: Capabilities,
) -> None:
    match sighting:
        case Present() if _may_be_another(sighting, publication, capabilities):
            _cannot_tell(publication, "what is there may be another one of ours")
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


def _may_be_another(
    sighting: Present, publication: Publication, capabilities: Capabilities
) -> bool:
    """Whether the post that was found has, or may have, another owner in our outbox.

    One remote post stands for one publication: a receipt names it already, or, where
    posts are told apart by their words alone, the same words are unknown elsewhere.
    """
    if sighting.remote_id in edits(publication):
        return False
    here = Publication.objects.filter(account=publication.account_id)
    if Receipt.objects.filter(publication__in=here, remote_id=sighting.remote_id):
        return True
    twins = here.filter(
        status=PublicationStatus.UNKNOWN, revision__digest=publication.digest
    ).exclude(pk=publication.pk)
    return capabilities.lookup == Lookup.BY_TIMELINE and twins.exists()


def _cannot_tell(publication: Publication, answer: str) -> None:
    """Look again later and later, up to an hour; a person may settle it meanwhile."""
    pause = min(BACK_OFF * 2 ** min(publication.look_ups, 6), LONGEST_BACK_OFF)
    why = f"It cannot be looked up yet: {answer}."
    Publication.objects.filter(
        pk=publication.pk, status=PublicationStatus.UNKNOWN
    ).update(why=why[:300], look_up_at=database_time() + pause, absences=0)


def _count_absence(
    publication: Publication, attempt: Attempt, capabilities: Capabilities
) -> None:
    """Enough absences over time prove that nothing was delivered."""
    absences = publication.absences + 1
    if absences < capabilities.absences_needed:
        Publication.objects.filter(pk=publication.pk).update(
            absences=absences, look_up_at=database_time() + capabilities.settle_delay
        )
        return
    end(attempt, AttemptOutcome.ABSENT, f"not found in {absences} look-ups")
    if capabilities.idempotency not in STAGED_POSTS:
        forget_staging(publication, attempt.part)
    move(
        publication,
        "find nothing",
        {"try_at": database_time(), "look_up_at": None, "absences": 0, "why": ""},
    )
