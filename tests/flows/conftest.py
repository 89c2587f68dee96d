"""The first start of a whole site, which the tests of this folder share.

No test lives here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest

from config.health import answers
from tests.flows.house import House, open_folder, running_house


@dataclass(frozen=True)
class Begun:
    """A start from an empty folder, and what was left after its supervisor was killed.

    Everything that only a first start does is done in the folder.
    """

    folder: Path
    house: House
    answered: bool
    commands: list[str]
    people: int
    left: list[psutil.Process]


@pytest.fixture(scope="session")
def begun() -> Iterator[Begun]:
    """Once for each worker: a first start takes ten times as long as any other."""
    with open_folder() as folder:
        with running_house(folder) as house:
            answered = answers(house.port, "")
            running = house.everything()
            commands = [command_of(process) for process in running]
            people = people_in(folder)
            house.supervisor.kill()
            _, left = psutil.wait_procs(running, timeout=60)
        yield Begun(folder, house, answered, commands, people, left)


def command_of(process: psutil.Process) -> str:
    """Its arguments; nothing for one that has just ended, as PostgreSQL's workers do."""
    try:
        return " ".join(process.cmdline()[1:])
    except psutil.NoSuchProcess:
        return ""


def people_in(folder: Path) -> int:
    """How many people the database in that folder knows, asked as its superuser."""
    password = (folder / "secrets" / "postgres-password").read_text().strip()
    port = (folder / "postgres.port").read_text().strip()
    url = f"postgresql://postgres:{password}@127.0.0.1:{port}/countersign"
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM accounts_person").fetchone()
    assert row is not None
    return int(row[0])
