"""The duty roster: one person to a duty at a time, over both clock changes.

Times here are what a clock in the United Kingdom shows, told apart by their offset.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions.roster import assign_duty, hand_over
from accounts.models import DutyShift, JobPost, Person
from accounts.queries import roles_of
from accounts.queries.people import deciders_in
from accounts.queries.rights import capacities
from accounts.queries.standing import on_duty
from accounts.roles import Role
from accounts.templatetags.times import when_in_words
from audit.events import Event
from audit.queries import Search, search
from tests.cast import Cast, hire
from tests.holdings import hold
from tests.pages import browser_of, page_text, problems
from tests.refusals import refused, refused_by_database


LONDON = ZoneInfo("Europe/London")
# 01:30 happens twice: first in summer time, an hour later in winter time.
FIRST_HALF_PAST_ONE = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0)
SECOND_HALF_PAST_ONE = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)


@pytest.fixture
def duty(cast: Cast) -> JobPost:
    """The duty officer's post, which Priya and Tom hold."""
    post = JobPost.objects.create(
        title="Duty officer", team=cast.rivers, roles=[Role.DUTY_OFFICER]
    )
    for person in (cast.priya, cast.tom):
        hold(post, person, since=date(2026, 1, 1))
    return post


def put_on(
    cast: Cast, duty: JobPost, person: Person, start: datetime, end: datetime
) -> DutyShift:
    return assign_duty(duty, by=cast.priya, person=person, starts_at=start, ends_at=end)


def from_now(hours: int) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def test_duty_officer_has_that_role_only_while_on_duty(
    cast: Cast, duty: JobPost
) -> None:
    assert roles_of(cast.tom) == {Role.AUTHORISED_OFFICER}
    put_on(cast, duty, cast.tom, from_now(-1), from_now(8))
    assert roles_of(cast.tom) == {Role.AUTHORISED_OFFICER, Role.DUTY_OFFICER}
    later = {each.role for each in capacities(cast.tom, at=from_now(9))}
    assert later == {Role.AUTHORISED_OFFICER}
    assert list(deciders_in([duty.pk], at=timezone.now())) == [cast.tom]


def test_page_says_when_it_opens_to_whoever_is_not_on_duty(
    cast: Cast, duty: JobPost
) -> None:
    dan = hire("Dan Ellis", cast.rivers, "Night duty", Role.DUTY_OFFICER)
    browser = browser_of(dan)
    unplanned = browser.get("/registers/urgent/")
    night = JobPost.objects.get(title="Night duty")
    start, end = from_now(48), from_now(56)
    put_on(cast, night, dan, start, end)
    planned, others = browser.get("/registers/urgent/"), browser.get("/log/")
    assert [each.status_code for each in (unplanned, planned, others)] == [403] * 3
    assert "No shift of yours is on the roster." in page_text(unplanned)
    shift = f"from {when_in_words(start)} to {when_in_words(end)}."
    assert f"Your next shift is {shift}" in page_text(planned)
    assert "This page is for people whose post is auditor." in page_text(others)


def test_database_says_the_same_of_duty(cast: Cast, duty: JobPost) -> None:
    put_on(cast, duty, cast.tom, from_now(-1), from_now(8))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT accounts_acts_in_post(%(tom)s, %(duty)s, now()),"
            " accounts_acts_in_post(%(priya)s, %(duty)s, now()),"
            " accounts_holds_post(%(priya)s, %(duty)s, now())",
            {"tom": cast.tom.pk, "priya": cast.priya.pk, "duty": duty.pk},
        )
        assert cursor.fetchone() == (True, False, True)


def test_night_of_two_half_past_ones_has_somebody_on_duty_in_each(
    cast: Cast, duty: JobPost
) -> None:
    evening = datetime(2026, 10, 24, 18, tzinfo=LONDON)
    row = DutyShift(job_post=duty, assigned_by=cast.priya, person=cast.tom)
    row.starts_at, row.ends_at = evening, FIRST_HALF_PAST_ONE.astimezone(UTC)
    row.save()
    put_on_second = DutyShift(job_post=duty, assigned_by=cast.priya, person=cast.priya)
    put_on_second.starts_at = row.ends_at
    put_on_second.ends_at = datetime(2026, 10, 25, 8, tzinfo=LONDON)
    put_on_second.save()
    just_before = FIRST_HALF_PAST_ONE.astimezone(UTC) - timedelta(seconds=1)
    assert on_duty_at(just_before) == [cast.tom]
    assert on_duty_at(FIRST_HALF_PAST_ONE) == [cast.priya]
    assert on_duty_at(SECOND_HALF_PAST_ONE) == [cast.priya]
    assert SECOND_HALF_PAST_ONE.astimezone(UTC) - FIRST_HALF_PAST_ONE.astimezone(
        UTC
    ) == timedelta(hours=1)


def test_autumn_night_lasts_fifteen_hours_and_spring_night_thirteen(
    cast: Cast, duty: JobPost
) -> None:
    nights = [
        DutyShift.objects.create(
            job_post=duty,
            person=cast.tom,
            assigned_by=cast.priya,
            starts_at=datetime(*eve, 18, tzinfo=LONDON),
            ends_at=datetime(*day, 8, tzinfo=LONDON),
        )
        for eve, day in (
            ((2026, 10, 24), (2026, 10, 25)),
            ((2027, 3, 27), (2027, 3, 28)),
        )
    ]
    for night in nights:
        night.refresh_from_db()
    hours = [(each.ends_at - each.starts_at) / timedelta(hours=1) for each in nights]
    assert hours == [15, 13]
    # 00:59:59 is followed by 02:00 on that morning.
    last_of_winter = datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC)
    assert on_duty_at(last_of_winter + timedelta(seconds=1)) == [cast.tom]


def on_duty_at(moment: datetime) -> list[Person]:
    return [shift.person for shift in on_duty(moment)]


@pytest.mark.parametrize(
    "typed", ["25/10/2026 01:30", "28/03/2027 01:30", "2027-03-28 01:00"]
)
def test_time_that_happens_twice_or_never_is_asked_again(
    cast: Cast, duty: JobPost, typed: str
) -> None:
    form = {
        "job_post": duty.pk,
        "person": cast.tom.pk,
        "starts_at": typed,
        "ends_at": "28/03/2027 09:00",
        "note": "Keep this note",
    }
    response = browser_of(cast.priya).post("/registers/duty/assign/", form)
    (problem,) = problems(response)
    assert problem.startswith("The clocks change in that hour, so this time happens")
    assert b"Keep this note" in response.content


def test_duty_is_nobodys_twice(cast: Cast, duty: JobPost) -> None:
    put_on(cast, duty, cast.tom, from_now(0), from_now(8))
    with refused("duty-taken"):
        put_on(cast, duty, cast.priya, from_now(7), from_now(12))
    with refused_by_database("somebody is on duty in this post"):
        DutyShift.objects.create(
            job_post=duty,
            person=cast.priya,
            assigned_by=cast.priya,
            starts_at=from_now(7),
            ends_at=from_now(12),
        )


def test_shifts_may_follow_one_another_without_a_gap(cast: Cast, duty: JobPost) -> None:
    change = from_now(8)
    put_on(cast, duty, cast.tom, from_now(0), change)
    put_on(cast, duty, cast.priya, change, from_now(16))
    assert DutyShift.objects.count() == 2


def test_only_who_holds_the_duty_post_is_put_on_duty(cast: Cast, duty: JobPost) -> None:
    with refused("not-a-holder"):
        put_on(cast, duty, cast.alice, from_now(0), from_now(8))
    with refused("no-duty-post"):
        put_on(
            cast,
            cast.tom.holdings.first().job_post,  # type: ignore[union-attr]
            cast.tom,
            from_now(0),
            from_now(8),
        )


@pytest.mark.parametrize("name", ["alice", "sam", "grace"])
def test_others_do_not_write_the_roster(cast: Cast, duty: JobPost, name: str) -> None:
    with refused("no-roster-role"):
        assign_duty(
            duty,
            by=getattr(cast, name),
            person=cast.tom,
            starts_at=from_now(0),
            ends_at=from_now(8),
        )


def test_handing_over_ends_one_shift_and_begins_the_next(
    cast: Cast, duty: JobPost
) -> None:
    shift = put_on(cast, duty, cast.tom, from_now(-1), from_now(8))
    taken = hand_over(shift, by=cast.tom, to=cast.priya, note="One flood warning live")
    shift.refresh_from_db()
    assert shift.ends_at == taken.starts_at
    assert on_duty_at(timezone.now()) == [cast.priya]
    assert taken.taken_over_from == shift
    newest = search(Search(event=Event.DUTY_ASSIGNED)).entries[0]
    details = dict(newest.body["details"])  # type: ignore[arg-type]
    assert details["taken_over_from"] == str(cast.tom.pk)
    assert b"flood warning live" not in newest.body_bytes


def test_only_who_is_on_duty_or_a_manager_hands_it_over_and_once(
    cast: Cast, duty: JobPost
) -> None:
    shift = put_on(cast, duty, cast.tom, from_now(-1), from_now(8))
    with refused("not-your-duty"):
        hand_over(shift, by=cast.alice, to=cast.priya)
    hand_over(shift, by=cast.tom, to=cast.priya)
    with refused("shift-over"):
        hand_over(shift, by=cast.tom, to=cast.priya)


def test_shift_is_not_lengthened_given_away_or_removed_in_sql(
    cast: Cast, duty: JobPost
) -> None:
    shift = put_on(cast, duty, cast.tom, from_now(-1), from_now(8))
    row = DutyShift.objects.filter(pk=shift.pk)
    for change in ({"ends_at": from_now(9)}, {"person": cast.priya}):
        with refused_by_database("only its end moves"):
            row.update(**change)
    with refused_by_database("are kept"):
        row.delete()


def test_page_says_who_is_on_duty_now_and_next(cast: Cast, duty: JobPost) -> None:
    put_on(cast, duty, cast.tom, from_now(-1), from_now(8))
    put_on(cast, duty, cast.priya, from_now(8), from_now(16))
    text = page_text(browser_of(cast.alice).get("/registers/duty/"))
    assert text.index("Tom Reed, Duty officer") < text.index("Next")
    assert text.index("Next") < text.index("Priya Shah, Duty officer")
    past = page_text(browser_of(cast.alice).get("/registers/duty/?on=2026-01-05"))
    assert "Nobody is on duty at this moment." in past
