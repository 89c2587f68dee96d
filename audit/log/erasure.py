"""Erasing personal values: their openings go, and an entry says which went and why.

No entry is changed: every proof holds as before, and nobody can open the commitment.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db import connection, transaction

from audit.events import Event
from audit.log.recording import record
from audit.tree.entry import Actor, AuthorityRef, Subject


# An entry has at most 65,535 bytes; this many names of entries and fields fit easily.
OPENINGS_AN_ENTRY = 300

OF_PERSON = """
DELETE FROM audit_opening opening USING audit_entry entry
WHERE entry.id = opening.entry_id
    AND entry.subject_type = 'person' AND entry.subject_id = %s
RETURNING opening.entry_id, opening.field
"""
NAMED = """
DELETE FROM audit_opening opening
USING unnest(%s::uuid[], %s::text[]) AS named (entry_id, field)
WHERE opening.entry_id = named.entry_id AND opening.field = named.field
RETURNING opening.entry_id, opening.field
"""


@transaction.atomic
def erase_person(
    person_id: str, *, by: Actor, reason: str, authority: AuthorityRef | None = None
) -> list[UUID]:
    """Erase the personal values of every entry about this person.

    Returns the ids of the `erased` entries that say so; none when nothing was left.
    """
    with connection.cursor() as cursor:
        cursor.execute(OF_PERSON, [person_id])
        gone = cursor.fetchall()
    about = Subject("person", person_id)
    return _say(gone, about, by=by, reason=reason, authority=authority)


@transaction.atomic
def erase(
    fields: Mapping[UUID, Sequence[str]],
    *,
    subject: Subject,
    by: Actor,
    reason: str,
    authority: AuthorityRef | None = None,
) -> list[UUID]:
    """Erase the named fields of the named entries; `subject` says whose they were."""
    pairs = [(entry, field) for entry, names in fields.items() for field in names]
    entries = [entry for entry, _ in pairs]
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [entries, [field for _, field in pairs]])
        gone = cursor.fetchall()
    return _say(gone, subject, by=by, reason=reason, authority=authority)


def _say(
    gone: Sequence[tuple[UUID, str]],
    subject: Subject,
    *,
    by: Actor,
    reason: str,
    authority: AuthorityRef | None,
) -> list[UUID]:
    return [
        record(
            Event.ERASED,
            actor=by,
            subject=subject,
            authority=authority,
            details={"reason": reason, "erased": [list(pair) for pair in part]},
        )
        for part in _parts(gone)
    ]


def _parts(gone: Sequence[tuple[UUID, str]]) -> Iterator[list[tuple[str, str]]]:
    named = sorted((str(entry), field) for entry, field in gone)
    for start in range(0, len(named), OPENINGS_AN_ENTRY):
        yield named[start : start + OPENINGS_AN_ENTRY]
