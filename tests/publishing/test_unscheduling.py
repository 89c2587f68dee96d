"""What a hold stops is taken off the schedule post by post, in the log, and resumes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from publishing.actions.holds import lift_hold, place_hold
from publishing.actions.judgement import release
from publishing.actions.unscheduling import unschedule_some
from publishing.models import Publication, Unscheduling
from publishing.queries.stops import unscheduling_under_way
from tests.cast import Cast, an_approved_draft
from tests.publishing.stage import Stage


def approved(cast: Cast, number: int) -> list[Publication]:
    for each in range(number):
        an_approved_draft(cast, text=f"Flood warning {each}. Check your route.")
    return list(Publication.objects.order_by("pk"))


def unschedule_all() -> int:
    """How many batches it took."""
    batches = 0
    while unschedule_some(size=2):
        batches += 1
    return batches


def statuses() -> list[str]:
    return list(Publication.objects.order_by("pk").values_list("status", flat=True))


def test_each_post_has_its_own_entry(cast: Cast) -> None:
    posts = approved(cast, 3)
    hold = place_hold(by=cast.dee, reason="Mourning")
    unschedule_all()
    entries = Entry.objects.filter(event="publication.held").order_by("subject_id")
    assert statuses() == ["held"] * 3
    assert {entry.subject_id for entry in entries} == {str(each.pk) for each in posts}
    assert all(f'"hold":"{hold.pk}"' in bytes(each.body).decode() for each in entries)


def test_placing_is_logged_with_what_waited(cast: Cast) -> None:
    approved(cast, 2)
    place_hold(by=cast.dee, reason="Mourning")
    body = bytes(Entry.objects.get(event="hold.placed").body).decode()
    assert '"account":"everything"' in body
    assert '"posts":2' in body
    assert '"accounts":1' in body
    assert "Mourning" not in body


def test_a_restart_goes_on_where_it_stopped(cast: Cast) -> None:
    posts = approved(cast, 5)
    place_hold(by=cast.dee, reason="Mourning")
    assert unschedule_some(size=2)
    going_on = Unscheduling.objects.get()
    assert (going_on.total, going_on.done, going_on.upto) == (5, 2, posts[1].pk)
    assert unschedule_all() == 2
    going_on.refresh_from_db()
    assert (going_on.done, unscheduling_under_way()) == (5, False)
    assert Entry.objects.filter(event="publication.held").count() == 5


def test_it_goes_on_after_the_hold_was_lifted(cast: Cast) -> None:
    approved(cast, 3)
    hold = place_hold(by=cast.dee, reason="Mourning")
    unschedule_some(size=2)
    lift_hold(hold, by=cast.dee)
    unschedule_all()
    assert statuses() == ["held"] * 3


def test_what_is_approved_after_the_lifting_stays_scheduled(stage: Stage) -> None:
    hold = place_hold(by=stage.cast.dee, reason="Mourning")
    lift_hold(hold, by=stage.cast.dee)
    stage.approved()
    unschedule_all()
    assert statuses() == ["waiting"]


def test_a_post_that_was_released_meanwhile_stays_scheduled(cast: Cast) -> None:
    posts = approved(cast, 3)
    place_hold(by=cast.dee, reason="Mourning")
    unschedule_some(size=2)
    Publication.objects.filter(pk=posts[2].pk).update(status="held")
    release(posts[2], by=cast.dee, reason="People must leave now.")
    unschedule_all()
    assert statuses() == ["held", "held", "waiting"]


def test_another_account_keeps_its_schedule(cast: Cast) -> None:
    approved(cast, 2)
    place_hold(by=cast.dee, reason="Hacked?", account=cast.x)
    unschedule_all()
    assert statuses() == ["waiting", "waiting"]


@pytest.mark.parametrize("size", [1, 4])
def test_only_the_log_grows_with_the_batch(cast: Cast, size: int) -> None:
    approved(cast, size)
    place_hold(by=cast.dee, reason="Mourning")
    with CaptureQueriesContext(connection) as queries:
        unschedule_some(size=10)
    written = [each for each in queries if "INSERT INTO audit_entry" in each["sql"]]
    assert len(written) == size
    assert len(queries) - len(written) == 8
