"""`manage.py runsequencer`: index and sign the log until told to stop.

No rule of the log: see audit/sequencer.
"""

import signal
from pathlib import Path
from threading import Event

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit.sequencer import (
    Memory,
    Refused,
    Sequencer,
    SigningKeyError,
    UnusableMemoryError,
    read_signing_keys,
    run,
)


REFUSED_EXIT = 3


class Command(BaseCommand):
    help = "Give log entries their index and sign checkpoints; one process at a time."
    # They read every page and form, which takes twice as long as the rest of a start.
    requires_system_checks = ()

    def handle(self, *_arguments: object, **_options: object) -> None:
        memory = Memory(_path("COUNTERSIGN_SEQUENCER_MEMORY"))
        try:
            run(_sequencer(memory), _told_to_stop())
        except Refused as refusal:
            raise CommandError(
                f"The sequencer refuses to sign: {refusal}. Nothing is published until"
                " a person has looked; see docs/auditing.md.",
                returncode=REFUSED_EXIT,
            ) from refusal
        except (SigningKeyError, UnusableMemoryError) as error:
            raise CommandError(f"The sequencer cannot start: {error}.") from error
        finally:
            memory.unlock()


def _told_to_stop() -> Event:
    """An event that SIGTERM or SIGINT sets: the batch in hand is finished first."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop


def _sequencer(memory: Memory) -> Sequencer:
    origin = settings.COUNTERSIGN_LOG_ORIGIN
    signers = read_signing_keys(_path("COUNTERSIGN_SIGNING_KEY_FILE"), origin)
    return Sequencer(origin=origin, signers=signers, memory=memory)


def _path(setting: str) -> Path:
    value: str = getattr(settings, setting)
    if not value:
        raise CommandError(f"{setting} is not set; only the sequencer needs it.")
    return Path(value)
