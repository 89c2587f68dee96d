"""Decisions, reliances and authorisations written by hand, as raw rows.

No assertion lives here: each is an attack past the actions that the tests expect to fail.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from approvals.models import Authorisation, Decision
from audit.events import Event
from audit.log import Actor, AuthorityRef, Subject, record
from drafts.models import Revision
from tests.cast import Cast


# What the typed payload of each event asks for, which the rows do not look at.
PARTS: dict[Event, dict[str, Any]] = {
    Event.DECISION_APPROVED: {
        "authority": AuthorityRef("1", "routine", "D-101"),
        "details": {"revision": 1, "authorities": {}},
    },
    Event.REVISION_AUTHORISED: {
        "details": {"revision": 1, "authorisation": "a", "decisions": []},
    },
}


def an_entry(event: Event, revision: Revision, actor: str) -> UUID:
    with transaction.atomic():
        return record(
            event,
            actor=Actor(id=actor, post="p", role="r"),
            subject=Subject("draft", str(revision.draft_id)),
            digest=bytes(revision.digest),
            **PARTS.get(event, {"details": {"revision": revision.number}}),
        )


def a_person(given: object) -> Person:
    assert isinstance(given, Person)
    return given


def a_raw_decision(cast: Cast, revision: Revision, **changes: object) -> Decision:
    by = a_person(changes.get("decided_by", cast.priya))
    row = {
        "revision": revision,
        "digest": revision.digest,
        "verdict": "approved",
        "decided_by": by,
        "post": "p",
        "role": "line manager",
        "entry": an_entry(Event.DECISION_APPROVED, revision, str(by.pk)),
    }
    return Decision.objects.create(**row | changes)


def a_raw_authorisation(cast: Cast, revision: Revision) -> Authorisation:
    return Authorisation.objects.create(
        revision=revision,
        digest=revision.digest,
        expires_at=timezone.now() + timedelta(hours=1),
        entry=an_entry(Event.REVISION_AUTHORISED, revision, str(cast.priya.pk)),
    )
