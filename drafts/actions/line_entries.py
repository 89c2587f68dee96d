"""The log's entries about lines: each names exactly what was proposed.

No row of the library is changed here.
"""

import hashlib
from collections.abc import Mapping
from uuid import UUID

import rfc8785

from accounts.models import Delegation
from accounts.queries import Capacity
from audit.events import Event
from audit.log import AuthorityRef, Subject, record
from drafts.models.lines import Line, LineVersion


def subject_of(line: Line) -> Subject:
    return Subject("line", line.reference)


def digest_of(version: LineVersion) -> bytes:
    """SHA-256 of the RFC 8785 form of what was proposed; the log's entries name it."""
    said = {
        "line": version.reference,
        "title": version.title,
        "text": version.text,
        "slots": version.slots,
        "topic": version.topic,
        "language": version.language,
        "accounts": list(version.accounts),
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat(),
    }
    return hashlib.sha256(rfc8785.dumps(said)).digest()


def record_line(
    event: Event, version: LineVersion, *, capacity: Capacity, reason: str = ""
) -> UUID:
    return record(
        event,
        actor=capacity.actor,
        subject=subject_of(version.line),
        digest=digest_of(version),
        details={"reference": version.reference, "version": version.number},
        personal={"reason": reason} if reason else None,
    )


def record_clearance(
    version: LineVersion, capacity: Capacity, held: Mapping[str, Delegation]
) -> UUID:
    first_class, first = next(iter(held.items()))
    return record(
        Event.LINE_CLEARED,
        actor=capacity.actor,
        subject=subject_of(version.line),
        digest=digest_of(version),
        authority=AuthorityRef(
            id=str(first.pk), authority_class=first_class, reference=first.reference
        ),
        details={
            "reference": version.reference,
            "version": version.number,
            "authorities": {
                name: {
                    "reference": delegation.reference,
                    "post": delegation.job_post.title,
                }
                for name, delegation in held.items()
            },
        },
    )
