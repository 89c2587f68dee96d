"""Says how much room pictures and films take in the database, and what will be removed.

Nothing is changed here; the workers remove what nobody saved.
"""

from django.conf import settings
from django.core.management.base import BaseCommand

from drafts.queries.media_unused import media_room


class Command(BaseCommand):
    help = "Show how many pictures and films are kept, and how much room they take."

    def handle(self, *args: object, **options: object) -> None:
        room = media_room()
        days = settings.COUNTERSIGN_MEDIA_UNUSED_DAYS
        self.stdout.write(f"{_counted(room.files)}, {_megabytes(room.bytes)}")
        self.stdout.write(
            f"of these named by no draft: {_counted(room.unused)}, "
            f"{_megabytes(room.unused_bytes)}; each is removed {days} days after its upload"
        )


def _counted(number: int) -> str:
    return "1 file" if number == 1 else f"{number:,} files"


def _megabytes(number: int) -> str:
    return f"{number / 1_000_000:,.1f} MB"
