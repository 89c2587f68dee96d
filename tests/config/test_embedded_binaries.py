"""A machine or an installation without the servers' binaries is told what to do.

No server is started here.
"""

from pathlib import Path

import pytest

from config.embedded.binaries import (
    installed,
    package_folder,
    postgres_wheel,
    supported_machine,
    valkey_server,
)
from config.refusal import StartError


def refusal_of(system: str, processor: str) -> str:
    with pytest.raises(StartError) as refused:
        supported_machine(system, processor)
    return str(refused.value)


def test_machines_go_by_the_wheels_names() -> None:
    assert supported_machine("Linux", "AMD64") == "x86_64"
    assert supported_machine("Linux", "arm64") == "aarch64"


def test_other_machines_are_told_what_to_do() -> None:
    ending = (
        ": set DATABASE_URL and REDIS_URL to a PostgreSQL 16 and a Redis or Valkey of"
        " your own."
    )
    beginning = (
        "The built-in PostgreSQL and Valkey need Linux on x86_64 or aarch64, and"
    )
    assert refusal_of("Darwin", "arm64") == (
        f"{beginning} this is Darwin on arm64{ending}"
    )
    assert refusal_of("Linux", "riscv64") == (
        f"{beginning} this is Linux on riscv64{ending}"
    )


def test_binaries_of_this_installation_are_found() -> None:
    assert (postgres_wheel() / "pginstall18" / "bin" / "initdb").exists()
    assert valkey_server().name == "valkey-server"


def test_missing_package_is_named() -> None:
    with pytest.raises(StartError, match=r"^The package no_such_server is not install"):
        package_folder("no_such_server")


def test_missing_binary_is_named(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="is missing or cannot be run: remove"):
        installed(tmp_path / "postgres")
