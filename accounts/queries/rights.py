"""What somebody may do at a moment, read in one statement each time it is asked.

Nothing is kept between two askings: a verb that decides reads it under its own lock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import Person
from accounts.roles import Role
from audit.log import Actor


# As long as the title of a post may be, which decisions keep.
LONGEST_TITLE = 160

# First the posts held, then those of substitutions; each with whether the person is on
# duty in it. Written out, because a page asks it a dozen times: built from querysets it
# took three statements, and five milliseconds to put them together. The functions
# accounts_holds_post and accounts_acts_in_post of the database say the same.
ACTS_IN = """
WITH acting AS (
    SELECT holding.job_post_id, holding.id AS turn, NULL::bigint AS standing,
        NULL AS principal
    FROM accounts_holding holding
    WHERE holding.person_id = %(person)s
        AND holding.starts_on <= %(day)s
        AND (holding.ends_on IS NULL OR holding.ends_on >= %(day)s)
    UNION ALL
    SELECT standing.job_post_id, standing.id, standing.id, principal.name
    FROM accounts_substitution standing
    JOIN accounts_person principal ON principal.id = standing.principal_id
    WHERE standing.person_id = %(person)s
        AND standing.starts_at <= %(moment)s AND standing.ends_at > %(moment)s
        AND EXISTS (
            SELECT FROM accounts_holding held
            WHERE held.person_id = standing.principal_id
                AND held.job_post_id = standing.job_post_id
                AND held.starts_on <= %(day)s
                AND (held.ends_on IS NULL OR held.ends_on >= %(day)s)
        )
)
SELECT post.id, post.title, post.team_id, post.roles, acting.standing,
    acting.principal, EXISTS (
        SELECT FROM accounts_dutyshift shift
        WHERE shift.person_id = %(person)s AND shift.job_post_id = post.id
            AND shift.starts_at <= %(moment)s AND shift.ends_at > %(moment)s
    )
FROM acting
JOIN accounts_jobpost post ON post.id = acting.job_post_id
JOIN accounts_person person ON person.id = %(person)s AND person.is_active
ORDER BY acting.standing IS NOT NULL, acting.turn
"""


@dataclass(frozen=True, slots=True)
class Capacity:
    """In which post and role somebody acts; it goes into every log entry.

    A substitute's `post` reads "Head of news (for Priya Shah, S-12)". The log, which
    spells nobody's name, has "Head of news (S-12)": the entry of S-12 names both.
    """

    person: Person
    post: str
    role: Role
    team_id: int
    job_post_id: int
    substitution: str = ""

    @property
    def actor(self) -> Actor:
        post = self.post
        if self.substitution:
            title, _, _ = post.rpartition(" (for ")
            post = f"{title} ({self.substitution})"
        return Actor(id=str(self.person.pk), post=post, role=self.role.value)


def capacities(person: Person, *, at: datetime | None = None) -> list[Capacity]:
    """Every role the person may use at a moment (now by default), by post.

    First the posts that they hold, then those in which they stand in for a holder. To
    be duty officer one must be on duty.
    """
    return list(_held(person, at or timezone.now()))


def acting_title(title: str, *, principal: str, reference: str) -> str:
    """The post as a substitute has it, both names told apart; a long title is cut."""
    behind = f" (for {principal}, {reference})"
    return title[: LONGEST_TITLE - len(behind)] + behind


def _held(person: Person, moment: datetime) -> Iterator[Capacity]:
    for post, title, team, roles, standing, principal, on_duty in _rows(person, moment):
        reference = f"S-{standing}" if standing else ""
        called = (
            acting_title(title, principal=principal, reference=reference)
            if standing
            else title
        )
        for role in roles:
            if role != Role.DUTY_OFFICER or on_duty:
                yield Capacity(person, called, Role(role), team, post, reference)


def _rows(person: Person, moment: datetime) -> list[tuple[Any, ...]]:
    day = timezone.localdate(moment)
    with connection.cursor() as cursor:
        cursor.execute(ACTS_IN, {"person": person.pk, "day": day, "moment": moment})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
