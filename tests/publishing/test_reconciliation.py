"""What is live is what was authorised, or somebody hears of it at once.

The rehearsal network stands for every platform; their timelines are tested with them.
"""

from datetime import datetime, timedelta

import psycopg
import pytest
from django.utils import timezone

from accounts.models import Credential, Notice
from audit.log import Subject
from audit.queries import entries_about
from publishing.actions.reconciling import (
    check_account,
    recognise,
    reconcile_some,
)
from publishing.models import (
    Divergence,
    LiveSighting,
    Publication,
    RateLimit,
    Receipt,
    Reconciliation,
    RehearsalPost,
    RehearsalSwitch,
)
from publishing.platforms import registry
from publishing.platforms.protocol import Inconclusive, Reading
from publishing.platforms.rehearsal import RehearsalAdapter
from publishing.queries.truth import concerned_with, may_be_hijacked
from tests.cast import ROUTINE
from tests.publishing.stage import Stage
from tests.refusals import refused


@pytest.fixture
def live(stage: Stage) -> RehearsalPost:
    """Alice's words, authorised and live for an hour, on an account of a year."""
    stage.sealed()
    stage.publish_all()
    age(stage)
    return RehearsalPost.objects.get()


def age(stage: Stage) -> None:
    """Move the account's registration back, so that today is within its time."""
    account = stage.cast.rehearsal
    account.registered_at = timezone.now() - timedelta(days=365)
    account.save()


def check(stage: Stage) -> Reconciliation:
    """A whole reading of the account on the clock, as if it were due."""
    a_while_ago = timezone.now() - timedelta(hours=1)
    Reconciliation.objects.update(started_at=a_while_ago)
    Credential.objects.exclude(account=stage.cast.rehearsal).delete()
    assert reconcile_some()
    return Reconciliation.objects.latest("pk")


def intruder(stage: Stage, text: str = "Free money for everybody") -> RehearsalPost:
    """Somebody posts around the queue, with the account's own password."""
    return RehearsalPost.objects.create(
        handle=stage.cast.rehearsal.handle, client_key="none of ours", text=text
    )


def found(stage: Stage) -> list[tuple[str, str, str]]:
    rows = Divergence.objects.order_by("pk")
    return [(row.kind, row.words, row.resolution) for row in rows]


def test_what_is_live_as_it_was_authorised_matches(
    stage: Stage, live: RehearsalPost
) -> None:
    run = check(stage)
    assert (run.posts, run.matched, run.differing, run.trouble) == (1, 1, 0, "")
    assert LiveSighting.objects.get().run == run


def test_a_post_around_the_queue_is_found_and_told_at_once(
    stage: Stage, live: RehearsalPost
) -> None:
    intruder(stage)
    check(stage)
    assert found(stage) == [("unauthorised", "Free money for everybody", "")]
    told = Notice.objects.filter(kind="unauthorised post")
    assert {each.person for each in told} == set(concerned_with(stage.cast.rehearsal))
    assert {stage.cast.priya, stage.cast.tom, stage.cast.dee} <= {
        each.person for each in told
    }


def test_the_log_says_what_was_found_and_holds_none_of_its_words(
    stage: Stage, live: RehearsalPost
) -> None:
    intruder(stage)
    check(stage)
    account = Subject("account", str(stage.cast.rehearsal.pk))
    entry = entries_about([account])[-1]
    assert entry.event == "reconciliation.unexpected"
    assert "Free money" not in str(entry.body)


def test_what_was_found_is_told_and_logged_once(
    stage: Stage, live: RehearsalPost
) -> None:
    intruder(stage)
    check(stage)
    before = Notice.objects.count()
    check(stage)
    assert (len(found(stage)), Notice.objects.count()) == (1, before)


def test_altered_words_are_found_with_what_was_authorised(
    stage: Stage, live: RehearsalPost
) -> None:
    RehearsalPost.objects.update(text="The river is quite safe.")
    check(stage)
    divergence = Divergence.objects.get()
    assert (divergence.kind, divergence.words) == (
        "altered",
        "The river is quite safe.",
    )
    assert divergence.publication == Publication.objects.get()


def test_words_that_are_put_right_again_close_what_was_found(
    stage: Stage, live: RehearsalPost
) -> None:
    RehearsalPost.objects.update(text="The river is quite safe.")
    check(stage)
    RehearsalPost.objects.update(text=ROUTINE)
    check(stage)
    assert [row[2] for row in found(stage)] == ["restored"]


def long_live(live: RehearsalPost, stage: Stage) -> None:
    """Its receipt is older than what a timeline may still lack."""
    past = timezone.now() - timedelta(hours=2)
    stage.sql("ALTER TABLE publishing_receipt DISABLE TRIGGER USER", role="owner")
    Receipt.objects.update(received_at=past)
    stage.sql(
        "ALTER TABLE publishing_receipt ENABLE ALWAYS TRIGGER publishing_receipt_stays",
        role="owner",
    )
    RehearsalPost.objects.filter(pk=live.pk).update(posted_at=past)


def test_a_post_that_was_deleted_there_is_missing(
    stage: Stage, live: RehearsalPost
) -> None:
    long_live(live, stage)
    RehearsalPost.objects.update(deleted_at=timezone.now())
    check(stage)
    assert found(stage) == [("missing", "", "")]


def test_what_a_timeline_leaves_out_and_is_live_is_not_missing(
    stage: Stage, live: RehearsalPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forgetful(RehearsalAdapter):
        def read_timeline(
            self, *, since: datetime, older: str | None = None
        ) -> Reading:
            page = super().read_timeline(since=timezone.now(), older=older)
            assert not isinstance(page, Inconclusive)
            return page

    long_live(live, stage)
    monkeypatch.setitem(registry.ADAPTERS, "rehearsal", Forgetful)
    run = check(stage)
    assert (found(stage), run.matched) == ([], 1)


def test_a_post_whose_outcome_is_not_known_is_no_stranger(stage: Stage) -> None:
    stage.sealed()
    age(stage)
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    stage.publish_all()
    check(stage)
    assert (stage.timeline(), found(stage)) == ([ROUTINE], [])


def test_what_was_there_before_the_account_was_ours_is_not_asked_about(
    stage: Stage,
) -> None:
    old = intruder(stage)
    RehearsalPost.objects.filter(pk=old.pk).update(
        posted_at=timezone.now() - timedelta(days=1)
    )
    check(stage)
    assert found(stage) == []


def test_a_stranger_that_is_gone_is_closed(stage: Stage, live: RehearsalPost) -> None:
    post = intruder(stage)
    check(stage)
    RehearsalPost.objects.filter(pk=post.pk).update(deleted_at=timezone.now())
    check(stage)
    assert [row[2] for row in found(stage)] == ["gone"]


def test_two_strangers_look_like_a_hijacked_account(
    stage: Stage, live: RehearsalPost
) -> None:
    intruder(stage)
    check(stage)
    assert may_be_hijacked(stage.cast.rehearsal) is False
    intruder(stage, "Buy our coin")
    check(stage)
    assert may_be_hijacked(stage.cast.rehearsal) is True


def test_one_stranger_on_an_account_that_locks_us_out_does_too(
    stage: Stage, live: RehearsalPost
) -> None:
    intruder(stage)
    check(stage)
    Credential.objects.update(state="refused")
    assert may_be_hijacked(stage.cast.rehearsal) is True


def test_whoever_is_on_duty_says_what_it_is(stage: Stage, live: RehearsalPost) -> None:
    intruder(stage, "A test of the platform's own")
    check(stage)
    recognise(Divergence.objects.get(), by=stage.cast.dee, reason="Agreed with them.")
    assert [row[2] for row in found(stage)] == ["recognised"]
    entry = entries_about([Subject("account", str(stage.cast.rehearsal.pk))])[-1]
    assert entry.event == "reconciliation.resolved"


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "grace", "sam", "mallory"])
def test_nobody_else_says_so(stage: Stage, live: RehearsalPost, name: str) -> None:
    intruder(stage)
    check(stage)
    divergence = Divergence.objects.get()
    with refused("no-role"):
        recognise(divergence, by=getattr(stage.cast, name), reason="It is fine.")


def test_nothing_is_known_without_a_reason_or_twice(
    stage: Stage, live: RehearsalPost
) -> None:
    intruder(stage)
    check(stage)
    divergence = Divergence.objects.get()
    with refused("needs-reason"):
        recognise(divergence, by=stage.cast.dee, reason=" ")
    recognise(divergence, by=stage.cast.dee, reason="Agreed with them.")
    with refused("resolved"):
        recognise(divergence, by=stage.cast.dee, reason="Once more.")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM publishing_divergence",
        "UPDATE publishing_divergence SET kind = 'missing'",
        "UPDATE publishing_divergence SET remote_id = 'another'",
        "DELETE FROM publishing_reconciliation",
    ],
)
def test_raw_sql_removes_nothing_that_was_found(
    stage: Stage, live: RehearsalPost, statement: str
) -> None:
    intruder(stage)
    check(stage)
    with pytest.raises(psycopg.Error):
        stage.sql(statement)


def test_an_account_that_cannot_be_read_stops_no_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(RehearsalAdapter):
        def read_timeline(
            self, *, since: datetime, older: str | None = None
        ) -> Reading:
            raise ValueError("words of a post")

    monkeypatch.setitem(registry.ADAPTERS, "rehearsal", Broken)
    run = check(stage)
    assert run.trouble == "the connector broke: ValueError"
    assert reconcile_some() is False


def test_an_account_whose_reads_are_used_up_waits(stage: Stage) -> None:
    Credential.objects.exclude(account=stage.cast.rehearsal).delete()
    RateLimit.objects.create(
        account=stage.cast.rehearsal,
        kind="reads",
        remaining=0,
        resets_at=timezone.now() + timedelta(minutes=5),
    )
    assert reconcile_some() is False


def test_a_person_has_an_account_checked_further_back(
    stage: Stage, live: RehearsalPost
) -> None:
    run = check_account(stage.cast.rehearsal, by=stage.cast.tom)
    assert check_account(stage.cast.rehearsal, by=stage.cast.grace) == run
    assert timezone.now() - run.since > timedelta(days=80)
    with refused("no-role"):
        check_account(stage.cast.rehearsal, by=stage.cast.alice)


def test_a_run_that_a_worker_left_is_taken_on_where_it_stopped(
    stage: Stage, live: RehearsalPost
) -> None:
    run = check_account(stage.cast.rehearsal, by=stage.cast.tom)
    Reconciliation.objects.update(turn_until=timezone.now() + timedelta(minutes=1))
    Credential.objects.exclude(account=stage.cast.rehearsal).delete()
    assert reconcile_some() is False
    Reconciliation.objects.update(turn_until=timezone.now() - timedelta(minutes=1))
    assert reconcile_some() is True
    run.refresh_from_db()
    assert run.finished_at is not None
