"""What a person decides about a publication: release it, drop it, settle it.

Nothing is sent here; each verb looks again at what stands against it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from accounts.models import Person
from accounts.queries import acting_as
from accounts.reasons import Reason, refuse_for
from accounts.roles import DECIDING_ROLES, Role
from audit.events import Event
from audit.log import Actor
from drafts.actions import locked
from drafts.queries import database_time
from publishing.actions.moves import move, note, roll_up
from publishing.actions.record import confirm, end, lock
from publishing.lifecycle import AttemptOutcome
from publishing.models import Attempt, Hold, HoldRelease, Publication
from publishing.platforms.protocol import LivePost, Present
from publishing.policy import (
    Effect,
    obstacles,
    reasons_against_being_it,
    reasons_against_dropping,
    reasons_against_release,
    reasons_against_settling,
)
from publishing.policy.stops import NEEDS_REASON
from publishing.queries.stops import holds_on


def release(publication: Publication, *, by: Person, reason: str = "") -> None:
    """Let a held publication go out after all, when nothing stands against it.

    Releasing is looking at it again: holds and periods that are over stop it no more.
    Out of a hold in force it is the director's, this post alone, and needs a reason.
    """
    with _in_hand(publication) as held:
        at = database_time()
        refuse_for(reasons_against_release(held, by=by, at=at))
        stopping = list(holds_on(held).filter(lifted_at=None))
        if stopping:
            _let_out(held, stopping, by=by, reason=reason.strip())
        held.reviewed_at = at
        still = obstacles(held, at=at)
        refuse_for([each.reason for each in still if each.effect != Effect.WAIT])
        move(held, "release", {"why": "", "reviewed_at": at, "overdue_since": None})
        note(
            Event.PUBLICATION_RELEASED,
            held,
            actor=_actor(by, first=Role.DIRECTOR if stopping else None),
            details={"holds": ", ".join(str(each.pk) for each in stopping)}
            if stopping
            else None,
            personal={"reason": reason.strip()} if reason.strip() else None,
        )


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


def settle_as_seen(publication: Publication, *, by: Person, post: LivePost) -> None:
    """A person points at this post, which was read from the account just now.

    It is ours only if it is not older than our attempt, nor the post of another
    publication of ours.
    """
    with _in_hand(publication) as unknown:
        reasons = reasons_against_settling(unknown, by=by)
        refuse_for(reasons or reasons_against_being_it(unknown, post))
        _settle_live(unknown, Present(post.remote_id, post.url), by=by)


def settle_as_live(publication: Publication, *, by: Person, url: str) -> None:
    """A person found the post at this address, where the account cannot be read."""
    with _in_hand(publication) as unknown:
        reasons = reasons_against_settling(unknown, by=by)
        if not url.startswith(("https://", "/rehearsal/")):
            reasons.append(
                Reason("needs-address", "Give the address at which you found the post.")
            )
        refuse_for(reasons)
        remote_id = url.rstrip("/").rsplit("/", 1)[-1][:200]
        _settle_live(unknown, Present(remote_id, url), by=by)


def _settle_live(unknown: Publication, live: Present, *, by: Person) -> None:
    attempt = _unknown_attempt(unknown)
    end(attempt, AttemptOutcome.SENT, "found by a person")
    note(
        Event.PUBLICATION_RESOLVED,
        unknown,
        actor=_actor(by),
        details={"found": "there", "url": live.url},
    )
    confirm(unknown, attempt, live)
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


def _let_out(
    held: Publication, stopping: Sequence[Hold], *, by: Person, reason: str
) -> None:
    """Out of these holds in force, by name; they go on for every other post."""
    refuse_for([] if reason else [NEEDS_REASON])
    HoldRelease.objects.bulk_create(
        HoldRelease(hold=hold, publication=held, released_by=by, reason=reason)
        for hold in stopping
    )


def _actor(by: Person, *, first: Role | None = None) -> Actor:
    roles = DECIDING_ROLES if first is None else (first, *DECIDING_ROLES)
    return acting_as(by, roles).actor


def _unknown_attempt(publication: Publication) -> Attempt:
    return publication.attempts.get(outcome=AttemptOutcome.UNKNOWN)
