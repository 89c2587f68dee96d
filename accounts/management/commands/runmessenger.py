"""The messenger: an RQ worker that sends e-mails and calls webhooks.

Nothing is decided here. A process of its own, so that a mail server that does not
answer keeps no post waiting.
"""

from django.core.management.base import BaseCommand
from django_rq.workers import get_worker
from rq.serializers import JSONSerializer


class Command(BaseCommand):
    help = "Run a worker that sends e-mails and calls webhooks."
    # They read every page and form, which takes twice as long as the rest of a start.
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        worker = get_worker(
            "tell", worker_class="rq.SimpleWorker", serializer=JSONSerializer
        )
        worker.work(logging_level="WARNING")
