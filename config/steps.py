"""The steps between an empty folder and a site that can serve: each a program that ends.

Which steps there are is data here; what they do is in the management commands they call.
"""

import hashlib
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from config.children import Pause, Program, end, ended, last_words, start
from config.refusal import StartError
from config.secret_files import write_private


# A C2SP signed-note verifier key: name, hash, key.
VERIFIER_KEY = re.compile(r"^\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$", re.MULTILINE)
# What the served files are made from, besides the packages that the locks pin.
STATIC_SOURCES = ("static", "*/static", "package-lock.json", "requirements/run.txt")


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
            self.pause(0.5)
        del self.running[name]
        if child.returncode:
            raise StartError(
                f"The step “{name}” failed: {last_words(program.log)}"
                f" (the rest is in {program.log})."
            )
        return program.log.read_text(errors="replace")


def manage(
    checkout: Path, environment: Mapping[str, str], command: str, *options: str
) -> Program:
    """One management command as a step; its log is named after it."""
    return Program(
        name=command,
        command=(sys.executable, "manage.py", command, *options),
        environment=environment,
        log=checkout / "var" / "log" / f"{command}.log",
        folder=checkout,
    )


def spoken(output: str) -> list[str]:
    """The lines that are for people: structured log lines are left in the file."""
    return [line for line in output.splitlines() if line and line[0] not in "{["]


def keep_verifier_key(output: str, path: Path) -> None:
    """Keep the public half that `make_signing_key` printed."""
    found = VERIFIER_KEY.findall(output)
    if not found:
        raise StartError("The log's signing key was made without its public half.")
    write_private(path, f"{found[-1]}\n")


def fingerprint(checkout: Path) -> str:
    """Changes when a file does that `collectstatic` copies."""
    digest = hashlib.sha256()
    for pattern in STATIC_SOURCES:
        for top in sorted(checkout.glob(pattern)):
            for path in [top, *sorted(top.rglob("*"))]:
                facts = path.stat()
                digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
