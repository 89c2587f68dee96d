"""`record`: one entry, inside the transaction of the change that it records.

No reading for screens, and no index: the sequencer alone gives an entry its place.
"""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import connection

from audit.events import Event
from audit.models import Entry, Opening
from audit.payloads import PAYLOADS
from audit.tree import commitments
from audit.tree.canonical import Json, normalise
from audit.tree.entry import Actor, AuthorityRef, Subject, body_without_time
from audit.tree.identifiers import uuid7
from audit.tree.sealing import seal_opening


DIGEST_LENGTH = 32


class OutsideTransactionError(RuntimeError):
    """An entry was recorded outside the transaction of the change that it records."""


def record(  # noqa: PLR0913 - an entry has this many parts, each named by its caller
    event: Event,
    *,
    actor: Actor,
    subject: Subject,
    digest: bytes | None = None,
    authority: AuthorityRef | None = None,
    details: Mapping[str, Json] | None = None,
    personal: Mapping[str, Json] | None = None,
) -> UUID:
    """Append one entry and return its id; the database sets its time.

    `personal` values are committed to and kept apart, erasable; never put such a value
    in `details`. Raises OutsideTransactionError when no transaction is open,
    PayloadError for a part that the event does not allow, ValueError for a value that
    the log refuses (float, integer of 2^53 or more, NUL, over 65,535 bytes) and for an
    event that is not in the vocabulary.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError("record() needs the action's own transaction")
    event = Event(event)
    if digest is not None and len(digest) != DIGEST_LENGTH:
        raise ValueError("a digest has 32 bytes")
    PAYLOADS[event].check(
        actor=actor,
        subject=subject,
        digest=digest,
        authority=authority,
        details=details or {},
        personal=personal or {},
    )
    entry_id = uuid7()
    openings = _openings(personal) if personal else {}
    body = body_without_time(
        {
            "id": str(entry_id),
            "event": event.value,
            "actor": {"id": actor.id, "post": actor.post, "role": actor.role},
            "subject": {"type": subject.type, "id": subject.id},
            "authority": _authority(authority),
            "digest": digest.hex() if digest is not None else None,
            "details": details or {},
            "personal": _commitments(openings, entry_id) if openings else {},
        }
    )
    Entry.objects.append(body)
    _keep(openings, entry_id)
    return entry_id


def _authority(authority: AuthorityRef | None) -> dict[str, str] | None:
    if authority is None:
        return None
    return {
        "id": authority.id,
        "class": authority.authority_class,
        "reference": authority.reference,
    }


def _openings(personal: Mapping[str, Json]) -> dict[str, commitments.Opening]:
    return {
        field: commitments.new_opening(normalise(value))
        for field, value in personal.items()
    }


def _commitments(
    openings: Mapping[str, commitments.Opening], entry_id: UUID
) -> dict[str, str]:
    return {
        field: commitments.commit(opening, entry_id=str(entry_id), field=field).hex()
        for field, opening in openings.items()
    }


def _keep(openings: Mapping[str, commitments.Opening], entry_id: UUID) -> None:
    if not openings:
        return
    keys = settings.COUNTERSIGN_OPENING_KEYS
    Opening.objects.bulk_create(
        Opening(entry_id=entry_id, field=field, sealed=seal_opening(opening, keys))
        for field, opening in openings.items()
    )
