"""The register of statements: filled at authorising, outcomes, owners and their notices.

Rows are only ever inserted; what a page shows is in the queries.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.actions.notices import tell_everyone
from accounts.models import JobPost, Person
from accounts.notice_kinds import NoticeKind
from accounts.queries.organisation import holders_of
from accounts.reasons import refuse_for
from approvals.models import Authorisation, Reliance
from approvals.models.statements import (
    DueNotice,
    Outcome,
    RegisteredStatement,
    StatementHandover,
    StatementOutcome,
)
from approvals.policy.amounts import largest_sum
from approvals.policy.due import due_day
from approvals.policy.statements import (
    COMMITMENTS,
    keeper_of,
    reasons_against_handover,
    reasons_against_outcome,
)
from approvals.queries.statements import open_on, owner_of, statements
from audit.events import Event
from audit.log import Subject, record
from drafts.content import Content, Statement
from drafts.models import Draft


MOST_TOLD = 100


def register_statements(authorisation: Authorisation) -> None:
    """Write every declared statement of these words into the register.

    Called in the transaction that authorises them.
    """
    revision = authorisation.revision
    content = revision.content
    if not content.statements:
        return
    reliances = Reliance.objects.filter(
        decision__revision=revision, seat=F("authority")
    ).select_related("delegation__job_post")
    relied = {each.authority: each for each in reliances}
    # A cleared line needs no seat for what it declares: its approver stands for that.
    instead = next(iter(relied.values()))
    RegisteredStatement.objects.bulk_create(
        _line(
            authorisation, position, each, content, relied.get(each.authority, instead)
        )
        for position, each in enumerate(content.statements)
    )


def record_outcome(
    statement: RegisteredStatement,
    *,
    by: Person,
    outcome: Outcome,
    note: str,
    said_in: Draft | None = None,
    due_on: date | None = None,
) -> StatementOutcome:
    """Write down what became of a commitment. Raises `RefusedError`."""
    with transaction.atomic():
        refuse_for(
            reasons_against_outcome(
                statement, by=by, outcome=outcome, note=note, due_on=due_on
            )
        )
        capacity = keeper_of(statement, by)
        assert capacity is not None  # noqa: S101 - the reasons above refused without
        details: dict[str, str | None] = {
            "outcome": outcome.value,
            "draft": str(said_in.pk) if said_in else None,
            "due_on": due_on.isoformat() if due_on else None,
        }
        entry = record(
            Event.STATEMENT_OUTCOME,
            actor=capacity.actor,
            subject=Subject("statement", str(statement.pk)),
            details=dict(details),
            personal={"note": note},
        )
        return StatementOutcome.objects.create(
            statement=statement,
            outcome=outcome,
            note=note,
            said_in=said_in,
            due_on=due_on,
            recorded_by=by,
            post=capacity.post,
            role=capacity.role.value,
            entry=entry,
        )


def hand_over(
    statement: RegisteredStatement, *, by: Person, to: JobPost, reason: str
) -> StatementHandover:
    """Give a commitment to another post, whose holders are told. Raises `RefusedError`."""
    with transaction.atomic():
        statement = RegisteredStatement.objects.select_for_update().get(pk=statement.pk)
        refuse_for(reasons_against_handover(statement, by=by, to=to, reason=reason))
        capacity = keeper_of(statement, by)
        before = owner_of(statement)
        assert capacity is not None and before is not None  # noqa: S101, PT018 - as above
        entry = record(
            Event.STATEMENT_HANDED,
            actor=capacity.actor,
            subject=Subject("statement", str(statement.pk)),
            details={"from": before.title, "to": to.title},
            personal={"reason": reason.strip()},
        )
        handover = StatementHandover.objects.create(
            statement=statement,
            to=to,
            reason=reason.strip(),
            handed_by=by,
            post=capacity.post,
            role=capacity.role.value,
            entry=entry,
        )
        tell_everyone(
            _told(statement),
            kind=NoticeKind.COMMITMENT_DUE,
            subject=Subject("statement", str(statement.pk)),
            path=_path(statement),
            why=f"It was handed to your post by {by.name}.",
        )
    return handover


def remind_of_commitments() -> int:
    """Tell owners of what is due within the set days, once for each day; how many."""
    today = timezone.localdate()
    last = today + timedelta(days=settings.COUNTERSIGN_COMMITMENT_NOTICE_DAYS)
    told = DueNotice.objects.filter(statement=OuterRef("pk"), due_on=OuterRef("due"))
    waiting = open_on(statements()).filter(~Exists(told), Q(due__lte=last))
    return sum(_remind(each, each.due) for each in waiting[:MOST_TOLD])


def _line(
    authorisation: Authorisation,
    position: int,
    declared: Statement,
    content: Content,
    reliance: Reliance,
) -> RegisteredStatement:
    promised = declared.authority in COMMITMENTS
    by_when = declared.by_when or ""
    said_on = timezone.localdate()
    due_on = due_day(by_when, said_on=said_on)
    if promised and not by_when:
        due_on = due_day(declared.what, said_on=said_on)
    return RegisteredStatement(
        authorisation=authorisation,
        position=position,
        authority=declared.authority,
        what=declared.what,
        basis=declared.basis,
        by_when=by_when,
        due_on=due_on,
        amount=largest_sum([declared.what, declared.basis]),
        topic=declared.topic,
        accounts=[each.account for each in content.targets],
        reliance=reliance,
        owner=reliance.delegation.job_post if promised else None,
    )


def _remind(statement: RegisteredStatement, due_on: date) -> int:
    with transaction.atomic():
        _, new = DueNotice.objects.get_or_create(statement=statement, due_on=due_on)
        if new:
            tell_everyone(
                _told(statement),
                kind=NoticeKind.COMMITMENT_DUE,
                subject=Subject("statement", str(statement.pk)),
                path=_path(statement),
                why=f"It is due on {due_on.day} {due_on:%B %Y}.",
            )
    return int(new)


def _path(statement: RegisteredStatement) -> str:
    return f"/registers/statements/{statement.pk}/"


def _told(statement: RegisteredStatement) -> list[Person]:
    """Whoever is in the owner's post now; the authoriser where nobody is."""
    owner = owner_of(statement)
    people = holders_of(owner, at=timezone.now()) if owner else []
    return [each.person for each in people] or [statement.reliance.decision.decided_by]
