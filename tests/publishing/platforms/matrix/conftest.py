"""The shelf of approved posts that a worker's rows share.

No assertion lives here.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from pytest_django import DjangoDbBlocker

from tests.publishing.platforms.matrix.written import Shelf


@pytest.fixture(scope="session")
def shelf(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shelf]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with ExitStack() as open_ones:
        yield Shelf(worker, django_db_blocker, open_ones)
