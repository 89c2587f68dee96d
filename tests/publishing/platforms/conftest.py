"""Platforms of the tests are on this machine, where nothing else may be called.

No fake server lives here.
"""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.publishing.platforms import pds


@pytest.fixture(scope="session")
def pds_url() -> Iterator[str]:
    """One AT Protocol server for all tests of a worker; it takes three seconds to start."""
    with pds.running() as url:
        yield url


@pytest.fixture(autouse=True)
def _call_this_machine(settings: Settings) -> None:
    settings.COUNTERSIGN_OUTBOUND_HTTP = True
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["127.0.0.0/8"]
