"""`manage.py check_publishing`: the alarms of publishing, for systems that watch others.

No rule lives here: see publishing/queries/alarms.py. Run it as the application's role.
"""

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from publishing.queries.alarms import alarms, to_go_out


ALARM_EXIT = 2


class Command(BaseCommand):
    help = "Say what keeps posts from going out; exit code 0 when nothing does, else 2."

    def handle(self, *_arguments: object, **_options: object) -> None:
        try:
            found, waiting = alarms(), to_go_out()
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
        self.stdout.write(f"ok: posts that wait to go out: {waiting}.")
