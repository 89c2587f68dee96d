"""The auditor's reports: each a question, its answer in a sentence, and the rows.

Nothing here changes a row. Days are by the clock in the United Kingdom, both included.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from publishing.queries.report_inclusion import INCLUSION
from publishing.queries.report_statements import (
    EXAMINED,
    EXCEPTIONS,
    TRAINING,
    VIOLATIONS,
)


Row = Sequence[object]
OWED = ("alternative text", "captions", "Welsh at the same time")
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """`sentence` says what the rows show; `good` is None where there is no right answer."""

    sentence: str
    rows: Sequence[Row]
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Report:
    question: str
    headings: Sequence[str]
    ask: Callable[[datetime, datetime], Answer]


def bounds(since: date, until: date) -> tuple[datetime, datetime]:
    """From the first moment of one day to the first after the other."""
    first = timezone.make_aware(datetime.combine(since, time()))
    after = timezone.make_aware(datetime.combine(until + timedelta(days=1), time()))
    return first, after


def exceptions(since: datetime, until: datetime) -> Answer:
    rows = _rows(EXCEPTIONS, since, until)
    posts = len({row[1] for row in rows})
    found = "1 exception" if len(rows) == 1 else f"{len(rows)} exceptions"
    return Answer(f"{found} in {posts} draft{'' if posts == 1 else 's'}.", rows)


def segregation(since: datetime, until: datetime) -> Answer:
    """Every decision of the time is examined; the rows are those that break a rule."""
    ((decisions, reliances),) = _rows(EXAMINED, since, until)
    rows = _rows(VIOLATIONS, since, until)
    examined = f"{decisions} approvals resting on {reliances} authorities examined"
    found = f"{len(rows)} break a rule." if rows else "none breaks a rule."
    return Answer(f"{examined}: {found}", rows, good=not rows)


def training(since: datetime, until: datetime) -> Answer:
    rows = _rows(TRAINING, since, until)
    lacking = sum(1 for row in rows if row[5] == "no")
    return Answer(
        f"{len(rows)} acts; in {lacking} a required course was missing or over.", rows
    )


def inclusion(since: datetime, until: datetime) -> Answer:
    """What went out and owed alternative text, captions or Welsh, and who let it do without."""
    rows = _rows(INCLUSION, since, until)
    shares = (_share(kind, [row for row in rows if row[0] == kind]) for kind in OWED)
    return Answer(f"{'; '.join(shares)}.", rows)


def _share(kind: str, rows: Sequence[Row]) -> str:
    """Such as "captions: 3 of 4 posts (75%)"."""
    if not rows:
        return f"{kind}: no post owed it"
    met = sum(1 for row in rows if row[3] == "yes")
    return f"{kind}: {met} of {len(rows)} posts ({100 * met // len(rows)}%)"


def _rows(query: str, since: datetime, until: datetime) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"since": since, "until": until, "most": MOST_ROWS})
        return [tuple(map(_cell, row)) for row in cursor.fetchall()]


def _cell(value: object) -> object:
    """Moments as people here read them, with their distance from UTC."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value


REPORTS: Mapping[str, Report] = {
    "exceptions": Report(
        "Which authorised posts had a warning with a reason, a dispute or a route "
        "of their own?",
        ("Kind", "Draft", "Revision", "Rule", "By", "Reason", "When"),
        exceptions,
    ),
    "segregation": Report(
        "Did anyone approve their own words, or act with an authority or training "
        "that was over?",
        ("What is wrong", "Draft", "Revision", "By", "Rests on", "When"),
        segregation,
    ),
    "training": Report(
        "Whose training was good when they submitted or decided?",
        ("Act", "Draft", "Revision", "By", "When", "Trained", "Lacking"),
        training,
    ),
    "inclusion": Report(
        "What share of posts met alternative text, captions and Welsh at the same "
        "time, and who granted exceptions?",
        ("What it owed", "Draft", "Revision", "Met", "Reason", "Granted by", "When"),
        inclusion,
    ),
}
