"""The clock: wakes publishers twice a second, sweeper and messenger every second.

Nothing is decided here; a second clock beside it does no harm.
"""

import django_rq
from django.core.management.base import BaseCommand
from django.utils import timezone
from django_rq.cron import DjangoCronScheduler
from rq.cron import CronJob

from accounts.jobs import tell_people_and_systems
from publishing.jobs import lapse_fallen, sweep_and_wake, wake_for_due


class JsonCronScheduler(DjangoCronScheduler):
    """rqcron that enqueues through our queues, whose workers read JSON only.

    RQ's own enqueues with pickle whatever the queue's serializer is (RQ 2.12).
    """

    def enqueue_jobs(self) -> list[CronJob]:
        due: list[CronJob] = [job for job in self.get_jobs() if job.should_run()]
        for job in due:
            queue = django_rq.get_queue(job.queue_name)
            if queue.count == 0:
                queue.enqueue(job.func_name, **job.job_options)
            job.set_enqueue_time(timezone.now())
        return due


class Command(BaseCommand):
    help = "Run the clock that wakes the sweeper and the messenger every second."
    # They read every page and form, of which this process has none.
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        clock = JsonCronScheduler()
        clock.register(
            sweep_and_wake, queue_name="clock", interval=1, result_ttl=0, ttl=10
        )
        # RQ names whole seconds, and takes any.
        half: int = 0.5  # type: ignore[assignment]
        clock.register(
            wake_for_due, queue_name="wake", interval=half, result_ttl=0, ttl=5
        )
        # Also started when somebody ends an authority; this is for what time ends.
        clock.register(
            lapse_fallen,
            queue_name="slow",
            interval=60,
            result_ttl=0,
            ttl=50,
            failure_ttl=3600,
        )
        clock.register(
            tell_people_and_systems,
            queue_name="tell",
            interval=1,
            result_ttl=0,
            ttl=10,
        )
        clock.start()  # type: ignore[no-untyped-call]
