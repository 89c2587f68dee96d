"""The stage that publishing's tests play on.

No assertion lives here.
"""

from pathlib import Path

import pytest

from tests.company import Committed
from tests.publishing.stage import Stage, set_stage


@pytest.fixture
def stage(committed_cast: Committed, tmp_path: Path) -> Stage:
    return set_stage(committed_cast.urls, committed_cast.cast, tmp_path)
