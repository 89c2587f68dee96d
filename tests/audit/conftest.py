"""Fixtures of the log's tests.

No helper that a test could call by name: those are in workshop.py.
"""

from pathlib import Path

import pytest

from tests.audit.workshop import Workshop
from tests.databases import DatabaseUrls


@pytest.fixture
def workshop(committed_database: DatabaseUrls, tmp_path: Path) -> Workshop:
    return Workshop(urls=committed_database, folder=tmp_path)
