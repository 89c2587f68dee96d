"""The rows that every delivery writes, in statements that are written out.

No verb and no log entry is here: who moves a post along writes those. Django would put
these statements together anew for every post, which takes longer than PostgreSQL.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from django.db import connection

from publishing.lifecycle import AttemptOutcome
from publishing.models import Attempt, Publication


Values = Mapping[str, str | int | datetime | None]

# What a move may change beside the status: columns, which have the fields' names.
CHANGEABLE = frozenset(
    {
        "why",
        "try_at",
        "reviewed_at",
        "fence",
        "lease_until",
        "look_up_at",
        "look_ups",
        "absences",
        "last_sighting",
        "overdue_since",
    }
)
BEGIN = """/* planned once */
INSERT INTO publishing_attempt (publication_id, part, fence, outcome, answer)
VALUES (%s, %s, %s, %s, '') RETURNING id, started_at
"""
END = """/* planned once */
UPDATE publishing_attempt
SET outcome = %s, answer = %s, ended_at = statement_timestamp() WHERE id = %s
"""
RECEIPT = """/* planned once */
INSERT INTO publishing_receipt (publication_id, part, remote_id, url)
VALUES (%s, %s, %s, %s)
"""


def begin_attempt(publication: Publication, *, part: int, fence: int) -> Attempt:
    """A try at one part, about to be made."""
    started = AttemptOutcome.STARTED
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, [publication.pk, part, fence, started.value])
        number, at = cursor.fetchone()
    return Attempt(
        id=number,
        publication=publication,
        part=part,
        fence=fence,
        started_at=at,
        outcome=started,
    )


def end_attempt(attempt: Attempt, outcome: AttemptOutcome, answer: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(END, [outcome.value, answer[:300], attempt.pk])


def keep_receipt(
    publication: Publication, *, part: int, remote_id: str, url: str
) -> None:
    """The platform's word that a part is live."""
    with connection.cursor() as cursor:
        cursor.execute(RECEIPT, [publication.pk, part, remote_id, url])


def change(publication: Publication, *, status: str, values: Values) -> None:
    """Write the new status and the columns that change with it.

    Raises KeyError for a column that no move changes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _change(tuple(values)), [status, *values.values(), publication.pk]
        )


@cache
def _change(names: tuple[str, ...]) -> str:
    if unknown := set(names) - CHANGEABLE:
        raise KeyError(*unknown)
    columns = "".join(f", {name} = %s" for name in names)
    return (
        "/* planned once */ UPDATE publishing_publication"  # noqa: S608 - the columns named above
        f" SET status = %s, changed_at = statement_timestamp(){columns} WHERE id = %s"
    )
