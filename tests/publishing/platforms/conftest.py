"""Platforms of the tests are on this machine, where nothing else may be called.

No fake server lives here.
"""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _call_this_machine(settings: Settings) -> None:
    settings.COUNTERSIGN_OUTBOUND_HTTP = True
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["127.0.0.0/8"]
