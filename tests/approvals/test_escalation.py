"""A late decision: those who could are reminded, then the deputy, then the duty officer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Notice, SocialAccount
from approvals.actions import (
    approve,
    declare_conflict,
    expire_late,
    send_back,
)
from approvals.actions.chasing import chase_late
from approvals.models import Chase
from approvals.models.timing import Step
from approvals.policy import reasons_against_approve
from approvals.policy.chasing import Working, after_working_hours, moments
from approvals.queries.chasing import people_for
from audit.events import Event
from audit.queries import entries_about
from drafts.actions import create_draft, save, subject_of, submit
from drafts.checks import check_content
from drafts.content import canonical, digest, stamp
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from tests.approvals.urgency import on_duty
from tests.cast import Cast, a_submitted_draft, current, words
from tests.refusals import refused_by_database


LONDON = ZoneInfo("Europe/London")
WORKING = Working(9, 17, LONDON)


def london(
    year: int, month: int, day: int, hour: int, minute: int = 0, *, fold: int = 0
) -> datetime:
    """What a clock there shows; `fold` is 1 for the second time of an autumn night."""
    shown = datetime(year, month, day, hour, minute, tzinfo=LONDON, fold=fold)
    return shown.astimezone(UTC)


# --- When -----------------------------------------------------------------------------


def steps(start: datetime, last: datetime | None) -> list[datetime]:
    return moments(
        start, last=last, percents=(50, 75, 90), hours=(4, 6, 8), working=WORKING
    )


def test_with_a_time_each_step_comes_after_its_share_of_what_was_left() -> None:
    start = london(2026, 11, 21, 10)
    assert steps(start, start + timedelta(hours=10)) == [
        london(2026, 11, 21, 15),
        london(2026, 11, 21, 17, 30),
        london(2026, 11, 21, 19),
    ]


def test_half_of_a_night_in_which_clocks_go_back_counts_the_hour_twice() -> None:
    start = london(2026, 10, 25, 0, 30)
    half, _, _ = steps(start, london(2026, 10, 25, 2, 30))
    assert half.astimezone(UTC) == datetime(2026, 10, 25, 1, tzinfo=UTC)


def test_half_of_a_night_in_which_clocks_go_forward_leaves_the_hour_out() -> None:
    start = london(2027, 3, 28, 0, 30)
    half, _, _ = steps(start, london(2027, 3, 28, 2, 30))
    assert half == london(2027, 3, 28, 2) == datetime(2027, 3, 28, 1, tzinfo=UTC)


@pytest.mark.parametrize("last", [None, london(2026, 11, 20, 9)])
def test_without_a_time_to_come_working_hours_count(last: datetime | None) -> None:
    assert steps(london(2026, 11, 23, 10), last) == [
        london(2026, 11, 23, 14),
        london(2026, 11, 23, 16),
        london(2026, 11, 24, 10),
    ]


@pytest.mark.parametrize(
    ("start", "after_four"),
    [
        (london(2026, 11, 21, 10), london(2026, 11, 23, 13)),  # on a Saturday
        (london(2026, 11, 23, 7), london(2026, 11, 23, 13)),  # before work
        (london(2026, 11, 23, 20), london(2026, 11, 24, 13)),  # after work
        (london(2026, 11, 23, 13), london(2026, 11, 23, 17)),  # to the last minute
        (london(2026, 10, 23, 15), london(2026, 10, 26, 11)),  # clocks go back
        (london(2027, 3, 26, 15), london(2027, 3, 29, 11)),  # clocks go forward
    ],
)
def test_four_working_hours(start: datetime, after_four: datetime) -> None:
    assert after_working_hours(start, 4, working=WORKING) == after_four


# --- Who ------------------------------------------------------------------------------


DUE = {1: (0, 99, 99), 2: (0, 0, 99), 3: (0, 0, 0)}


def a_late_draft(cast: Cast, settings: LazySettings, *, steps: int) -> Draft:
    """Submitted for tomorrow; so many of its steps are due at once."""
    settings.COUNTERSIGN_CHASE_PERCENTS = DUE[steps]
    slot = timezone.now() + timedelta(days=1)
    content = replace(words(cast.rehearsal), not_before=stamp(slot))
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Flood warning", content=content
    )
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    return draft


def told(kind: str) -> list[str]:
    rows = Notice.objects.filter(kind=kind).order_by("pk")
    return [each.person.name for each in rows]


def test_submitting_plans_every_step(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    steps = [each.step for each in revision.chases.order_by("due_at", "pk")]
    assert steps == ["reminder", "deputy", "duty"]
    assert chase_late() == 0


def test_those_who_could_decide_are_reminded_once(
    cast: Cast, settings: LazySettings
) -> None:
    draft = a_late_draft(cast, settings, steps=1)
    assert [chase_late(), chase_late()] == [2, 0]
    assert told("reminder") == ["Priya Shah", "Tom Reed"]
    notice = Notice.objects.filter(kind="reminder").first()
    assert notice is not None
    assert notice.path == f"/approvals/{draft.pk}/"
    assert draft.title not in notice.why


def test_each_step_is_logged(cast: Cast, settings: LazySettings) -> None:
    draft = a_late_draft(cast, settings, steps=3)
    chase_late()
    chased = [
        dict[str, Any](entry.body)["details"]
        for entry in entries_about([subject_of(draft)])
        if entry.event == Event.DECISION_CHASED
    ]
    assert sorted(chased, key=lambda each: str(each["step"])) == [
        {"step": "deputy", "revision": 1, "told": 1},
        {"step": "duty", "revision": 1, "told": 1},
        {"step": "reminder", "revision": 1, "told": 2},
    ]


def test_then_it_goes_to_the_deputy_of_the_account(
    cast: Cast, settings: LazySettings
) -> None:
    a_late_draft(cast, settings, steps=2)
    chase_late()
    assert told("escalation") == ["Tom Reed"]


def test_then_it_goes_to_the_duty_officer_on_the_roster(
    cast: Cast, settings: LazySettings
) -> None:
    on_duty(cast)
    a_late_draft(cast, settings, steps=3)
    chase_late()
    assert told("escalation") == ["Tom Reed", "Dora Finch"]


def test_without_a_deputy_it_goes_to_the_duty_officer_at_once(
    cast: Cast, settings: LazySettings
) -> None:
    on_duty(cast)
    a_late_draft(cast, settings, steps=2)
    SocialAccount.objects.update(deputy=None)
    chase_late()
    assert told("escalation") == ["Dora Finch"]


def test_with_nobody_on_duty_it_goes_to_the_director(
    cast: Cast, settings: LazySettings
) -> None:
    a_late_draft(cast, settings, steps=2)
    SocialAccount.objects.update(deputy=None)
    chase_late()
    assert told("escalation") == ["Dee Marsh"]


def test_step_passes_over_whoever_can_do_nothing_about_it(
    cast: Cast, settings: LazySettings
) -> None:
    """The only deputy declared a conflict: it goes to the duty officer at once."""
    on_duty(cast)
    draft = a_late_draft(cast, settings, steps=2)
    declare_conflict(draft, by=cast.tom, reason="My partner works there.")
    chase_late()
    assert told("escalation") == ["Dora Finch"]


def test_what_has_been_decided_reminds_nobody(
    cast: Cast, settings: LazySettings
) -> None:
    revision = current(a_late_draft(cast, settings, steps=3))
    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    assert chase_late() == 0
    assert {each.told for each in Chase.objects.all()} == {0}


def test_whoever_filled_their_seat_is_not_reminded(cast: Cast) -> None:
    promise = "We will open 40 new information centres by March 2027."
    revision = current(a_submitted_draft(cast, text=promise))
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    assert people_for(Step.REMINDER, revision, at=timezone.now()) == [cast.priya]


def test_words_that_were_changed_since_remind_nobody_of_the_old_ones(
    cast: Cast, settings: LazySettings
) -> None:
    revision = current(a_late_draft(cast, settings, steps=3))
    send_back(
        revision, by=cast.priya, digest=bytes(revision.digest), reason="Name the river."
    )
    assert chase_late() == 0


def test_clock_asks_one_question_when_nothing_is_late(cast: Cast) -> None:
    for _ in range(3):
        a_submitted_draft(cast)
    with CaptureQueriesContext(connection) as captured:
        chase_late()
    assert len(captured) == 2  # the time, and what is due


def test_step_that_was_taken_stays_taken(cast: Cast, settings: LazySettings) -> None:
    a_late_draft(cast, settings, steps=1)
    chase_late()
    taken = Chase.objects.filter(step="reminder")
    with refused_by_database("taken once"):
        taken.update(done_at=None)
    with refused_by_database("taken once"):
        taken.delete()


# --- A slot that was missed -----------------------------------------------------------


def test_slot_that_was_missed_needs_a_new_time(cast: Cast) -> None:
    """It fires nothing by surprise: approving is refused, the clock closes the draft."""
    draft = a_submitted_draft(cast)
    revision = current(draft)
    past = timezone.now() - timedelta(minutes=1)
    content = replace(revision.content, not_after=stamp(past))
    missed = Revision.objects.create(
        draft=draft,
        number=2,
        canonical=canonical(content),
        digest=digest(content),
        created_by=cast.alice,
    )
    Draft.objects.filter(pk=draft.pk).update(current=missed, slot_ends_at=past)
    assert "slot-missed" in {
        each.code
        for each in reasons_against_approve(
            current(draft), by=cast.priya, result=check_content(content)
        )
    }
    assert expire_late() == 1
    draft.refresh_from_db()
    assert draft.status == Status.EXPIRED
    assert told("expired") == ["Alice Archer"]
    assert chase_late() == 0


def test_new_time_makes_it_wait_again(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    Draft.objects.filter(pk=draft.pk).update(slot_ends_at=timezone.now())
    expire_late()
    slot = timezone.now() + timedelta(days=1)
    content = replace(words(cast.rehearsal), not_before=stamp(slot))
    draft.refresh_from_db()
    save(draft, by=cast.alice, title=draft.title, content=content, based_on=1)
    submit(draft, by=cast.alice, based_on=2, explanation="It is accurate.")
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED
    assert current(draft).chases.count() == 3
