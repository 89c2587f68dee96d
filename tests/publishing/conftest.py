"""The stage that publishing's tests play on.

No assertion lives here.
"""

from pathlib import Path

import pytest

from tests.cast import assemble
from tests.databases import DatabaseUrls
from tests.publishing.stage import Stage, set_stage


@pytest.fixture
def stage(committed_database: DatabaseUrls, tmp_path: Path) -> Stage:
    return set_stage(committed_database, assemble(), tmp_path)
