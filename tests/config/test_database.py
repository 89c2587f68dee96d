"""The databases that tests are given: rolled back or committed, as the app's role.

No table of an app is tested here.
"""

import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.utils import ProgrammingError

from tests.databases import DatabaseUrls


def role_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_rolled_back_database_is_used_as_the_app() -> None:
    Group.objects.create(name="Press office")
    assert role_now() == "countersign_app"


@pytest.mark.django_db
def test_rolled_back_database_starts_empty() -> None:
    assert list(Group.objects.all()) == []


@pytest.mark.django_db
def test_app_may_not_make_tables() -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied for schema public"),
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE TABLE stray (id int)")


def test_committed_rows_are_seen_by_other_roles(
    committed_database: DatabaseUrls,
) -> None:
    Group.objects.create(name="Press office")
    with psycopg.connect(committed_database.owner) as owner:
        rows = owner.execute("SELECT name FROM auth_group").fetchall()
    assert rows == [("Press office",)]


def test_committed_database_starts_empty(committed_database: DatabaseUrls) -> None:
    assert list(Group.objects.all()) == []
    assert role_now() == "countersign_app"
