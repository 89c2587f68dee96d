"""The shelf of approved posts that the rows of the matrix share.

No assertion lives here.
"""

import pytest
from pytest_django import DjangoDbBlocker

from tests.company import Written
from tests.publishing.platforms.matrix.written import Shelf


@pytest.fixture(scope="session")
def shelf(written: Written, django_db_blocker: DjangoDbBlocker) -> Shelf:
    return Shelf(django_db_blocker, written)
