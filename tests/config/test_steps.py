"""Steps run side by side, are not done again for nothing, and fail in one sentence.

What the management commands do is tested with their apps.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.children import ended
from config.demo import LEFT_OUT, Demo
from config.refusal import StartError
from config.steps import Stamp, Steps, fingerprint, spoken
from tests.config.conftest import ProgramOf


SIGN_INS = "print('{\"event\": \"loaded\"}'); print('alice@rivers.example')"


@pytest.fixture
def steps() -> Iterator[Steps]:
    with Steps(time.sleep) as under_way:
        yield under_way


def test_step_gives_back_what_it_wrote(steps: Steps, program_of: ProgramOf) -> None:
    steps.begin(program_of("print('done')", name="migrate"))
    assert steps.finish("migrate") == "done\n"


def test_failed_step_is_named_with_its_last_words(
    steps: Steps, program_of: ProgramOf
) -> None:
    program = program_of("import sys; sys.exit('No room.')", name="migrate")
    steps.begin(program)
    with pytest.raises(StartError) as refused:
        steps.finish("migrate")
    assert str(refused.value) == (
        f"The step “migrate” failed: No room (the rest is in {program.log})."
    )


def test_step_under_way_is_stopped_when_the_start_is_given_up(
    program_of: ProgramOf,
) -> None:
    with Steps(time.sleep) as under_way:
        under_way.begin(program_of("import signal; signal.pause()", name="migrate"))
        _, child = under_way.running["migrate"]
    assert ended(child) is not None


def test_stamp_is_due_until_done_and_again_when_the_sources_change(
    tmp_path: Path,
) -> None:
    stamp = Stamp(tmp_path / "migrated-from", "first")
    assert stamp.is_due()
    stamp.done()
    assert not stamp.is_due()
    assert Stamp(tmp_path / "migrated-from", "second").is_due()


def test_step_without_a_place_for_its_stamp_is_always_due() -> None:
    stamp = Stamp(None, "first")
    stamp.done()
    assert stamp.is_due()


def test_fingerprint_changes_with_any_named_file(tmp_path: Path) -> None:
    folder = tmp_path / "app" / "static"
    folder.mkdir(parents=True)
    (folder / "a.css").write_text("a { color: red }")
    before = fingerprint(tmp_path, ["*/static"])
    assert fingerprint(tmp_path, ["*/static"]) == before
    (folder / "b.css").touch()
    assert fingerprint(tmp_path, ["*/static"]) != before


def test_lines_for_people_are_told_apart_from_structured_ones() -> None:
    assert spoken('{"event": "x"}\n\nDemo sign-ins\n  alice\n') == [
        "Demo sign-ins",
        "  alice",
    ]


def test_demo_is_loaded_once_into_our_own_database(
    steps: Steps, program_of: ProgramOf, tmp_path: Path
) -> None:
    demo = Demo(steps, program_of(SIGN_INS, name="load_demo"), tmp_path)
    demo.begin(asked=None)
    assert demo.finish() == ["alice@rivers.example"]
    again = Demo(steps, program_of("raise SystemExit(1)", name="load_demo"), tmp_path)
    again.begin(asked=None)
    assert again.finish() == ["alice@rivers.example"]


def test_demo_goes_into_anothers_database_only_when_asked(
    steps: Steps, program_of: ProgramOf
) -> None:
    demo = Demo(steps, program_of(SIGN_INS, name="load_demo"), notes=None)
    demo.begin(asked=None)
    assert demo.finish() == [LEFT_OUT]
    demo.begin(asked="1")
    assert demo.finish() == ["alice@rivers.example"]


def test_refused_demo_is_told_and_stops_nothing(
    steps: Steps, program_of: ProgramOf, tmp_path: Path
) -> None:
    refusing = "import sys; sys.exit('CommandError: Real people are here.')"
    program = program_of(refusing, name="load_demo")
    demo = Demo(steps, program, tmp_path)
    demo.begin(asked=None)
    (line,) = demo.finish()
    assert line == (
        "The demo department was left out. The step “load_demo” failed:"
        f" Real people are here (the rest is in {program.log})."
    )
