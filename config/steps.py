"""The steps between an empty folder and a site that can serve: each a program that ends.

Which steps there are is data here; what they do is in the management commands they call.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from config.children import Pause, Program, end, ended, last_words, start
from config.refusal import StartError
from config.secret_files import write_private
from config.site import Site


# What the served files are made from, besides the packages that the locks pin.
STATIC_SOURCES = (
    "static",
    "*/static",
    "package-lock.json",
    "requirements/run.txt",
    "requirements/generic-look.sh",
)
# What the tables are made from.
TABLE_SOURCES = ("*/migrations/*.py", "requirements/run.txt")


class Steps:
    """Steps under way, side by side; leaving before they end stops them."""

    def __init__(self, pause: Pause) -> None:
        self.pause = pause
        self.running: dict[str, tuple[Program, subprocess.Popen[bytes]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for program, child in self.running.values():
            end(child, program.stop_signal, seconds=10)

    def begin(self, program: Program) -> None:
        program.log.unlink(missing_ok=True)
        self.running[program.name] = (program, start(program))

    def finish(self, name: str) -> str:
        """Wait for the step and return what it wrote; `StartError` when it failed."""
        program, child = self.running[name]
        while ended(child) is None:
            self.pause(0.05)
        del self.running[name]
        if child.returncode:
            raise StartError(
                f"The step “{name}” failed: {last_words(program.log)}"
                f" (the rest is in {program.log})."
            )
        return program.log.read_text(errors="replace")


def manage(
    site: Site, environment: Mapping[str, str], command: str, *options: str
) -> Program:
    """One management command as a step; its log is named after it."""
    return Program(
        name=command,
        command=(sys.executable, "manage.py", command, *options),
        environment=environment,
        log=site.var / "log" / f"{command}.log",
        folder=site.checkout,
    )


def spoken(output: str) -> list[str]:
    """The lines that are for people: structured log lines are left in the file."""
    return [line for line in output.splitlines() if line and line[0] not in "{["]


def fingerprint(checkout: Path, patterns: Iterable[str]) -> str:
    """Changes with any file that the patterns name or that lies in a folder they name."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for top in sorted(checkout.glob(pattern)):
            for path in [top, *sorted(top.rglob("*"))]:
                facts = path.stat()
                digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Stamp:
    """A note of what a step was last done from, so that it is not done again for nothing.

    Without a place to keep it, the step is always due.
    """

    def __init__(self, path: Path | None, sources: str) -> None:
        self.path = path
        self.sources = sources

    def is_due(self) -> bool:
        path = self.path
        return path is None or not path.exists() or path.read_text() != self.sources

    def done(self) -> None:
        if self.path:
            write_private(self.path, self.sources)
