"""The table of the cache in which the limits on sign-in tries are counted.

As `createcachetable` makes it; the cache backend has no model of its own.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("accounts", "0002_own_passwords_and_handles")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE rate_limits (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX rate_limits_expires ON rate_limits (expires);
            """,
            "DROP TABLE rate_limits",
        )
    ]
