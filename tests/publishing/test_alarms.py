"""What an operator's monitoring hears of publishing, and that it is silent otherwise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import django_rq
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_rq.settings import QUEUES
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from accounts.models import Credential
from publishing.models import Divergence, Reconciliation
from publishing.queries.alarms import alarms
from tests.publishing.stage import Stage
from tests.publishing.test_overdue import a_late, as_it_was


@contextmanager
def a_publisher() -> Iterator[None]:
    """A worker that listens to the queue, as far as Valkey knows."""
    queue = django_rq.get_queue("publish")
    worker = SimpleWorker(
        [queue], connection=queue.connection, serializer=JSONSerializer
    )
    worker.register_birth()
    yield
    worker.register_death()


def codes() -> list[str]:
    return [alarm.code for alarm in alarms()]


def credential_ends(stage: Stage) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Credential.objects.filter(account=stage.cast.rehearsal).update(expires_at=past)


def credential_is_refused(stage: Stage) -> None:
    Credential.objects.filter(account=stage.cast.rehearsal).update(state="refused")


def credential_is_destroyed(stage: Stage) -> None:
    Credential.objects.filter(account=stage.cast.rehearsal).delete()


def test_nothing_is_wrong_while_posts_wait_for_their_time(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.approved()
    call_command("check_publishing")
    assert capsys.readouterr().out == "ok: posts that wait to go out: 1.\n"


def test_due_posts_and_nobody_to_send_them(stage: Stage) -> None:
    stage.sealed()
    (alarm,) = alarms()
    assert (alarm.code, alarm.sentence) == (
        "workers-silent",
        "1 post is due and no publisher is there to send what is due.",
    )
    with a_publisher():
        assert codes() == []


def test_a_queue_that_does_not_answer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(QUEUES["publish"], "URL", "redis://127.0.0.1:1/0")
    assert codes() == ["queue-unreachable"]


def test_a_post_that_is_not_out_in_time_ends_with_2_and_a_sentence(
    stage: Stage,
) -> None:
    draft = a_late(stage, minutes=9).revision.draft_id
    with pytest.raises(CommandError) as ended:
        call_command("check_publishing")
    assert ended.value.returncode == 2
    assert str(ended.value) == (
        "overdue: 1 post is not out, the oldest 9 minutes after its time. See that the "
        "publishers, the clock and the sequencer run. What stands against a post is on "
        f"its page: /posts/{draft}/."
    )


def test_an_outcome_that_nobody_knows_is_for_a_person(stage: Stage) -> None:
    a_late(stage)
    as_it_was(stage, "status = 'unknown', changed_at = now() - interval '20 minutes'")
    (alarm,) = alarms()
    assert alarm.code == "unknown"
    assert alarm.sentence.startswith(
        "Nobody knows whether 1 post is live, the longest for 20 minutes."
    )


@pytest.mark.parametrize(
    "ends", [credential_ends, credential_is_refused, credential_is_destroyed]
)
def test_what_is_held_for_a_connection_says_which_account(
    stage: Stage, ends: Callable[[Stage], None]
) -> None:
    stage.sealed()
    ends(stage)
    stage.publish_all()
    (alarm,) = alarms()
    assert alarm.code == "connection-ended"
    assert alarm.sentence == (
        "1 post is held on accounts whose connection has ended or was refused: "
        "@RiversDept on Rehearsal network."
    )


def test_what_is_held_for_another_reason_is_not_the_operators(stage: Stage) -> None:
    a_late(stage)
    as_it_was(stage, "status = 'held'")
    assert codes() == []


def test_what_is_not_as_authorised_alarms_until_it_is_settled(stage: Stage) -> None:
    account, now = stage.cast.rehearsal, timezone.now()
    run = Reconciliation.objects.create(account=account, since=now)
    Divergence.objects.create(
        account=account, run=run, kind="unauthorised", remote_id="17", words="No"
    )
    (alarm,) = alarms()
    assert (alarm.code, "@RiversDept on Rehearsal network" in alarm.sentence) == (
        "not-as-authorised",
        True,
    )
    Divergence.objects.update(resolved_at=now, resolution="gone")
    assert codes() == []


def test_many_posts_are_counted_and_the_first_few_named(stage: Stage) -> None:
    for _ in range(7):
        a_late(stage)
    (alarm,) = alarms()
    assert alarm.sentence.startswith("7 posts are not out")
    assert alarm.advice.endswith(" and 2 more.")
