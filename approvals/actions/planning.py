"""Laying out the plan of a checked revision: one row a seat, beside its check.

Nothing is decided here, and the plan itself is worked out by the policy.
"""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from accounts.actions.notices import tell_everyone
from accounts.models.authority import MONEY_CLASSES
from accounts.notice_kinds import NoticeKind
from accounts.reasons import Reason
from approvals.actions.chasing import plan_chasing
from approvals.models import Seat
from approvals.policy.amounts import largest_sum
from approvals.policy.plan import Cause, SeatNeeded, missing_references, plan
from approvals.queries.asked import asked_for
from approvals.queries.schedule import schedule_now
from approvals.queries.seats import people_who_could
from approvals.queries.urgent import who_could_use_it
from audit.log import Subject
from drafts.approvers import Asked
from drafts.content import Content, Place
from drafts.models import Check, Revision
from drafts.queries import database_time
from guidance.content import Severity
from guidance.engine import rule


ASKED_FOR = {
    "parliament": "Add the reference of the statement to Parliament.",
    "spend_approval": "Add the reference of the approval to spend.",
}


class Approvals:
    """Implements `drafts.approvers.Approvers` with rows of this app."""

    def who_could(
        self, content: Content, *, classes: Collection[str], authors: Collection[UUID]
    ) -> Sequence[Asked]:
        seats = plan(classes, content=content, causes=(), schedule=schedule_now())
        return asked_for(content, [_row(each) for each in seats], authors=authors)

    def lay_out(self, check: Check, content: Content) -> None:
        """Write the seats that the stored check calls for."""
        seats = plan(
            check.classes,
            content=content,
            causes=_causes(check, content),
            schedule=schedule_now(),
        )
        rows = [_row(each) for each in seats]
        for position, row in enumerate(rows):
            row.check_run, row.revision_id = check, check.revision_id
            row.position = position
            row.accounts = sorted({target.account for target in content.targets})
            row.platforms = sorted({target.platform for target in content.targets})
        Seat.objects.bulk_create(rows)

    def tell_deciders(self, revision: Revision) -> None:
        """Tell whoever could give what the submitted revision needs that it waits.

        When life is in danger the duty officer hears too. When nobody decides, they are
        reminded, and others hear of it.
        """
        now = database_time()
        plan_chasing(revision, at=now)
        tell_everyone(
            [*people_who_could(revision, at=now), *who_could_use_it(revision, at=now)],
            kind=NoticeKind.APPROVAL_NEEDED,
            subject=Subject("draft", str(revision.draft_id)),
            path=f"/approvals/{revision.draft_id}/",
        )

    def reasons_against(
        self, classes: Collection[str], content: Content
    ) -> list[Reason]:
        """What the words lack before anybody could decide on these classes."""
        found = [
            Reason(f"needs-reference:{reference}", ASKED_FOR[reference])
            for _, reference in missing_references(
                classes, content=content, schedule=schedule_now()
            )
        ]
        return found + _unnamed_sums(classes, content)


def _row(seat: SeatNeeded) -> Seat:
    """A seat of the plan as a row that belongs to no check yet."""
    return Seat(
        name=seat.name,
        authority=seat.authority,
        classes=list(seat.classes),
        roles=[role.value for role in seat.roles],
        plus=seat.plus,
        amount=seat.amount,
        topic=seat.topic,
        why=list(seat.why),
    )


def _causes(check: Check, content: Content) -> Iterator[Cause]:
    for finding in check.findings.all():
        if finding.severity == Severity.AUTH:
            place = Place(finding.field, finding.start, finding.end)
            name = rule(finding.rule).name
            yield Cause(finding.authority, finding.rule, name, place)
    for statement in content.statements:
        yield Cause(statement.authority)


def _unnamed_sums(classes: Collection[str], content: Content) -> list[Reason]:
    """Money is authorised up to a ceiling, so somebody has to say how much it is."""
    if set(classes).isdisjoint(MONEY_CLASSES):
        return []
    stated = [f"{each.what} {each.basis}" for each in content.statements]
    written = [part.text for target in content.targets for part in target.parts]
    if largest_sum([*stated, *written]) is not None:
        return []
    return [
        Reason(
            "needs-sum",
            "Say in the statement how much money it is at most, such as £2 million.",
        )
    ]
