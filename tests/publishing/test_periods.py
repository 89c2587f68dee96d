"""Sensitive periods: a higher authority inside one, and a new decision at its start."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.reasons import RefusedError
from approvals.queries.seats import needs, outstanding
from drafts.actions import create_draft, submit
from drafts.content import Content, Statement, stamp
from drafts.lifecycle import Status
from drafts.models import Draft
from guidance.models import SensitivePeriod
from guidance.registers import PeriodKind
from publishing.actions.periods import look_for_begun_periods
from publishing.actions.recheck import check_some_again
from publishing.models import Lapse, Publication, Recheck
from tests.cast import Cast, a_submitted_draft, an_approved_draft, current, words
from tests.pages import browser_of, page_text
from tests.publishing.stage import Stage
from tests.registers import a_period


DAY = timedelta(days=1)
ESSENTIAL = Statement(
    "election", "Essential flood warning", "Election guidance, page 4"
)


def local_election(*, starts: timedelta, ends: timedelta) -> SensitivePeriod:
    now = timezone.now()
    return a_period(
        "Local elections",
        kind=PeriodKind.LOCAL_ELECTION,
        starts_at=now + starts,
        ends_at=now + ends,
    )


def general_election(*, starts: timedelta, ends: timedelta) -> SensitivePeriod:
    now = timezone.now()
    return a_period(
        "General election",
        kind=PeriodKind.GENERAL_ELECTION,
        starts_at=now + starts,
        ends_at=now + ends,
    )


def due_in(cast: Cast, days: float) -> Content:
    slot = timezone.now() + timedelta(days=days)
    return replace(words(cast.rehearsal), not_before=stamp(slot))


def submitted(cast: Cast, content: Content) -> Draft:
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Flood warning", content=content
    )
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    return draft


def authorities(draft: Draft) -> list[str]:
    return [need.authority for need in needs(current(draft))]


def check_all() -> None:
    while check_some_again():
        pass


def status_of(draft: Draft) -> str:
    draft.refresh_from_db()
    return draft.status


def begin(stage: Stage) -> None:
    """As if its first moment had come; the register itself never changes so."""
    stage.sql(
        "ALTER TABLE guidance_sensitiveperiod"
        " DISABLE TRIGGER guidance_sensitiveperiod_stands;"
        "UPDATE guidance_sensitiveperiod SET starts_at = now();"
        "ALTER TABLE guidance_sensitiveperiod"
        " ENABLE ALWAYS TRIGGER guidance_sensitiveperiod_stands",
        role="admin",
    )


@pytest.mark.parametrize(
    ("days", "asks"), [(0.5, False), (1.5, True), (2.5, True), (3.5, False)]
)
def test_a_post_inside_a_local_election_needs_the_director(
    cast: Cast, days: float, asks: bool
) -> None:
    local_election(starts=DAY, ends=3 * DAY)
    draft = submitted(cast, due_in(cast, days))
    assert ("election" in authorities(draft)) == asks


def test_in_a_general_election_only_what_is_declared_essential_is_submitted(
    cast: Cast,
) -> None:
    general_election(starts=-DAY, ends=DAY)
    with pytest.raises(RefusedError) as error:
        a_submitted_draft(cast)
    assert [reason.code for reason in error.value.reasons] == ["blocked:IM-ELECTION"]
    essential = replace(words(cast.rehearsal), statements=(ESSENTIAL,))
    assert "election" in authorities(submitted(cast, essential))


def test_a_purpose_that_the_period_allows_needs_nothing_more(cast: Cast) -> None:
    now = timezone.now()
    a_period(
        "General election",
        kind=PeriodKind.GENERAL_ELECTION,
        starts_at=now - DAY,
        ends_at=now + DAY,
        allowed=("life safety",),
    )
    warning = replace(words(cast.rehearsal), purpose="life safety")
    assert "election" not in authorities(submitted(cast, warning))


def test_entering_a_period_brings_back_what_is_scheduled_inside_it(cast: Cast) -> None:
    inside = an_approved_draft(cast, content=due_in(cast, 2))
    before = an_approved_draft(cast, content=due_in(cast, 0.5))
    local_election(starts=DAY, ends=3 * DAY)
    check_all()
    assert (status_of(inside), status_of(before)) == (Status.EXPIRED, Status.APPROVED)
    assert sorted(Publication.objects.values_list("status", flat=True)) == [
        "cancelled",
        "waiting",
    ]
    assert "authority for: election" in Lapse.objects.get().reason


def test_the_first_moment_of_a_period_brings_back_what_waits(stage: Stage) -> None:
    local_election(starts=DAY, ends=3 * DAY)
    check_all()
    waiting = a_submitted_draft(stage.cast)
    ready = an_approved_draft(stage.cast)
    begin(stage)
    look_for_begun_periods()
    check_all()
    assert (status_of(waiting), status_of(ready)) == (Status.SUBMITTED, Status.EXPIRED)
    assert "election" in {seat.name for seat in outstanding(current(waiting))}
    reason = Lapse.objects.get().reason
    assert "“Local elections” has begun." in reason


def test_the_first_moment_is_noticed_once(stage: Stage) -> None:
    period = local_election(starts=timedelta(seconds=-1), ends=DAY)
    check_all()
    Recheck.objects.update(
        asked_at=period.starts_at - DAY, began_at=period.starts_at - DAY
    )
    for _ in range(3):
        look_for_begun_periods()
        check_all()
    assert Recheck.objects.count() == 2


def test_before_its_first_moment_nothing_is_asked(cast: Cast) -> None:
    local_election(starts=DAY, ends=3 * DAY)
    check_all()
    look_for_begun_periods()
    assert not Recheck.objects.filter(finished_at=None).exists()


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "moment", "inside"),
    [
        # The clocks go forward at 01:00 UTC on 28 March 2027.
        ("2027-03-28T00:30Z", "2027-03-28T01:30Z", "2027-03-28T00:29:59Z", False),
        ("2027-03-28T00:30Z", "2027-03-28T01:30Z", "2027-03-28T00:30:00Z", True),
        ("2027-03-28T00:30Z", "2027-03-28T01:30Z", "2027-03-28T01:29:59Z", True),
        ("2027-03-28T00:30Z", "2027-03-28T01:30Z", "2027-03-28T01:30:00Z", False),
        # They go back at 01:00 UTC on 31 October 2027: 01:15 comes twice.
        ("2027-10-31T00:15Z", "2027-10-31T01:15Z", "2027-10-31T00:15:00Z", True),
        ("2027-10-31T00:15Z", "2027-10-31T01:15Z", "2027-10-31T01:14:59Z", True),
        ("2027-10-31T00:15Z", "2027-10-31T01:15Z", "2027-10-31T01:15:00Z", False),
    ],
)
def test_start_and_end_are_exact_across_both_clock_changes(
    cast: Cast, starts_at: str, ends_at: str, moment: str, inside: bool
) -> None:
    a_period(
        "Local elections",
        kind=PeriodKind.LOCAL_ELECTION,
        starts_at=datetime.fromisoformat(starts_at),
        ends_at=datetime.fromisoformat(ends_at),
    )
    slot = stamp(datetime.fromisoformat(moment).astimezone(UTC))
    draft = submitted(cast, replace(words(cast.rehearsal), not_before=slot))
    assert ("election" in authorities(draft)) == inside


def test_every_page_names_each_period_in_force(cast: Cast) -> None:
    local_election(starts=-DAY, ends=DAY)
    now = timezone.now()
    a_period("Mourning", starts_at=now - DAY, ends_at=now + DAY)
    page = page_text(browser_of(cast.alice).get("/drafts/"))
    assert "Local elections until" in page
    assert "Mourning until" in page
