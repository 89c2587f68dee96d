"""Making something go wrong on the rehearsal network, for training and exercises.

No real platform is touched here.
"""

from django.db import transaction

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.reasons import Reason, RefusedError
from accounts.roles import Role
from audit.events import Event
from audit.log import Subject, record
from publishing.models import RehearsalSwitch


SWITCHING_ROLES = (Role.AUTHORISED_OFFICER, Role.AUTHOR)
NOT_SWITCHING = Reason(
    "no-switching-role",
    "Only authors and authorised officers make things go wrong here. Ask one of them.",
)


def set_switch(handle: str, *, by: Person, fault: str, times: int) -> RehearsalSwitch:
    """Let the next so many calls of a rehearsal account fail in one way.

    A new fault replaces the one that was set before. Raises `RefusedError`.
    """
    capacity = capacity_as(by, SWITCHING_ROLES)
    if capacity is None:
        raise RefusedError([NOT_SWITCHING])
    with transaction.atomic():
        switch, _ = RehearsalSwitch.objects.update_or_create(
            handle=handle, defaults={"fault": fault, "times": times}
        )
        record(
            Event.SETTING_CHANGED,
            actor=capacity.actor,
            subject=Subject("rehearsal_account", handle),
            details={"fault": fault, "times": times},
        )
    return switch
