"""The publisher: one worker in this process, or several in processes of their own.

Nothing is decided here, and nothing of how a worker works is known.
"""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from publishing.management.pool import Pool
from publishing.management.worker import work


class Command(BaseCommand):
    help = "Run workers that publish what is due and sweep the outbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--workers",
            type=int,
            default=settings.COUNTERSIGN_PUBLISHERS,
            help="how many; COUNTERSIGN_PUBLISHERS, or 1, unless given",
        )

    def handle(self, *args: object, **options: object) -> None:
        number = options["workers"]
        if isinstance(number, int) and number > 1:
            Pool(number).run()
        else:
            work()
