"""RQ as a wake-up: what is due wakes workers, and losing every job loses nothing."""

from datetime import timedelta

import django_rq
import redis
from django.conf import settings
from django.utils import timezone
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from drafts.models import MediaFile, MediaUpload
from publishing.jobs import publish_due, stopping, sweep_and_wake
from publishing.management.commands.runclock import JsonCronScheduler
from publishing.models import Publication, RehearsalSwitch
from tests.cast import ROUTINE
from tests.drafts.uploads import picture_of
from tests.publishing.stage import Stage


def run_jobs(*names: str) -> None:
    """Run what is queued, as the publisher does, until the queues are empty."""
    queues = [django_rq.get_queue(name) for name in names]
    worker = SimpleWorker(
        queues, connection=queues[0].connection, serializer=JSONSerializer
    )
    worker.work(burst=True, logging_level="ERROR")


def test_a_sweep_wakes_workers_that_publish_what_is_due(stage: Stage) -> None:
    stage.sealed()
    sweep_and_wake()
    run_jobs("publish")
    assert stage.timeline() == [ROUTINE]


def test_a_sweep_with_nothing_due_wakes_nobody(stage: Stage) -> None:
    stage.approved()
    a_while_ago = timezone.now() - timedelta(minutes=1)
    Publication.objects.update(created_at=a_while_ago)
    sweep_and_wake()
    assert django_rq.get_queue("publish").count == 0


def test_a_sweep_wakes_somebody_for_what_is_being_sealed(stage: Stage) -> None:
    stage.approved()
    sweep_and_wake()
    assert django_rq.get_queue("publish").count == 1


def test_what_is_due_within_a_moment_is_waited_for(stage: Stage) -> None:
    publication = stage.sealed()
    soon = timezone.now() + timedelta(seconds=0.3)
    Publication.objects.filter(pk=publication.pk).update(try_at=soon)
    publish_due()
    assert stage.timeline() == [ROUTINE]


def test_a_worker_that_is_to_stop_takes_no_more(stage: Stage) -> None:
    stage.sealed()
    stopping.asked = True
    try:
        publish_due()
    finally:
        stopping.asked = False
    assert stage.timeline() == []


def test_flushing_the_queue_loses_nothing(stage: Stage) -> None:
    stage.sealed()
    sweep_and_wake()
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    sweep_and_wake()
    run_jobs("publish")
    assert stage.timeline() == [ROUTINE]


def test_the_same_job_twice_publishes_once(stage: Stage) -> None:
    stage.sealed()
    sweep_and_wake()
    sweep_and_wake()
    run_jobs("publish")
    assert stage.timeline() == [ROUTINE]


def test_a_sweep_turns_a_lease_that_ran_out_into_unknown(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    sweep_and_wake()
    run_jobs("publish")
    publication.refresh_from_db()
    assert publication.status == "unknown"


def sweep_until_quiet() -> None:
    """Sweep, and run what it wakes, until no long work is left: one waits at a time."""
    for _ in range(10):
        sweep_and_wake()
        if django_rq.get_queue("slow").count == 0:
            return
        run_jobs("slow")


def test_a_sweep_has_uploads_removed_that_nobody_saved(stage: Stage) -> None:
    picture_of(stage.cast)
    sweep_until_quiet()
    assert MediaFile.objects.count() == 1
    MediaUpload.objects.update(at=timezone.now() - timedelta(days=8))
    sweep_until_quiet()
    assert MediaFile.objects.count() == 0


def test_wake_ups_are_no_more_than_workers_can_use(stage: Stage) -> None:
    for number in range(20):
        stage.approved(f"Warning number {number} for the river.")
    stage.seal()
    sweep_and_wake()
    sweep_and_wake()
    assert django_rq.get_queue("publish").count <= 16


def test_the_clock_enqueues_jobs_that_json_workers_read(stage: Stage) -> None:
    stage.sealed()
    clock = JsonCronScheduler()
    clock.register(sweep_and_wake, queue_name="clock", interval=1, result_ttl=0)
    clock.enqueue_jobs()
    run_jobs("clock", "publish")
    assert stage.timeline() == [ROUTINE]


def test_a_second_clock_does_not_pile_up_jobs(stage: Stage) -> None:
    for _ in range(2):
        clock = JsonCronScheduler()
        clock.register(sweep_and_wake, queue_name="clock", interval=1)
        clock.enqueue_jobs()
    assert django_rq.get_queue("clock").count == 1
