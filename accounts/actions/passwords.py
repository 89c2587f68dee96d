"""The verb of an administrator's password for somebody who cannot sign in.

No password is stored or logged; what waits for a second person is a sealed hash.
"""

import base64

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.actions.people import administering, sets_up
from accounts.actions.proposals import propose
from accounts.credentials import seal
from accounts.models import Person, Proposal
from accounts.policy.people import reasons_against_giving
from accounts.queries.organisation import holds_guarded_post
from accounts.reasons import Reason, refuse_for
from audit.events import Event
from audit.log import Actor, Subject, record


def reset_password(person: Person, *, by: Person, password: str) -> Proposal | None:
    """Give a password that its owner must change; None once it is given.

    Of somebody in a guarded post this proposes it: one administrator alone could sign
    in as them. Raises `RefusedError`.
    """
    with transaction.atomic():
        refuse_for(_reasons(person, by=by))
        encoded = make_password(password)
        guarded = holds_guarded_post(person, on=timezone.localdate())
        if guarded and not sets_up(by):
            sealed = base64.b64encode(seal({"password": encoded})).decode()
            payload = {"person": str(person.pk), "sealed": sealed}
            return propose("password", payload, by=by)
        write_password(person, encoded, actor=administering(by))
    return None


def write_password(person: Person, encoded: str, *, actor: Actor) -> None:
    """Write and log a hashed password, in the caller's transaction."""
    person.password = encoded
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    record(
        Event.PASSWORD_CHANGED,
        actor=actor,
        subject=Subject("person", str(person.pk)),
        details={"changed": ["password"], "must_change_password": True},
    )


def _reasons(person: Person, *, by: Person) -> list[Reason]:
    if person.is_superuser and not by.is_superuser:
        return [
            Reason("superuser", "Only a superuser gives a superuser a new password.")
        ]
    if person == by:
        return [Reason("own-password", "Change your own password on its page.")]
    return reasons_against_giving(by=by, person=person)
