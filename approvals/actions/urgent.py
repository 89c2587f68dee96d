"""The verbs of the urgent route: publish, review, and telling everyone above.

Nothing is sent here; each locks, asks the policy, changes and logs in one transaction.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity, acting_as
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import DECIDING_ROLES
from approvals.actions.deciding import CLOCK, authorise, record_approval
from approvals.actions.verdicts import decide, same_words
from approvals.lifecycle import Verdict
from approvals.models import (
    Decision,
    Reliance,
    UrgentAlarm,
    UrgentReview,
    UrgentUse,
)
from approvals.models.urgent import Outcome
from approvals.policy.urgent import reasons_against_review, reasons_against_urgent
from approvals.queries.seats import Filled, outstanding
from approvals.queries.urgent import (
    duty_authority,
    everyone_above,
    reviewers_of,
    urgent_uses,
)
from audit.events import Event
from audit.log import AuthorityRef, record
from drafts.actions import locked, subject_of
from drafts.checks import check_content
from drafts.models import Revision
from drafts.queries import database_time


MOST_TOLD = 100


def publish_urgently(
    revision: Revision, *, by: Person, digest: bytes, reason: str
) -> Decision:
    """Fill every open seat alone, for danger to life; a second officer reviews it after.

    Raises `RefusedError`.
    """
    with transaction.atomic():
        draft = locked(revision.draft)
        revision = same_words(revision, digest)
        revision.draft = draft
        now = database_time()
        result = check_content(revision.content)
        refuse_for(
            reasons_against_urgent(
                revision, by=by, reason=reason, result=result, at=now
            )
        )
        capacity, filled = _filled(revision, by=by, at=now)
        decision = decide(
            revision,
            Verdict.APPROVED,
            capacity=capacity,
            entry=record_approval(revision, capacity, filled),
            reason=reason.strip(),
        )
        use = _use(decision, filled, capacity=capacity, now=now)
        Reliance.objects.bulk_create(
            Reliance(
                decision=decision,
                seat=each.seat.name,
                authority=each.seat.authority,
                delegation=each.delegation,
            )
            for each in filled
        )
        authorise(draft, revision, capacity=capacity, now=now)
        _ask_for_review(use, at=now)
    return decision


def review_urgent(
    use: UrgentUse, *, by: Person, outcome: Outcome, note: str
) -> UrgentReview:
    """Say, as a second officer, whether it was right to publish. Raises `RefusedError`."""
    with transaction.atomic():
        UrgentUse.objects.select_for_update().get(pk=use.pk)
        use = urgent_uses().get(pk=use.pk)
        refuse_for(reasons_against_review(use, by=by, note=note))
        capacity = acting_as(by, DECIDING_ROLES)
        revision = use.decision.revision
        entry = record(
            Event.URGENT_REVIEWED,
            actor=capacity.actor,
            subject=subject_of(revision.draft),
            digest=bytes(revision.digest),
            details={
                "revision": revision.number,
                "finding": outcome.value,
                "in_time": database_time() <= use.review_due_at,
            },
            personal={"note": note.strip()},
        )
        review = UrgentReview.objects.create(
            use=use,
            outcome=outcome,
            note=note.strip(),
            reviewed_by=by,
            post=capacity.post,
            role=capacity.role.value,
            entry=entry,
        )
        _tell_of_review(use, review)
    return review


def tell_of_overdue_reviews() -> int:
    """Tell everyone above of what nobody reviewed in time, once each; how many."""
    overdue = UrgentUse.objects.filter(
        review__isnull=True, alarm__isnull=True, review_due_at__lte=database_time()
    )
    numbers = list(overdue.order_by("pk").values_list("pk", flat=True)[:MOST_TOLD])
    return sum(_tell_of_overdue(number) for number in numbers)


def _filled(
    revision: Revision, *, by: Person, at: datetime
) -> tuple[Capacity, Sequence[Filled]]:
    """Every open seat, under the one routine authority of the duty."""
    found = duty_authority(revision, by=by, at=at)
    if found is None:  # the duty ended between the reasons and here
        raise RefusedError([Reason("not-on-duty", "You are not on duty any more.")])
    capacity, delegation = found
    return capacity, [Filled(seat, delegation) for seat in outstanding(revision)]


def _use(
    decision: Decision, filled: Sequence[Filled], *, capacity: Capacity, now: datetime
) -> UrgentUse:
    revision, delegation = decision.revision, filled[0].delegation
    due_at = now + timedelta(minutes=settings.COUNTERSIGN_URGENT_REVIEW_MINUTES)
    entry = record(
        Event.URGENT_USED,
        actor=capacity.actor,
        subject=subject_of(revision.draft),
        digest=bytes(revision.digest),
        authority=AuthorityRef(
            id=str(delegation.pk),
            authority_class="routine",
            reference=delegation.reference,
        ),
        details={
            "revision": revision.number,
            "seats": [each.seat.name for each in filled],
            "review_due_at": due_at.isoformat(),
        },
        personal={"reason": decision.reason},
    )
    use = UrgentUse.objects.create(decision=decision, review_due_at=due_at, entry=entry)
    use.refresh_from_db()
    return use


def _path(use: UrgentUse) -> str:
    return f"/registers/urgent/{use.pk}/"


def _ask_for_review(use: UrgentUse, *, at: datetime) -> None:
    tell_everyone(
        reviewers_of(use, at=at),
        kind=NoticeKind.URGENT_REVIEW,
        subject=subject_of(use.decision.revision.draft),
        path=_path(use),
        why="One duty officer published it alone. The first of you to look reviews it.",
    )


def _tell_of_review(use: UrgentUse, review: UrgentReview) -> None:
    """Whoever used it and the author hear of a review; everyone above of a bad one."""
    draft = use.decision.revision.draft
    people = {use.decision.decided_by, draft.author}
    if review.outcome == Outcome.WRONG:
        people.update(everyone_above(use, at=database_time()))
    tell_everyone(
        sorted(people - {review.reviewed_by}, key=lambda person: person.name),
        kind=NoticeKind.URGENT_REVIEWED,
        subject=subject_of(draft),
        path=_path(use),
        why=f"A second officer reviewed it: {review.get_outcome_display()}.",
    )


def _tell_of_overdue(number: int) -> int:
    with transaction.atomic():
        if not UrgentUse.objects.select_for_update(skip_locked=True).filter(pk=number):
            return 0
        use = urgent_uses().get(pk=number)
        if hasattr(use, "review") or hasattr(use, "alarm"):
            return 0
        revision = use.decision.revision
        people = everyone_above(use, at=database_time())
        UrgentAlarm.objects.create(use=use)
        record(
            Event.URGENT_OVERDUE,
            actor=CLOCK,
            subject=subject_of(revision.draft),
            digest=bytes(revision.digest),
            details={"revision": revision.number, "told": len(people)},
        )
        tell_everyone(
            people,
            kind=NoticeKind.ESCALATION,
            subject=subject_of(revision.draft),
            path=_path(use),
            why="One duty officer published it alone, and nobody reviewed it in time.",
        )
    return 1
