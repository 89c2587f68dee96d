"""What people do after a takedown: confirm it, delete by hand, hear that it is late.

No platform is called here, and nothing is taken down.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models.functions import Now

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import acting_as
from accounts.reasons import refuse_for
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.queries import database_time
from publishing.actions.moves import SERVICE
from publishing.actions.takedown_rows import LONGEST_REASON
from publishing.actions.takedowns import locked_deletion, record_step
from publishing.models import (
    Deletion,
    DeletionState,
    Finding,
    Takedown,
)
from publishing.policy.takedowns import (
    CONFIRMING_ROLES,
    TAKING_DOWN_ROLES,
    reasons_against_by_hand,
    reasons_against_confirming,
)
from publishing.queries.takedowns import (
    people_in,
    unconfirmed_overdue,
)


MOST_TOLD = 100


def confirm_takedown(
    takedown: Takedown, *, by: Person, finding: Finding, note: str
) -> None:
    """Say, as head of digital, whether it was right to take it down."""
    with transaction.atomic():
        takedown = Takedown.objects.select_for_update().get(pk=takedown.pk)
        refuse_for(reasons_against_confirming(takedown, by=by, note=note))
        Takedown.objects.filter(pk=takedown.pk).update(
            finding=finding,
            note=note.strip()[:LONGEST_REASON],
            confirmed_by=by,
            confirmed_at=Now(),
        )
        takedown.refresh_from_db()
        record(
            Event.TAKEDOWN_CONFIRMED,
            actor=acting_as(by, CONFIRMING_ROLES).actor,
            subject=Subject("takedown", str(takedown.pk)),
            details={
                "finding": finding.value,
                "in_time": bool(takedown.confirmed_in_time),
            },
            personal={"note": takedown.note},
        )


def say_deleted(deletion: Deletion, *, by: Person) -> None:
    """Say that one was deleted by hand at its address; a worker looks at it again."""
    with _in_hand(deletion, by=by) as mine:
        Deletion.objects.filter(pk=mine.pk).update(
            state=DeletionState.CHECKING,
            said_by=by,
            said_at=Now(),
            try_at=Now(),
            looks=0,
        )
        record_step(Event.TAKEDOWN_SAID, mine, actor=_actor(by), url=mine.url)


def try_again(deletion: Deletion, *, by: Person) -> None:
    """Have the service itself try once more what it could not delete."""
    with _in_hand(deletion, by=by) as mine:
        Deletion.objects.filter(pk=mine.pk).update(
            state=DeletionState.REQUESTED, try_at=Now(), looks=0, answer=""
        )


def tell_of_unconfirmed() -> int:
    """Tell everybody above of what nobody confirmed in time, once each; how many."""
    numbers = list(unconfirmed_overdue().values_list("pk", flat=True)[:MOST_TOLD])
    return sum(_tell_of_overdue(number) for number in numbers)


def tell_of_failure(takedown: Takedown) -> None:
    """Whoever asked and everybody above hear that somebody must delete by hand."""
    people = {takedown.requested_by, *people_in(CONFIRMING_ROLES, at=database_time())}
    tell_everyone(
        sorted(people, key=lambda person: person.name),
        kind=NoticeKind.TAKEDOWN,
        subject=Subject("takedown", str(takedown.pk)),
        path=f"/registers/takedowns/{takedown.pk}/",
        why="A post is still live: somebody must delete it by hand.",
    )


@contextmanager
def _in_hand(deletion: Deletion, *, by: Person) -> Iterator[Deletion]:
    """One that waits for a person, locked for one transaction."""
    with transaction.atomic():
        mine = locked_deletion(deletion.pk)
        refuse_for(reasons_against_by_hand(mine, by=by))
        yield mine


def _tell_of_overdue(number: int) -> int:
    with transaction.atomic():
        if not Takedown.objects.select_for_update(skip_locked=True).filter(
            pk=number, overdue_told_at=None
        ):
            return 0
        people = people_in(CONFIRMING_ROLES, at=database_time())
        Takedown.objects.filter(pk=number).update(overdue_told_at=Now())
        record(
            Event.TAKEDOWN_OVERDUE,
            actor=SERVICE,
            subject=Subject("takedown", str(number)),
            details={"told": len(people)},
        )
        tell_everyone(
            people,
            kind=NoticeKind.ESCALATION,
            subject=Subject("takedown", str(number)),
            path=f"/registers/takedowns/{number}/",
            why="A duty officer took it down, and nobody confirmed it in time.",
        )
    return 1


def _actor(by: Person) -> Actor:
    return acting_as(by, TAKING_DOWN_ROLES).actor
