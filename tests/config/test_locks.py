"""One run for one var folder, and one server for one data folder.

What the locks protect is tested elsewhere.
"""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from config.children import end, start
from config.locks import take, wait_for
from config.refusal import StartError
from config.run import run
from config.site import Site
from tests.config.conftest import ProgramOf


def test_second_run_with_the_same_var_folder_is_refused(tmp_path: Path) -> None:
    held = take(tmp_path / "run.lock")
    with pytest.raises(StartError) as refused:
        run(Site(tmp_path, tmp_path, time.sleep, print), {})
    assert held is not None
    os.close(held)
    assert str(refused.value) == (
        f"Countersign is already running with {tmp_path}: stop that one first."
    )


def test_lock_is_held_by_a_child_that_outlives_its_parents_hold(
    tmp_path: Path, program_of: ProgramOf
) -> None:
    lock = tmp_path / "lock"
    held = take(lock)
    assert held is not None
    program = replace(program_of("import signal; signal.pause()"), keep_open=(held,))
    child = start(program)
    os.close(held)
    assert take(lock) is None
    end(child, program.stop_signal, seconds=5)
    again = take(lock)
    assert again is not None
    os.close(again)


def test_server_of_an_earlier_run_is_waited_for_and_then_named(tmp_path: Path) -> None:
    held = take(tmp_path / "lock")
    assert held is not None
    with pytest.raises(StartError) as refused:
        wait_for(tmp_path / "lock", "Valkey", time.sleep, seconds=0.1)
    os.close(held)
    assert str(refused.value) == (
        f"Valkey of an earlier run is still using {tmp_path}: end it,"
        " then run make run again."
    )
