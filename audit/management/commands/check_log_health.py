"""`manage.py check_log_health`: the monitor's alarms, for systems that watch others.

No rule of the log: see audit/queries/alarms.py. Run it as the application's role.
"""

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from audit.queries import alarms, health


ALARM_EXIT = 2


class Command(BaseCommand):
    help = "Say what is wrong with the log; exit code 0 when nothing is, else 2."

    def handle(self, *_arguments: object, **_options: object) -> None:
        try:
            found, now = alarms(), health()
        except Error as error:
            raise CommandError(
                f"unreachable: the database does not answer: {error}",
                returncode=ALARM_EXIT,
            ) from error
        if found:
            raise CommandError(
                "\n".join(f"{one.code}: {one.sentence} {one.advice}" for one in found),
                returncode=ALARM_EXIT,
            )
        self.stdout.write(
            f"ok: {now.entries_sealed} entries are sealed, {now.entries_waiting} wait."
        )
