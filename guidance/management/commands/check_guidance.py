"""`manage.py check_guidance`: JSON lines in, findings out, one line for one line.

No rule lives here; a line that cannot be read is answered and the rest go on.
"""

import json
import sys
from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from guidance.engine import check, rule
from guidance.management.lines import LineError, findings_line, material_of


class Command(BaseCommand):
    help = "Checks posts, one line of JSON each, read from standard input."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--skip", default="", help="Rules to leave out, as in PD-NINO,IM-PARTY."
        )

    def handle(self, *_args: object, skip: str, **_options: object) -> None:
        left_out = frozenset(filter(None, (each.strip() for each in skip.split(","))))
        _refuse_unknown(left_out)
        today = timezone.localdate()
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                self.stdout.write(_answer(line, number, on=today, skip=left_out))


def _refuse_unknown(left_out: frozenset[str]) -> None:
    for name in sorted(left_out):
        try:
            rule(name)
        except KeyError as error:
            raise CommandError(f"There is no rule {name}.") from error


def _answer(line: str, number: int, *, on: date, skip: frozenset[str]) -> str:
    try:
        return findings_line(check(material_of(line), on=on, skip=skip))
    except LineError as error:
        return json.dumps({"error": str(error), "line": number})
