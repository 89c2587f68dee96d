"""`manage.py export_log --out DIR`: the whole log, for the offline verifier.

No rule of the log: see audit/export.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from audit.events import Event
from audit.export import NothingSealedError, write_bundle
from audit.log import Actor, Subject, record


class Command(BaseCommand):
    help = "Export the log into a new folder, and log that it was exported."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, metavar="DIR")
        parser.add_argument(
            "--by",
            default="service:operator",
            help="who exports, as the log names them",
        )
        parser.add_argument("--post", default="Operator at the command line")
        parser.add_argument("--role", default="system administrator")
        parser.add_argument(
            "--disclose",
            action="store_true",
            help="add the personal values that this reader may see",
        )

        parser.add_argument(
            "--witnessed",
            action="store_true",
            help="as of the last checkpoint that a witness has cosigned",
        )

    def handle(
        self,
        *,
        out: Path,
        by: str,
        post: str,
        role: str,
        disclose: bool,
        witnessed: bool,
        **_options: object,
    ) -> None:
        actor = Actor(id=by, post=post, role=role)
        # Logged and committed first: an export that fails half-way was still made.
        with transaction.atomic():
            record(
                Event.LOG_EXPORTED,
                actor=actor,
                subject=Subject("log", "export"),
                details={"disclosed": disclose},
            )
        try:
            exported = write_bundle(out, disclose=disclose, witnessed=witnessed)
        except (NothingSealedError, OSError) as error:
            raise CommandError(f"The log was not exported: {error}.") from error
        self.stdout.write(
            f"{exported.size} entries in {out}, root {exported.root},"
            f" {exported.openings} personal values disclosed."
        )
