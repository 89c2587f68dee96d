"""What a person decides about a publication: release it, drop it, settle it.

Nothing is sent here; each verb looks again at what stands against it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.models import Person
from accounts.queries import acting_as
from accounts.reasons import Reason, refuse_for
from accounts.roles import DECIDING_ROLES
from audit.events import Event
from audit.log import Actor
from drafts.actions import locked
from drafts.queries import database_time
from publishing.actions.moves import move, note, roll_up
from publishing.actions.record import confirm, end, lock
from publishing.lifecycle import AttemptOutcome
from publishing.models import Attempt, Publication
from publishing.platforms.protocol import Present
from publishing.policy import (
    Effect,
    obstacles,
    reasons_against_dropping,
    reasons_against_release,
    reasons_against_settling,
)


def release(publication: Publication, *, by: Person) -> None:
    """Let a held publication go out after all, when nothing stands against it.

    Releasing is looking at it again: holds and periods that are over stop it no more.
    """
    with _in_hand(publication) as held:
        at = database_time()
        refuse_for(reasons_against_release(held, by=by, at=at))
        held.reviewed_at = at
        still = obstacles(held, at=at)
        refuse_for([each.reason for each in still if each.effect != Effect.WAIT])
        move(held, "release", {"why": "", "reviewed_at": at})
        note(Event.PUBLICATION_RELEASED, held, actor=_actor(by))


def drop(publication: Publication, *, by: Person) -> None:
    """Say that a held publication never goes out; the rest of its post stands."""
    with _in_hand(publication) as held:
        refuse_for(reasons_against_dropping(held, by=by))
        move(held, "cancel", {"why": f"{by.name} decided that it does not go out."})
        note(
            Event.PUBLICATION_CANCELLED,
            held,
            actor=_actor(by),
            details={"why": "dropped by a person"},
        )
        roll_up(held.revision.draft, held)


def settle_as_live(publication: Publication, *, by: Person, url: str) -> None:
    """A person found the post on the platform, at this address."""
    with _in_hand(publication) as unknown:
        reasons = reasons_against_settling(unknown, by=by)
        if not url.startswith(("https://", "/rehearsal/")):
            reasons.append(
                Reason("needs-address", "Give the address at which you found the post.")
            )
        refuse_for(reasons)
        attempt = _unknown_attempt(unknown)
        end(attempt, AttemptOutcome.SENT, "found by a person")
        note(
            Event.PUBLICATION_RESOLVED,
            unknown,
            actor=_actor(by),
            details={"found": "there", "url": url},
        )
        remote_id = url.rstrip("/").rsplit("/", 1)[-1][:200]
        confirm(unknown, attempt, Present(remote_id, url))
        roll_up(unknown.revision.draft, unknown)


def settle_as_absent(publication: Publication, *, by: Person) -> None:
    """A person looked and it is not there: it may be sent again."""
    with _in_hand(publication) as unknown:
        refuse_for(reasons_against_settling(unknown, by=by))
        end(_unknown_attempt(unknown), AttemptOutcome.ABSENT, "a person looked for it")
        note(
            Event.PUBLICATION_RESOLVED,
            unknown,
            actor=_actor(by),
            details={"found": "not there"},
        )
        move(
            unknown,
            "find nothing",
            {"try_at": database_time(), "look_up_at": None, "absences": 0, "why": ""},
        )


@contextmanager
def _in_hand(publication: Publication) -> Iterator[Publication]:
    """The publication and its draft as they stand, locked for one transaction."""
    with transaction.atomic():
        draft = locked(publication.revision.draft)
        fresh = lock(publication.pk)
        fresh.revision.draft = draft
        yield fresh


def _actor(by: Person) -> Actor:
    return acting_as(by, DECIDING_ROLES).actor


def _unknown_attempt(publication: Publication) -> Attempt:
    return publication.attempts.get(outcome=AttemptOutcome.UNKNOWN)
