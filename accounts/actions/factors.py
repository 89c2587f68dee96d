"""What happens to passkeys and codes besides their ceremony: log, notice, an administrator's removal.

Nobody adds a factor for somebody else: there is no verb for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.notices import tell
from accounts.actions.people import administering, sets_up
from accounts.actions.proposals import propose
from accounts.models import Person, Proposal
from accounts.notice_kinds import NoticeKind
from accounts.policy.factors import reasons_against_removing
from accounts.queries.factors import factors_of
from accounts.queries.organisation import holds_guarded_post
from accounts.reasons import refuse_for
from audit.events import Event
from audit.log import Actor, Subject, record


@contextmanager
def factors_noted(person: Person, *, actor: Actor | None = None) -> Iterator[None]:
    """Log and tell, in one transaction, each factor that comes or goes in the block.

    `actor` is the person unless said.
    """
    by = actor or Actor(id=str(person.pk), post="", role="")
    with transaction.atomic():
        # One person's factors change one after the other.
        Person.objects.select_for_update().get(pk=person.pk)
        before = factors_of(person)
        yield
        after = factors_of(person)
        added = [kind for pk, kind in after.items() if pk not in before]
        removed = [kind for pk, kind in before.items() if pk not in after]
        _note(Event.FACTOR_REMOVED, removed, person, by)
        _note(Event.FACTOR_ADDED, added, person, by)
        if added or removed:
            _tell(person, added, removed)


def remove_factors(person: Person, *, by: Person) -> Proposal | None:
    """Remove every passkey and code of somebody who lost them; None once it is done.

    Of somebody in a guarded post this proposes it: with a new password as well, one
    administrator alone could sign in as them. Raises `RefusedError`.
    """
    with transaction.atomic():
        refuse_for(reasons_against_removing(person, by=by))
        guarded = holds_guarded_post(person, on=timezone.localdate())
        if guarded and not sets_up(by):
            return propose("factors", {"person": str(person.pk)}, by=by)
        delete_factors(person, actor=administering(by))
    return None


def delete_factors(person: Person, *, actor: Actor) -> None:
    """Delete, log and tell, in the caller's transaction."""
    with factors_noted(person, actor=actor):
        Authenticator.objects.filter(user=person).delete()


def _note(event: Event, kinds: list[str], person: Person, by: Actor) -> None:
    for kind in kinds:
        record(
            event,
            actor=by,
            subject=Subject("person", str(person.pk)),
            details={"kind": kind},
        )


def _tell(person: Person, added: list[str], removed: list[str]) -> None:
    parts = [
        f"{word}: {', '.join(sorted(kinds))}."
        for word, kinds in (("Added", added), ("Removed", removed))
        if kinds
    ]
    tell(
        person,
        kind=NoticeKind.SIGN_IN,
        subject=Subject("person", str(person.pk)),
        path=reverse("mfa_index"),
        why=" ".join([*parts, "If that was not you, tell your administrator."]),
    )
