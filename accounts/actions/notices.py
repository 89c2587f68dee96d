"""The verbs of notices: tell somebody, mark as read, choose how to hear.

No e-mail is sent here: a row of the outbox waits for the worker.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Now

from accounts.models import Person
from accounts.models.notices import Email, Notice, NoticeChoice
from accounts.notice_kinds import NoticeKind, Way, default_way
from audit.events import Event
from audit.log import Actor, Subject, record


SERVICE = Actor(id="service:notices", post="notices", role="service")
LONGEST_WHY = 300
# Whoever is told of anything asks it: written out, because Django would put it together
# every time.
CHOSEN = """/* planned once */
SELECT person_id, way FROM accounts_noticechoice
WHERE kind = %s AND person_id = ANY (%s)
"""
KEEP = """/* planned once */
INSERT INTO accounts_notice (
    kind, subject_type, subject_id, path, why, person_id, way, email_id)
SELECT %s, %s, %s, %s, %s, told.person, told.way, told.email
FROM unnest(%s::uuid[], %s::text[], %s::bigint[]) AS told (person, way, email)
RETURNING id, told_at
"""


def tell(
    person: Person, *, kind: NoticeKind, subject: Subject, path: str, why: str = ""
) -> Notice:
    """Tell one person, inside the caller's transaction: notice, e-mail and log entry.

    `path` is the address of a page of ours, such as "/drafts/12/". `why` is one plain
    sentence. Neither ever holds the words of a draft, its title or a finding's match.
    """
    (notice,) = tell_everyone([person], kind=kind, subject=subject, path=path, why=why)
    return notice


def tell_everyone(
    people: Iterable[Person],
    *,
    kind: NoticeKind,
    subject: Subject,
    path: str,
    why: str = "",
) -> list[Notice]:
    """Tell several people of the same thing, each once and each in their own way."""
    ways = _ways([person.pk for person in people], kind)
    return tell_each(ways, kind=kind, subject=subject, path=path, why=why)


def tell_each(
    ways: Mapping[UUID, Way],
    *,
    kind: NoticeKind,
    subject: Subject,
    path: str,
    why: str = "",
) -> list[Notice]:
    """The same, where it is known who hears of this kind in which way."""
    notices = [
        Notice(
            person_id=person,
            kind=kind,
            way=way,
            subject_type=subject.type,
            subject_id=subject.id,
            path=path,
            why=why[:LONGEST_WHY],
        )
        for person, way in ways.items()
    ]
    with transaction.atomic(savepoint=False):
        _put_in_outbox([each for each in notices if each.way == Way.AT_ONCE])
        _keep(notices)
        for notice in notices:
            _record_told(notice)
    return notices


def mark_read(notices: Iterable[int], *, by: Person) -> int:
    """Mark these notices of the person's own as read; returns how many were new."""
    return by.notices.filter(pk__in=list(notices), read_at__isnull=True).update(
        read_at=Now()
    )


def mark_all_read(*, by: Person, up_to: int) -> int:
    """Mark as read what the person was shown: no notice younger than `up_to`."""
    return by.notices.filter(pk__lte=up_to, read_at__isnull=True).update(read_at=Now())


def choose(ways: Mapping[NoticeKind, Way], *, by: Person) -> None:
    """Write how this person wants to hear of these kinds from now on."""
    with transaction.atomic():
        # One person's choices are written one form after the other.
        Person.objects.select_for_update().get(pk=by.pk)
        before = _chosen(by)
        changed = {
            kind: way
            for kind, way in ways.items()
            if before.get(kind, default_way(kind)) != way
        }
        for kind, way in changed.items():
            NoticeChoice.objects.update_or_create(
                person=by, kind=kind, defaults={"way": way}
            )
        if changed:
            record(
                Event.NOTICE_CHOICES_CHANGED,
                actor=Actor(id=str(by.pk), post="", role=""),
                subject=Subject("person", str(by.pk)),
                details={
                    "changed": sorted(
                        f"{kind.value}: {way.value}" for kind, way in changed.items()
                    )
                },
            )


def _ways(people: Sequence[UUID], kind: NoticeKind) -> dict[UUID, Way]:
    """The way of each person, by key: what they chose, or the kind's default."""
    ways = dict.fromkeys(people, default_way(kind))
    with connection.cursor() as cursor:
        cursor.execute(CHOSEN, [kind.value, list(ways)])
        ways.update({person: Way(way) for person, way in cursor.fetchall()})
    return ways


def _chosen(person: Person) -> dict[NoticeKind, Way]:
    return {
        NoticeKind(each.kind): Way(each.way) for each in person.notice_choices.all()
    }


def _keep(notices: Sequence[Notice]) -> None:
    """Write notices of one thing, however many they are, in one statement."""
    if not notices:
        return
    one = notices[0]
    same = [one.kind, one.subject_type, one.subject_id, one.path, one.why]
    each: list[list[Any]] = [
        [notice.person_id for notice in notices],
        [str(notice.way) for notice in notices],
        [notice.email_id for notice in notices],
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [*same, *each])
        for notice, (number, at) in zip(notices, cursor.fetchall(), strict=True):
            notice.pk, notice.told_at = number, at


def _put_in_outbox(notices: list[Notice]) -> None:
    """One e-mail for each notice that is told at once."""
    emails = [Email(person_id=notice.person_id, digest=False) for notice in notices]
    for notice, email in zip(notices, Email.objects.bulk_create(emails), strict=True):
        notice.email = email


def _record_told(notice: Notice) -> None:
    record(
        Event.NOTICE_TOLD,
        actor=SERVICE,
        subject=Subject("person", str(notice.person_id)),
        details={"kind": notice.kind, "page": notice.path, "way": notice.way},
    )
