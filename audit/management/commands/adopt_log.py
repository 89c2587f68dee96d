"""`manage.py adopt_log`: what a person does after the sequencer refused.

No rule of the log: see audit/sequencer/adopt.py.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.sequencer import (
    Memory,
    Refused,
    SigningKeyError,
    UnusableMemoryError,
    adopt,
    read_signing_keys,
)
from audit.tree.notes import NoteError, decode64


class Command(BaseCommand):
    help = "Declare, by size and root, the checkpoint that the sequencer goes on from."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", type=int, required=True)
        parser.add_argument("--root", required=True, help="base64, as in a checkpoint")

    def handle(self, *_arguments: object, **options: str) -> None:
        memory = Memory(Path(settings.COUNTERSIGN_SEQUENCER_MEMORY))
        key_file = Path(settings.COUNTERSIGN_SIGNING_KEY_FILE)
        try:
            signers = read_signing_keys(key_file, settings.COUNTERSIGN_LOG_ORIGIN)
            root = decode64(options["root"])
            adopt(memory, signers, size=int(options["size"]), root=root)
        except (Refused, SigningKeyError, UnusableMemoryError, NoteError) as error:
            raise CommandError(f"Nothing was adopted: {error}.") from error
        finally:
            memory.unlock()
        self.stdout.write(f"The sequencer will go on from {options['size']} entries.")
