"""The log's entries of signing in and out: who, and what they proved it with.

No password, code or credential id comes near an entry.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts.models import Person
from accounts.queries.factors import KINDS
from audit.events import Event
from audit.log import Actor, Subject, record


# Somebody whom a refused passkey does not name for certain.
NOBODY_KNOWN = "unknown:passkey"


def note_signed_in(
    person: Person, *, proofs: Iterable[Mapping[str, object]] = ()
) -> None:
    """`proofs` are allauth's records of this sign-in, in their order."""
    ways = [_way(proof) for proof in proofs]
    _note(Event.SIGN_IN_SUCCEEDED, str(person.pk), ways)


def note_failed(person_id: str, *, way: str) -> None:
    """`person_id` may be a stand-in, where nobody or nobody certain was named."""
    _note(Event.SIGN_IN_FAILED, person_id, [way])


def note_signed_out(person: Person) -> None:
    _note(Event.SIGNED_OUT, str(person.pk), [])


def _way(proof: Mapping[str, object]) -> str:
    return KINDS.get(str(proof.get("type")), str(proof["method"]))


def _note(event: Event, person_id: str, ways: list[str]) -> None:
    with transaction.atomic():
        record(
            event,
            actor=Actor(id=person_id, post="", role=""),
            subject=Subject("person", person_id),
            details={"ways": ways} if ways else {},
        )
