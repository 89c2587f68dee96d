"""Checking again everything that waits, after a register or calendar has changed.

No rule runs here by itself, and nothing is sent. What waits for decisions is asked of
more people; what no longer may goes back to its author. Each batch commits, so that a restart goes on where it stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.urls import reverse

from accounts.actions.notices import tell
from accounts.notice_kinds import NoticeKind
from accounts.reasons import Reason
from approvals.actions.replanning import plan_again
from approvals.policy.again import may_matter, reasons_of
from approvals.policy.planned import classes_changed, reasons_of_schedule
from audit.events import Event
from audit.log import Actor, record
from drafts.actions import advance, locked, subject_of
from drafts.checks import check_registers_again
from drafts.checks.known import Known, known_now
from drafts.content import parse
from drafts.lifecycle import Status
from drafts.models import Check, Draft, Revision
from publishing.actions.outbox import PublicationOutbox
from publishing.models import Lapse, Recheck


CLOCK = Actor(id="service:clock", post="clock", role="service")
WAITING = (Status.SUBMITTED, Status.APPROVED)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """One draft that waits: its words, and the authorities that it was checked for."""

    draft: int
    canonical: bytes
    classes: Sequence[str]


def check_some_again(size: int = BATCH) -> bool:
    """Check one batch of the oldest re-check; False when there is none to go on with."""
    with transaction.atomic():
        recheck = (
            Recheck.objects.select_for_update(skip_locked=True)
            .filter(finished_at=None)
            .order_by("pk")
            .first()
        )
        if recheck is None:
            return False
        if recheck.began_at is None:
            _begin(recheck)
        _go_on(recheck, size)
    return True


def waiting_after(number: int) -> QuerySet[Draft]:
    """What waits for a decision or for its time, in the order of their numbers."""
    return Draft.objects.filter(
        status__in=WAITING, pk__gt=number, current__isnull=False
    ).order_by("pk")


def _begin(recheck: Recheck) -> None:
    recheck.total = waiting_after(0).count()
    Recheck.objects.filter(pk=recheck.pk).update(total=recheck.total, began_at=Now())


def _go_on(recheck: Recheck, size: int) -> None:
    batch = _batch(recheck.upto, size)
    known = known_now()
    changed = classes_changed(known)
    for each in batch:
        if not changed.isdisjoint(each.classes) or _may_lapse(each, known):
            _look_closer(each.draft, known, recheck)
    values: dict[str, object] = {"done": recheck.done + len(batch)}
    if batch:
        values["upto"] = batch[-1].draft
    if len(batch) < size:
        values["finished_at"] = Now()
    Recheck.objects.filter(pk=recheck.pk).update(**values)


def _batch(after: int, size: int) -> list[Waiting]:
    """One query, whatever the size: words, and the classes of their last check."""
    checks = Check.objects.filter(revision=OuterRef("current")).order_by("-pk")
    rows = waiting_after(after).values_list(
        "pk", "current__canonical", Subquery(checks.values("classes")[:1])
    )[:size]
    return [
        Waiting(number, bytes(canonical), classes or ())
        for number, canonical, classes in rows
    ]


def _may_lapse(each: Waiting, known: Known) -> bool:
    content = parse(each.canonical)
    result = check_registers_again(content, known)
    return may_matter(result, content, given=each.classes)


def _look_closer(number: int, known: Known, recheck: Recheck) -> None:
    """The same again under the draft's lock, and with what custodians cleared."""
    draft = locked(Draft(pk=number))
    revision = draft.current
    if draft.status not in WAITING or revision is None:
        return
    check = revision.checks.order_by("-pk").first()
    reasons = reasons_of(
        revision.content,
        draft=draft,
        known=known,
        given=check.classes if check else (),
    ) + reasons_of_schedule(check, revision.content, known=known)
    if not reasons or PublicationOutbox().reasons_against_recall(draft):
        return
    if not plan_again(draft, revision, actor=CLOCK):
        _lapse(draft, revision, reasons, recheck)


def _lapse(
    draft: Draft, revision: Revision, reasons: Sequence[Reason], recheck: Recheck
) -> None:
    """Void what was decided: the words go back to their author, who is told why."""
    why = f"A register changed. {recheck.why} {reasons[0].sentence}"[:400]
    PublicationOutbox().recall_as(CLOCK, draft, why="a register changed")
    advance(draft, verb="lapse")
    Lapse.objects.create(recheck=recheck, revision=revision, reason=why)
    record(
        Event.DECISION_VOIDED,
        actor=CLOCK,
        subject=subject_of(draft),
        digest=bytes(revision.digest),
        details={
            "why": "a register changed",
            "revision": revision.number,
            "rules": [reason.code for reason in reasons],
        },
    )
    tell(
        draft.author,
        kind=NoticeKind.LAPSED,
        subject=subject_of(draft),
        path=reverse("draft", args=[draft.pk]),
        why="A register or calendar changed after it was checked. Submit it again.",
    )
