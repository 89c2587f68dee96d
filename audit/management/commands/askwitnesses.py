"""`manage.py askwitnesses [--policy FILE]`: have the last checkpoint cosigned.

No rule of the log: see audit/sequencer/witnessing.py. Run it as the sequencer's role.
"""

import signal
from pathlib import Path
from threading import Event

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.sequencer import ask_all
from audit.tree.policy import Policy, PolicyError, parse_policy


class Command(BaseCommand):
    help = "Ask the witnesses of a policy, which has their addresses, to cosign."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--policy",
            type=Path,
            default=settings.COUNTERSIGN_WITNESS_POLICY,
            metavar="FILE",
            help="a tlog-policy; by default what COUNTERSIGN_WITNESS_POLICY names",
        )
        parser.add_argument(
            "--every", type=float, default=0, metavar="SECONDS", help="0 asks once"
        )

    def handle(self, *, policy: Path | str, every: float, **_options: object) -> None:
        stop = Event()
        trusted = _read(policy)
        for number in (signal.SIGTERM, signal.SIGINT) if every else ():
            signal.signal(number, lambda _number, _frame: stop.set())
        while not stop.is_set():
            signed = ask_all(trusted.witnesses)
            self.stdout.write(f"{len(signed)} of {len(trusted.witnesses)} cosigned.")
            if not every:
                return
            stop.wait(every)


def _read(path: Path | str) -> Policy:
    if not path:
        raise CommandError(
            "Name a policy: --policy FILE, or COUNTERSIGN_WITNESS_POLICY."
        )
    try:
        return parse_policy(Path(path).read_bytes())
    except (OSError, PolicyError) as error:
        raise CommandError(f"The policy cannot be used: {error}.") from error
