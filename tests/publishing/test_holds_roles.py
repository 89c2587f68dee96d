"""Who places, lifts and releases: by action, and by raw SQL as the application's role."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import DutyShift, Person
from accounts.models.people import Department
from accounts.reasons import RefusedError
from accounts.roles import Role
from audit.models import Entry
from drafts.actions import create_draft
from drafts.models import Revision
from publishing.actions.holds import lift_hold, place_hold
from publishing.actions.judgement import release
from publishing.models import Hold, HoldRelease, Publication
from tests.cast import ROUTINE, Cast, hire, words
from tests.pages import browser_of, nothing_changes, page_text, problems
from tests.publishing.stage import Stage


@contextmanager
def refused(*codes: str) -> Iterator[None]:
    with pytest.raises(RefusedError) as error:
        yield
    assert [reason.code for reason in error.value.reasons] == list(codes)


def on_duty(person: Person, *, hours: int = 1) -> None:
    """On the roster from `hours` hours before now, for two hours."""
    start = timezone.now() - timedelta(hours=hours)
    DutyShift.objects.create(
        job_post=person.holdings.get().job_post,
        person=person,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        assigned_by=person,
    )


def stopped(stage: Stage) -> tuple[Publication, Hold]:
    """A post that an all-stop in force has caught."""
    publication = stage.sealed()
    hold = place_hold(by=stage.cast.dee, reason="Mourning")
    stage.publish_all()
    publication.refresh_from_db()
    return publication, hold


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.HEAD_OF_DIGITAL])
def test_director_and_head_of_digital_place(cast: Cast, role: Role) -> None:
    person = hire("Hana Poole", cast.strategy, "Another post", role)
    assert place_hold(by=person, reason="Serious incident").placed_by == person


def test_the_duty_officer_places_only_while_on_duty(cast: Cast) -> None:
    nia = hire("Nia Duty", cast.strategy, "Duty press officer", Role.DUTY_OFFICER)
    with refused("no-hold-role"):
        place_hold(by=nia, reason="Serious incident")
    on_duty(nia)
    assert place_hold(by=nia, reason="Serious incident").placed_by == nia


def test_a_shift_that_is_over_stops_nothing(cast: Cast) -> None:
    nia = hire("Nia Duty", cast.strategy, "Duty press officer", Role.DUTY_OFFICER)
    on_duty(nia, hours=3)
    with refused("no-hold-role"):
        place_hold(by=nia, reason="Serious incident")


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "grace", "sam", "mallory"])
def test_nobody_else_places_or_lifts(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    hold = place_hold(by=cast.dee, reason="Serious incident")
    with nothing_changes(), refused("no-hold-role"):
        place_hold(by=person, reason="Why")
    with nothing_changes(), refused("no-lift-role"):
        lift_hold(hold, by=person)


def test_whoever_placed_it_does_not_lift_it_without_being_director(cast: Cast) -> None:
    head = hire("Hana Poole", cast.strategy, "Head", Role.HEAD_OF_DIGITAL)
    hold = place_hold(by=head, reason="Serious incident")
    with refused("no-lift-role"):
        lift_hold(hold, by=head)
    lift_hold(hold, by=cast.dee)


def test_a_superuser_stops_nothing(cast: Cast) -> None:
    Person.objects.filter(pk=cast.sam.pk).update(is_superuser=True)
    cast.sam.refresh_from_db()
    with refused("no-hold-role"):
        place_hold(by=cast.sam, reason="Why")


def test_a_hold_of_a_team_reaches_its_accounts_only(stage: Stage) -> None:
    place_hold(by=stage.cast.dee, reason="Exercise", team=stage.cast.strategy)
    stage.sealed()
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]
    publication = stage.sealed("The Ouse is rising.")
    place_hold(by=stage.cast.dee, reason="Hacked?", team=stage.cast.rivers)
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("held", [ROUTINE])


def test_a_hold_of_a_department_reaches_all_its_teams(stage: Stage) -> None:
    department = Department.objects.create(name="Department for Rivers")
    stage.cast.rivers.department = department
    stage.cast.rivers.save()
    publication = stage.sealed()
    place_hold(by=stage.cast.dee, reason="Mourning", department=department)
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("held", [])


def test_the_director_releases_one_post_and_the_hold_goes_on(stage: Stage) -> None:
    publication, hold = stopped(stage)
    other = stage.sealed("The Ouse is rising.")
    release(publication, by=stage.cast.dee, reason="People must leave now.")
    stage.publish_all()
    other.refresh_from_db()
    hold.refresh_from_db()
    assert (stage.timeline(), other.status, hold.lifted_at) == ([ROUTINE], "held", None)


def test_a_release_is_in_the_log_with_its_hold_and_its_reason(stage: Stage) -> None:
    publication, hold = stopped(stage)
    release(publication, by=stage.cast.dee, reason="People must leave now.")
    entry = Entry.objects.get(event="publication.released")
    named = HoldRelease.objects.get()
    assert (entry.actor, entry.actor_role) == (str(stage.cast.dee.pk), "director")
    assert f'"holds":"{hold.pk}"' in bytes(entry.body).decode()
    assert (named.reason, named.released_by) == (
        "People must leave now.",
        stage.cast.dee,
    )


def test_a_second_hold_stops_what_was_released_from_the_first(stage: Stage) -> None:
    publication, _ = stopped(stage)
    release(publication, by=stage.cast.dee, reason="People must leave now.")
    place_hold(by=stage.cast.dee, reason="Hacked?", account=stage.cast.rehearsal)
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("held", [])


def test_what_was_released_is_not_stopped_by_the_lifting(stage: Stage) -> None:
    publication, hold = stopped(stage)
    release(publication, by=stage.cast.dee, reason="People must leave now.")
    lift_hold(hold, by=stage.cast.dee)
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]


@pytest.mark.parametrize("name", ["priya", "tom"])
def test_nobody_but_the_director_releases_from_a_hold_in_force(
    stage: Stage, name: str
) -> None:
    publication, _ = stopped(stage)
    with nothing_changes(), refused("on-hold"):
        release(publication, by=getattr(stage.cast, name), reason="Urgent.")


def test_a_release_during_a_hold_needs_a_reason(stage: Stage) -> None:
    publication, _ = stopped(stage)
    with nothing_changes(), refused("needs-reason"):
        release(publication, by=stage.cast.dee, reason=" ")


def test_the_director_releases_from_the_page(stage: Stage) -> None:
    publication, hold = stopped(stage)
    browser = browser_of(stage.cast.dee)
    address = reverse("release", args=[publication.pk])
    with nothing_changes():
        long = browser.post(address, {"reason": "x" * 201})
        none = browser.post(address)
    page = browser.get(reverse("post", args=[publication.revision.draft_id]))
    assert problems(long) == ["Keep the reason to 200 characters. It has 201."]
    assert problems(none) == ["Say why, in words everyone may read."]
    assert "Why this post goes out during the hold" in page_text(page)
    browser.post(address, {"reason": "People must leave now."})
    publication.refresh_from_db()
    assert publication.status == "waiting"
    assert "People must leave now." in page_text(
        browser.get(reverse("hold", args=[hold.pk]))
    )


def as_somebody(stage: Stage, statement: str, name: str) -> None:
    """Raw SQL as the application's role, with `%s` for this person's key."""
    stage.sql(statement.replace("%s", f"'{getattr(stage.cast, name).pk}'"))


PLACE = (
    "INSERT INTO publishing_hold (reason, placed_by_id, placed_at)"
    " VALUES ('Stop', %s, now())"
)
LIFT = "UPDATE publishing_hold SET lifted_by_id = %s, lifted_at = now()"
RELEASE = (
    "INSERT INTO publishing_holdrelease"
    " (hold_id, publication_id, reason, released_by_id, released_at)"
    " SELECT (SELECT max(id) FROM publishing_hold), max(id), 'Go', %s, now()"
    " FROM publishing_publication"
)


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "sam"])
@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (PLACE, "a hold is placed by"),
        (LIFT, "only the director lifts"),
        (RELEASE, "only the director releases"),
    ],
)
def test_raw_sql_is_held_to_the_same_roles(
    stage: Stage, statement: str, sentence: str, name: str
) -> None:
    stopped(stage)
    with nothing_changes(), pytest.raises(psycopg.Error, match=sentence):
        as_somebody(stage, statement, name)


def test_raw_sql_releases_nothing_that_the_director_wrote(stage: Stage) -> None:
    publication, _ = stopped(stage)
    revision = publication.revision
    stage.sql("ALTER TABLE drafts_revision DISABLE TRIGGER ALL", role="admin")
    Revision.objects.filter(pk=revision.pk).update(created_by=stage.cast.dee)
    stage.sql("ALTER TABLE drafts_revision ENABLE TRIGGER ALL", role="admin")
    assert Revision.objects.get(pk=revision.pk).created_by == stage.cast.dee
    with pytest.raises(psycopg.Error, match="wrote any part"):
        as_somebody(stage, RELEASE, "dee")
    with refused("own-words"):
        release(publication, by=stage.cast.dee, reason="Mine.")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE publishing_holdrelease SET reason = 'nothing'", "never changed"),
        ("DELETE FROM publishing_holdrelease", "never changed"),
        ("UPDATE publishing_hold SET team_id = 1", "lifted once"),
    ],
)
def test_raw_sql_changes_no_release_and_no_hold(
    stage: Stage, statement: str, sentence: str
) -> None:
    publication, _ = stopped(stage)
    release(publication, by=stage.cast.dee, reason="People must leave now.")
    with pytest.raises(psycopg.Error, match=sentence):
        stage.sql(statement)


def test_raw_sql_claims_nothing_that_a_team_hold_reaches(stage: Stage) -> None:
    stage.sealed()
    place_hold(by=stage.cast.dee, reason="Hacked?", team=stage.cast.rivers)
    with pytest.raises(psycopg.Error, match="may not be claimed now"):
        stage.sql(
            "UPDATE publishing_publication SET status = 'claimed', fence = fence + 1,"
            " lease_until = now() + interval '1 minute'"
        )


def test_a_hold_of_two_things_is_refused(cast: Cast) -> None:
    with pytest.raises(Exception, match="hold_is_of_one_thing"), transaction.atomic():
        Hold.objects.create(
            account=cast.x, team=cast.rivers, reason="Both", placed_by=cast.dee
        )


def test_a_draft_is_written_on_while_everything_is_stopped(cast: Cast) -> None:
    place_hold(by=cast.dee, reason="Mourning")
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Later", content=words(cast.rehearsal)
    )
    assert draft.status == "draft"
