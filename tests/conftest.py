"""Fixtures that every folder shares: the database, the committed database, the queue.

No fixture of one app lives here, nor anything that starts a server.
"""

import os
import uuid
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, assemble, connect
from tests.company import (
    Committed,
    Company,
    Written,
    committed_company,
    company_at_work,
    through,
    written_company,
)
from tests.databases import DatabaseUrls, connected_to, copied_database


# Where tests start whole sites and kill them. First, or the run ends waiting for one.
LONGEST = (
    "flows/test_kills.py",
    "flows/test_run.py",
    "browser/test_journey.py",
    "publishing/test_commands.py",
    "audit/test_sequencer.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first; every worker of xdist sorts them alike."""
    items.sort(key=lambda item: not any(part in item.nodeid for part in LONGEST))


def worker() -> str:
    """The name of this process among those that run tests."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What `db` rolls back: a copy of the template for each worker, used as the app."""
    with (
        django_db_blocker.unblock(),
        copied_database(worker()) as urls,
        connected_to(urls.app),
    ):
        django_db_blocker.block()
        yield
        django_db_blocker.unblock()


@pytest.fixture(scope="session")
def written(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Written:
    """The cast, in a database to copy."""
    with django_db_blocker.unblock():
        return written_company()


@pytest.fixture(scope="session")
def hired(written: Written, django_db_blocker: DjangoDbBlocker) -> Iterator[Company]:
    """The database in which the tests of the cast begin: one more for each worker."""
    at_work = company_at_work(f"{worker()}_hired", written)
    with django_db_blocker.unblock(), at_work as company:
        django_db_blocker.block()
        yield company
        django_db_blocker.unblock()


@pytest.fixture(autouse=True)
def _begin_with_the_cast(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where a test names the cast, `db` rolls back to the database that has it."""
    if "cast" not in request.fixturenames or connection.in_atomic_block:
        yield
        return
    with through(request.getfixturevalue("hired").connection):
        yield


@pytest.fixture
def cast(hired: Company, db: None) -> Cast:
    """Everybody, and the log's first entry, which is as old as the test."""
    if not hired.is_at_work():
        return assemble()
    cast = hired.written.cast()
    connect(cast)
    return cast


@pytest.fixture
def committed_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[DatabaseUrls]:
    """A database of this test's own, where commits are real; not to be used with `db`.

    For other processes, other threads and other roles: the log refuses the TRUNCATE
    that pytest-django's transactional fixtures would clean up with.
    """
    with (
        django_db_blocker.unblock(),
        copied_database(uuid.uuid4().hex[:8]) as urls,
        connected_to(urls.app),
    ):
        yield urls


@pytest.fixture
def committed_cast(
    written: Written, django_db_blocker: DjangoDbBlocker
) -> Iterator[Committed]:
    """A committed database that begins with the cast; not to be used with `db` either."""
    committed = committed_company(uuid.uuid4().hex[:8], written)
    with django_db_blocker.unblock(), committed as company:
        yield company


@pytest.fixture(scope="session")
def _queue() -> Iterator[redis.Redis]:
    """One connection for each worker: making one takes longer than most tests."""
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    yield client
    client.close()


@pytest.fixture(autouse=True)
def _empty_queue(_queue: redis.Redis) -> Iterator[None]:
    """Leave no job, lock or rate limit behind for the next test."""
    yield
    _queue.flushdb()


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests(django_test_environment: None) -> Iterator[None]:
    """Static files from where they are written; passwords hashed once, not a million times.

    The hasher is named here alone: no environment variable makes a real site use it.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES | {"staticfiles": plain},
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield
