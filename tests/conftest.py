"""Fixtures that every folder shares: the database, the committed database, the queue.

No fixture of one app lives here, nor anything that starts a server.
"""

import os
import uuid
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.cast import cast  # noqa: F401 - a fixture, found by its name
from tests.databases import DatabaseUrls, connected_to, copied_database


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What `db` rolls back: a copy of the template for each worker, used as the app."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with (
        django_db_blocker.unblock(),
        copied_database(worker) as urls,
        connected_to(urls.app),
    ):
        django_db_blocker.block()
        yield
        django_db_blocker.unblock()


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


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    """Leave no job, lock or rate limit behind for the next test."""
    yield
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    client.flushdb()
    client.close()


@pytest.fixture(scope="session", autouse=True)
def _static_files_as_written(django_test_environment: None) -> Iterator[None]:
    """Static files from where they are written, so that no test needs collected ones."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES=settings.STORAGES | {"staticfiles": plain},
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield
