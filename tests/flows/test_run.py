"""The whole of `make run`, started, killed, started again and stopped, for real.

The parts have tests of their own.
"""

from config.processes import PROCESSES
from tests.flows.conftest import Begun, people_in
from tests.flows.house import running_house


def test_site_starts_survives_a_kill_and_stops(begun: Begun) -> None:
    assert f"Countersign is at {begun.house.url}/" in begun.house.said
    assert "alice" in begun.house.said
    assert begun.answered
    assert begun.people > 0
    for process in PROCESSES:
        assert " ".join(process.arguments) in begun.commands
    assert begun.left == []

    with running_house(begun.folder) as second:
        assert people_in(begun.folder) == begun.people

        running = second.everything()
        assert second.stop().endswith("Countersign has stopped.\n")
    assert second.supervisor.returncode == 0
    assert [process for process in running if process.is_running()] == []
