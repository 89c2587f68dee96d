"""Several workers of one host: all filled, and none left behind by a pool that ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest
from django.conf import settings

from tests.databases import DatabaseUrls
from tests.flows.house import until


@pytest.fixture
def pool(committed_database: DatabaseUrls) -> Iterator[psutil.Popen]:
    """`manage.py runpublisher --workers 2`, with both workers running."""
    running = psutil.Popen(
        [sys.executable, "manage.py", "runpublisher", "--workers", "2"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": committed_database.app},
        stderr=subprocess.DEVNULL,
    )
    until(lambda: len(running.children()) == 2, seconds=60, what="two workers")
    yield running
    if running.is_running():
        running.kill()
        running.wait()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_pool(pool: psutil.Popen, how: signal.Signals) -> None:
    workers = pool.children()

    pool.send_signal(how)
    pool.wait(timeout=60)

    until(
        lambda: not any(each.is_running() for each in workers),
        seconds=60,
        what="the workers' end",
    )


def test_a_worker_that_dies_is_replaced(pool: psutil.Popen) -> None:
    first, second = pool.children()
    first.kill()
    until(
        lambda: (
            len(pool.children()) == 2
            and first.pid not in {c.pid for c in pool.children()}
        ),
        seconds=60,
        what="another worker",
    )
    assert second.is_running()
