"""Placing a hold and lifting it.

No post is released here: lifting releases nothing, a person looks at each again.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Person, SocialAccount, Team
from accounts.models.people import Department
from accounts.queries import acting_as
from accounts.reasons import refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import Subject, record
from publishing.actions.telling import tell_held
from publishing.models import Hold, Unscheduling
from publishing.policy import reasons_against_hold, reasons_against_lifting
from publishing.policy.stops import PLACING_ROLES
from publishing.queries.stops import Scope, authors_waiting_within, reach_of


def place_hold(
    *,
    by: Person,
    reason: str,
    account: SocialAccount | None = None,
    team: Team | None = None,
    department: Department | None = None,
) -> Hold:
    """Stop one account, team or department, or everything where none is given.

    The next claim already sees it; what waits is unscheduled post by post behind it.
    """
    refuse_for(reasons_against_hold(by=by, reason=reason))
    scope = Scope(account=account, team=team, department=department)
    with transaction.atomic():
        hold = Hold.objects.create(
            account=account,
            team=team,
            department=department,
            reason=reason.strip(),
            placed_by=by,
        )
        Unscheduling.objects.create(hold=hold)
        _record(Event.HOLD_PLACED, hold, by=by, roles=PLACING_ROLES)
        tell_held(authors_waiting_within(scope), hold_id=hold.pk)
    return hold


def lift_hold(hold: Hold, *, by: Person) -> None:
    """End a hold; what it held stays held until somebody releases each post."""
    with transaction.atomic():
        hold = Hold.objects.select_for_update().get(pk=hold.pk)
        refuse_for(reasons_against_lifting(hold, by=by))
        Hold.objects.filter(pk=hold.pk).update(lifted_by=by, lifted_at=Now())
        _record(Event.HOLD_LIFTED, hold, by=by, roles=(Role.DIRECTOR,))


def _record(event: Event, hold: Hold, *, by: Person, roles: Sequence[Role]) -> None:
    """With how much waited there at that moment."""
    reach = reach_of(hold)
    record(
        event,
        actor=acting_as(by, roles).actor,
        subject=Subject("hold", str(hold.pk)),
        details={
            "account": hold.where,
            "posts": reach.posts,
            "accounts": reach.accounts,
        },
        personal={"reason": hold.reason},
    )
