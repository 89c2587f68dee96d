"""Which state of the registers holds now, for whoever keeps what was read of them.

Nothing is kept here.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection


# Rows count from and to a moment; a release and a period have moments of their own.
NEXT_CHANGE = """
SELECT least(
    (SELECT min(valid_from) FROM guidance_registerentry WHERE valid_from > %(at)s),
    (SELECT min(valid_to) FROM guidance_registerentry WHERE valid_to > %(at)s),
    (SELECT min(valid_from) FROM guidance_sittingdays WHERE valid_from > %(at)s),
    (SELECT min(valid_to) FROM guidance_sittingdays WHERE valid_to > %(at)s),
    (SELECT min(valid_from) FROM guidance_sensitiveperiod WHERE valid_from > %(at)s),
    (SELECT min(valid_to) FROM guidance_sensitiveperiod WHERE valid_to > %(at)s),
    (SELECT min(ends_at) FROM guidance_sensitiveperiod WHERE ends_at > %(at)s),
    (SELECT min(valid_from) FROM guidance_statisticsrelease WHERE valid_from > %(at)s),
    (SELECT min(valid_to) FROM guidance_statisticsrelease WHERE valid_to > %(at)s),
    (SELECT min(releases_at) FROM guidance_statisticsrelease
        WHERE releases_at > %(at)s))
"""


def edition() -> UUID | None:
    """The state as committed; None where none was ever written.

    Read it before the rows: what was read under an edition is then never older than it.
    """
    with connection.cursor() as cursor:
        cursor.execute("/* planned once */ SELECT value FROM guidance_edition")
        row = cursor.fetchone()
    return row[0] if row else None


def next_change(at: datetime) -> datetime | None:
    """When rows that exist already begin or cease to count, after a moment."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_CHANGE, {"at": at})
        (moment,) = cursor.fetchone()
    found: datetime | None = moment
    return found
