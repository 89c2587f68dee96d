"""The publisher: an RQ worker that runs jobs in its own process.

Nothing is decided here. No fork: a killed worker leaves no child that sends on.
"""

from django.core.management.base import BaseCommand
from django_rq.workers import get_worker
from rq.serializers import JSONSerializer


class Command(BaseCommand):
    help = "Run a worker that publishes what is due and sweeps the outbox."

    def handle(self, *args: object, **options: object) -> None:
        worker = get_worker(
            "clock",
            "publish",
            "slow",
            worker_class="rq.SimpleWorker",
            serializer=JSONSerializer,
        )
        worker.work(logging_level="WARNING")
