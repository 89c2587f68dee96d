"""The schedule of authority: for each class who decides, and who besides.

Nothing is decided and no row is changed here. The default is section 4 of the domain
notes; the department's own versions of a class come before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.roles import Role
from approvals.models.schedule import ScheduleVersion
from guidance.content import AuthorityClass
from guidance.queries.edition import edition


@dataclass(frozen=True, slots=True)
class Row:
    """One class of the schedule.

    `authoriser` is the role whose posts are given this class, `plus` the roles that
    decide besides, `out_of_hours` who does besides the authoriser when nobody is at work
    (None: it waits).
    `reference` names the member of the content's references without which it is not
    decided. `second` is False for what one approver alone may release.
    """

    authoriser: Role
    plus: tuple[Role, ...] = ()
    out_of_hours: Role | None = None
    reference: str = ""
    second: bool = True


Schedule = Mapping[str, Row]

DEFAULT: dict[str, Row] = {
    AuthorityClass.ROUTINE: Row(
        Role.LINE_MANAGER, out_of_hours=Role.DUTY_OFFICER, second=False
    ),
    AuthorityClass.REPLY: Row(
        Role.LINE_MANAGER, out_of_hours=Role.DUTY_OFFICER, second=False
    ),
    AuthorityClass.COMMITMENT: Row(
        Role.POLICY_OWNER, (Role.LINE_MANAGER,), out_of_hours=Role.POLICY_OWNER
    ),
    AuthorityClass.NEW_COMMITMENT: Row(
        Role.PRIVATE_OFFICE,
        (Role.DIRECTOR, Role.POLICY_OWNER),
        out_of_hours=Role.PRIVATE_OFFICE,
    ),
    AuthorityClass.MONEY: Row(Role.POLICY_OWNER, out_of_hours=Role.DUTY_OFFICER),
    AuthorityClass.NEW_MONEY: Row(
        Role.PRIVATE_OFFICE,
        (Role.FINANCE,),
        out_of_hours=Role.PRIVATE_OFFICE,
        reference="spend_approval",
    ),
    AuthorityClass.UNPUBLISHED: Row(
        Role.POLICY_OWNER, (Role.HEAD_OF_DIGITAL,), out_of_hours=Role.DIRECTOR
    ),
    AuthorityClass.ANNOUNCEMENT: Row(Role.PRIVATE_OFFICE, reference="parliament"),
    AuthorityClass.STATISTICS: Row(Role.STATISTICS_HEAD, (Role.LINE_MANAGER,)),
    AuthorityClass.MARKET: Row(
        Role.DIRECTOR, (Role.LEGAL,), out_of_hours=Role.DIRECTOR
    ),
    AuthorityClass.PROCEEDINGS: Row(
        Role.LEGAL, (Role.HEAD_OF_DIGITAL,), out_of_hours=Role.LEGAL
    ),
    AuthorityClass.SECURITY: Row(
        Role.SECURITY, (Role.POLICY_OWNER,), out_of_hours=Role.SECURITY
    ),
    AuthorityClass.CASE: Row(Role.DATA_PROTECTION),
    AuthorityClass.STAFF: Row(Role.LINE_MANAGER, out_of_hours=Role.LINE_MANAGER),
    AuthorityClass.OTHER_BODY: Row(
        Role.HEAD_OF_DIGITAL, out_of_hours=Role.DUTY_OFFICER
    ),
    AuthorityClass.CONTROVERSY: Row(
        Role.HEAD_OF_DIGITAL, (Role.PRIVATE_OFFICE,), out_of_hours=Role.PRIVATE_OFFICE
    ),
    AuthorityClass.ELECTION: Row(Role.DIRECTOR, out_of_hours=Role.DIRECTOR),
    AuthorityClass.ALL_STOP: Row(Role.DIRECTOR, out_of_hours=Role.DIRECTOR),
    AuthorityClass.PAID: Row(
        Role.DIRECTOR, (Role.FINANCE,), reference="spend_approval"
    ),
    AuthorityClass.RUMOUR: Row(
        Role.DUTY_OFFICER, (Role.POLICY_OWNER,), out_of_hours=Role.DUTY_OFFICER
    ),
    AuthorityClass.CORRECTION: Row(
        Role.DUTY_OFFICER, out_of_hours=Role.DUTY_OFFICER, second=False
    ),
    AuthorityClass.WELSH: Row(
        Role.WELSH_READER, out_of_hours=Role.WELSH_READER, second=False
    ),
}


def schedule_now() -> Schedule:
    """The default with each class as its last version has it; one query."""
    return DEFAULT | {
        name: row_of(values) for name, values in changed_rows(edition()).items()
    }


def row_of(values: Mapping[str, Any]) -> Row:
    """The row that a version keeps; KeyError or ValueError where it is none."""
    late = values["out_of_hours"]
    return Row(
        authoriser=Role(values["authoriser"]),
        plus=tuple(Role(role) for role in values["plus"]),
        out_of_hours=Role(late) if late else None,
        reference=values["reference"],
        second=values["second"],
    )


def values_of(row: Row) -> dict[str, Any]:
    """The same row as a version keeps it."""
    return {
        "authoriser": row.authoriser.value,
        "plus": [role.value for role in row.plus],
        "out_of_hours": row.out_of_hours.value if row.out_of_hours else None,
        "reference": row.reference,
        "second": row.second,
    }


def changed_rows(state: UUID | None) -> Mapping[str, Any]:
    """The row of each class that was ever changed, as its last version has it.

    `state` is the edition, read before.
    """
    return _rows_under(state) if state else _last_rows()


@lru_cache(maxsize=1)
def _rows_under(state: UUID) -> Mapping[str, Any]:
    """Read once for as long as the database says that nothing changed."""
    return _last_rows()


def _last_rows() -> Mapping[str, Any]:
    return dict(
        ScheduleVersion.objects.order_by("authority", "-number")
        .distinct("authority")
        .values_list("authority", "row")
    )


def versions() -> QuerySet[ScheduleVersion]:
    """Every version with its change and both people, the first one first."""
    return ScheduleVersion.objects.select_related(
        "proposal__proposed_by", "proposal__decided_by"
    ).order_by("number")
