"""The measures' own tables and rows, in a database that is thrown away.

No measure is here.
"""

from django.core.management import call_command
from django.db import connection


TABLES = """
CREATE TABLE bench_action (id int PRIMARY KEY, turns int NOT NULL DEFAULT 0);
CREATE TABLE bench_plain (id uuid PRIMARY KEY, at timestamptz, body bytea);
CREATE TABLE bench_seen (size bigint PRIMARY KEY, at timestamptz NOT NULL);
INSERT INTO bench_action SELECT generate_series(1, 64);
"""


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
