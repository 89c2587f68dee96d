"""Keeps Python's garbage collector from what stays for the whole run: a plugin of pytest.

No test and no fixture lives here.
"""

import gc

import pytest


# Some hundred thousand objects are made while modules are imported and tests collected;
# without this the collector reads all of them again every few seconds.
gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What there is by now stays, and is not looked at again; the rest seldom is."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    gc.enable()
