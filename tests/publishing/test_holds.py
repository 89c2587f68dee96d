"""An all-stop that does not leak: what it caught goes out only when looked at again."""

from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from publishing.actions.claim import claim_next
from publishing.actions.holds import lift_hold, place_hold
from publishing.actions.judgement import release
from publishing.jobs import publish_one
from publishing.models import Hold, RehearsalSwitch
from tests.cast import ROUTINE
from tests.publishing.stage import Stage
from tests.registers import a_period


def stop_and_go(stage: Stage) -> None:
    """An all-stop that was placed and lifted while no publisher ran."""
    hold = place_hold(by=stage.cast.dee, reason="Mourning", account=None)
    lift_hold(hold, by=stage.cast.dee)


def test_what_fell_due_while_nobody_published_is_held(stage: Stage) -> None:
    publication = stage.sealed()
    stop_and_go(stage)
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("held", [])


def test_what_waited_for_a_rate_limit_is_held(stage: Stage) -> None:
    stage.inject(RehearsalSwitch.Fault.RATE_LIMIT)
    stage.sealed()
    publish_one()
    stop_and_go(stage)
    stage.pass_time()
    stage.publish_all()
    assert stage.timeline() == []


def test_what_was_not_sealed_yet_is_held(stage: Stage) -> None:
    stage.approved()
    stop_and_go(stage)
    stage.seal()
    stage.publish_all()
    assert stage.timeline() == []


def test_what_is_approved_after_the_lifting_goes_out(stage: Stage) -> None:
    stop_and_go(stage)
    stage.sealed()
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]


def test_a_release_after_the_lifting_lets_it_go_out(stage: Stage) -> None:
    publication = stage.sealed()
    stop_and_go(stage)
    stage.publish_all()
    release(publication, by=stage.cast.priya)
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]


def test_a_sensitive_period_that_is_over_still_asks_for_a_look(stage: Stage) -> None:
    publication = stage.sealed()
    now = timezone.now()
    a_period(
        "Pre-election period",
        starts_at=now - timedelta(seconds=1),
        ends_at=now + timedelta(seconds=1),
    )
    assert claim_next() is None
    publication.refresh_from_db()
    assert publication.status == "held"


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM publishing_hold", "never changed or removed"),
        ("UPDATE publishing_hold SET reason = 'nothing'", "lifted once"),
        (
            "UPDATE publishing_publication SET reviewed_at = now()",
            "only a release says",
        ),
    ],
)
def test_raw_sql_cannot_undo_a_hold_without_a_trace(
    stage: Stage, statement: str, sentence: str
) -> None:
    stage.sealed()
    place_hold(by=stage.cast.dee, reason="Mourning", account=None)
    with pytest.raises(psycopg.Error, match=sentence):
        stage.sql(statement)
    assert Hold.objects.get().lifted_at is None
