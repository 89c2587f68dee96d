"""The all-stop: placing a hold and lifting it.

No post is released here: lifting releases nothing, a person looks at each again.
"""

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Person, SocialAccount
from accounts.queries import acting_as
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import Subject, record
from publishing.actions.telling import tell_held
from publishing.models import Hold
from publishing.policy import (
    reasons_against_hold,
)
from publishing.queries.stops import authors_waiting_for


def place_hold(*, by: Person, reason: str, account: SocialAccount | None) -> Hold:
    """Stop one account, or everything; the next claim already sees it."""
    refuse_for(reasons_against_hold(by=by, reason=reason))
    with transaction.atomic():
        hold = Hold.objects.create(account=account, reason=reason.strip(), placed_by=by)
        _record(Event.HOLD_PLACED, hold, by=by)
        tell_held(authors_waiting_for(account), hold_id=hold.pk)
    return hold


def lift_hold(hold: Hold, *, by: Person) -> None:
    """End a hold; what it held stays held until somebody releases each post."""
    refuse_for(reasons_against_hold(by=by, reason=hold.reason))
    with transaction.atomic():
        hold = Hold.objects.select_for_update().get(pk=hold.pk)
        if hold.lifted_at is not None:
            raise RefusedError([Reason("lifted", "This hold was lifted already.")])
        Hold.objects.filter(pk=hold.pk).update(lifted_by=by, lifted_at=Now())
        _record(Event.HOLD_LIFTED, hold, by=by)


def _record(event: Event, hold: Hold, *, by: Person) -> None:
    record(
        event,
        actor=acting_as(by, (Role.AUTHORISED_OFFICER,)).actor,
        subject=Subject("hold", str(hold.pk)),
        details={"account": str(hold.account) if hold.account else "everything"},
        personal={"reason": hold.reason},
    )
