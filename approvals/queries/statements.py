"""Reads of the register of statements: what was said, what is due, what became of it.

Nothing here changes a row.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import JobPost, Person, SocialAccount
from approvals.models.statements import (
    Outcome,
    RegisteredStatement,
    StatementHandover,
    StatementOutcome,
)
from drafts.queries import drafts_open_to


Statements = QuerySet[RegisteredStatement, Any]
STATES = {
    "disclosure": "Disclosures",
    "commitment": "Commitments",
    "open": "Open commitments",
    "overdue": "Overdue commitments",
    Outcome.KEPT.value: "Kept",
    Outcome.CHANGED.value: "Changed",
    Outcome.MISSED.value: "Missed",
}


def statements() -> Statements:
    """Every line with all that a page reads of it.

    `last` is the last outcome or None; `due` the day that counts: a later one where a
    change gave one; `kept_by` the post that owns it now, None of a disclosure.
    """
    handed = StatementHandover.objects.filter(statement=OuterRef("pk")).order_by("-pk")
    last = StatementOutcome.objects.filter(statement=OuterRef("pk")).order_by("-pk")
    moved = last.filter(due_on__isnull=False).values("due_on")[:1]
    return RegisteredStatement.objects.annotate(
        last=Subquery(last.values("outcome")[:1]),
        last_due=Subquery(last.values("due_on")[:1]),
        due=Coalesce(Subquery(moved), F("due_on")),
        kept_by=Coalesce(Subquery(handed.values("to__title")[:1]), F("owner__title")),
    ).select_related(
        "authorisation__revision__draft__team",
        "reliance__decision__decided_by",
        "reliance__delegation",
        "owner",
    )


def statements_open_to(person: Person) -> Statements:
    """Those of drafts that this person may read, the last one first."""
    drafts = drafts_open_to(person).values("pk")
    return (
        statements()
        .filter(authorisation__revision__draft__in=drafts)
        .order_by("-made_at", "-pk")
    )


def narrowed(rows: Statements, asked: Mapping[str, Any], *, today: date) -> Statements:
    """By class, authoriser, account, first and last day, and state: what was asked."""
    wanted = Q()
    if asked.get("authority"):
        wanted &= Q(authority=asked["authority"])
    if asked.get("person"):
        wanted &= Q(reliance__decision__decided_by__name__icontains=asked["person"])
    if asked.get("account"):
        wanted &= Q(accounts__contains=[asked["account"]])
    if asked.get("since"):
        wanted &= Q(made_at__date__gte=asked["since"])
    if asked.get("until"):
        wanted &= Q(made_at__date__lte=asked["until"])
    return in_state(rows.filter(wanted), str(asked.get("state") or ""), today)


def in_state(rows: Statements, state: str, today: date) -> Statements:
    """The rows in one of `STATES`; all of them for any other word."""
    if state in Outcome.values:
        return rows.filter(Q(last=state))
    if state in ("open", "overdue"):
        rows = open_on(rows)
    kinds = {
        "disclosure": Q(owner__isnull=True),
        "commitment": Q(owner__isnull=False),
        "overdue": Q(due__lt=today),
    }
    return rows.filter(kinds.get(state, Q()))


def open_on(rows: Statements) -> Statements:
    """Commitments without an outcome, or moved to a day that has no outcome yet."""
    unsettled = Q(last__isnull=True) | Q(last=Outcome.CHANGED, last_due__isnull=False)
    return rows.filter(unsettled, owner__isnull=False)


def owner_of(statement: RegisteredStatement) -> JobPost | None:
    """The post that owns a commitment now; None of a disclosure."""
    last = statement.handovers.select_related("to").last()
    return last.to if last else statement.owner


def accounts_named(numbers: set[int]) -> dict[int, str]:
    return {each.pk: str(each) for each in SocialAccount.objects.filter(pk__in=numbers)}
