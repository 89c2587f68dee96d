"""`manage.py make_signing_key --out FILE`: a key for the log, and its public half.

The private half goes into the file and nowhere else.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.sequencer import SigningKeyError, make_signing_key


class Command(BaseCommand):
    help = "Make a signing key (mode 0600) and print the verifier key to hand out."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def handle(self, *_arguments: object, **options: Path) -> None:
        try:
            public = make_signing_key(options["out"], settings.COUNTERSIGN_LOG_ORIGIN)
        except SigningKeyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(public.text)
