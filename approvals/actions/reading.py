"""Recording that somebody took a report or a register away, before they have it.

No row is read here.
"""

import hashlib
from collections.abc import Iterable

from django.db import transaction

from accounts.models import Person
from accounts.queries import acting_as
from accounts.queries.spreadsheets import as_csv
from accounts.roles import CONTENT_ROLES
from audit.events import Event
from audit.log import Subject, record


def exported(
    name: str,
    headings: Iterable[str],
    rows: Iterable[Iterable[object]],
    *,
    by: Person,
) -> str:
    """A report as the text of a CSV file, with its length and hash in the log."""
    lines = list(as_csv(headings, rows))
    text = "".join(lines)
    with transaction.atomic():
        record(
            Event.REPORT_EXPORTED,
            actor=acting_as(by, CONTENT_ROLES).actor,
            subject=Subject("report", name),
            details={
                "report": name,
                "rows": len(lines) - 1,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
            },
        )
    return text
