"""What should be out by now is told once, shown until it settles, and counted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from audit.events import Event
from audit.queries import entries_about
from publishing.actions.judgement import release
from publishing.actions.moves import subject_of
from publishing.actions.overdue import tell_of_overdue
from publishing.models import Publication, RehearsalSwitch
from publishing.queries.overdue import sounding
from tests.pages import browser_of, page_text
from tests.publishing.stage import Stage


def as_it_was(stage: Stage, columns: str) -> None:
    """What no role of ours may write: as if time had passed, or it had gone otherwise."""
    table = "publishing_publication"
    triggers = f"ALTER TABLE {table} %s TRIGGER publishing_publication_moves;"
    update = f"UPDATE {table} SET {columns};"  # noqa: S608 - the test's own words
    both = triggers % "DISABLE" + update + triggers % "ENABLE ALWAYS"
    stage.sql(both, role="admin")


def a_late(stage: Stage, minutes: int = 6) -> Publication:
    """Approved, and not sent for that many minutes after its time."""
    publication = stage.approved()
    ago = f"now() - interval '{minutes} minutes'"
    as_it_was(stage, f"due_at = {ago}, reviewed_at = {ago}")
    publication.refresh_from_db()
    return publication


def told_names() -> list[str]:
    notices = Notice.objects.filter(kind="overdue").select_related("person")
    return sorted(notice.person.name for notice in notices)


def test_a_post_that_is_not_out_in_five_minutes_is_told_once(stage: Stage) -> None:
    publication = a_late(stage)

    assert (tell_of_overdue(), tell_of_overdue()) == (1, 0)

    assert told_names() == ["Alice Archer", "Priya Shah"]
    events = [entry.event for entry in entries_about([subject_of(publication)])]
    assert events.count(Event.PUBLICATION_OVERDUE) == 1


@pytest.mark.parametrize("status", ["held", "published", "cancelled", "failed"])
def test_what_has_settled_or_waits_for_a_person_is_not_overdue(
    stage: Stage, status: str
) -> None:
    a_late(stage)
    as_it_was(stage, f"status = '{status}'")
    assert tell_of_overdue() == 0


def test_four_minutes_are_not_late(stage: Stage) -> None:
    a_late(stage, minutes=4)
    assert tell_of_overdue() == 0


def test_the_alarm_ends_when_the_post_is_out(stage: Stage) -> None:
    a_late(stage)
    tell_of_overdue()
    assert sounding().count() == 1
    stage.seal()
    stage.publish_all()
    assert sounding().count() == 0


def test_a_release_starts_the_time_anew(stage: Stage) -> None:
    publication = a_late(stage)
    tell_of_overdue()
    stage.cast.rehearsal.enabled = False
    stage.cast.rehearsal.save()
    stage.seal()
    stage.publish_all()
    stage.cast.rehearsal.enabled = True
    stage.cast.rehearsal.save()
    release(publication, by=stage.cast.priya)

    publication.refresh_from_db()
    assert (publication.status, publication.overdue_since) == ("waiting", None)
    assert tell_of_overdue() == 0


def test_pages_say_what_is_overdue_and_since_when(stage: Stage) -> None:
    publication = a_late(stage)
    tell_of_overdue()
    draft = publication.revision.draft_id

    post = page_text(browser_of(stage.cast.alice).get(reverse("post", args=[draft])))
    home = page_text(browser_of(stage.cast.priya).get(reverse("home")))
    health = page_text(browser_of(stage.cast.grace).get(reverse("log-health")))

    assert "Overdue: it should have gone out today at" in post
    assert "Overdue" in home
    assert "1 post should be out by now and is not." in health


def test_an_unknown_outcome_is_overdue_like_any_other(stage: Stage) -> None:
    publication = a_late(stage, minutes=20)
    stage.seal()
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    stage.publish_all()
    assert tell_of_overdue() == 1
    page = page_text(
        browser_of(stage.cast.priya).get(
            reverse("post", args=[publication.revision.draft_id])
        )
    )
    assert "Nobody knows whether it is live." in page
    assert timezone.now() - timedelta(minutes=1) < Publication.objects.get().changed_at
