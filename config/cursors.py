"""How statements reach PostgreSQL: parameters apart, and some of them planned once.

No statement is written here.
"""

from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor


# A statement that begins with this is planned once a connection. It says that the plan
# does not depend on the parameters: it looks rows up by key, and names the statuses that
# partial indexes are made for. PostgreSQL plans all others anew, knowing the values.
PLANNED_ONCE = "/* planned once */"
# How often any other statement runs before it is planned once: never.
NEVER = 2**31 - 1


class Cursor(ServerBindingCursor):
    """Django's own cursor, which also reads that mark."""

    def execute(self, query: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as psycopg types it
        if isinstance(query, str) and query.startswith(PLANNED_ONCE):
            options["prepare"] = True
        return super().execute(query, *args, **options)  # type: ignore[misc] # psycopg's, which Django's stubs leave out
