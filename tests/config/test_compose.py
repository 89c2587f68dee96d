"""docker-compose.yml runs what the process list says, with no more than each may have.

No container engine is needed: the file is read.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.container import contents, make_secrets
from config.processes import PROCESSES, SEQUENCER, Process
from config.secret_files import secrets_in


ROOT = Path(__file__).resolve().parents[2]
Service = dict[str, Any]

every_process = pytest.mark.parametrize(
    "process", PROCESSES, ids=[process.name for process in PROCESSES]
)


@pytest.fixture(scope="module")
def services() -> dict[str, Service]:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    found: dict[str, Service] = compose["services"]
    return found


def test_compose_file_is_tidy() -> None:
    yamllint = [sys.executable, "-m", "yamllint", "--strict", "docker-compose.yml"]
    told = subprocess.run(
        yamllint, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.stdout == ""


def test_services_are_the_processes_and_what_they_lean_on(
    services: dict[str, Service],
) -> None:
    around = {"secrets", "postgres", "valkey", "provision"}
    assert set(services) == around | {process.name for process in PROCESSES}


@every_process
def test_service_runs_what_the_process_list_says(
    services: dict[str, Service], process: Process
) -> None:
    assert services[process.name]["command"] == ["python", *process.arguments]


@every_process
def test_service_has_the_secrets_of_its_process_and_no_other(
    services: dict[str, Service], process: Process
) -> None:
    environment = services[process.name]["environment"]
    keys = {name for name in environment if name.endswith("KEY_FILE")}
    keys |= {name for name in environment if name.endswith("KEYS_FILE")}
    public = {"COUNTERSIGN_LOG_VERIFIER_KEY_FILE"}
    signing = {"COUNTERSIGN_SIGNING_KEY_FILE"} if process.signs else set()
    wanted = {f"{secret}_FILE" for secret in process.secrets} | signing
    assert keys - public == wanted
    assert environment["DATABASE_URL_FILE"] == (
        f"/run/countersign/{process.role}/database-url"
    )
    assert ("COUNTERSIGN_DATABASE_POOL" in environment) == process.pooled


def mounting(services: dict[str, Service], volume: str) -> set[str]:
    return {
        name
        for name, service in services.items()
        if any(mount.startswith(f"{volume}:") for mount in service.get("volumes", ()))
    }


def test_only_the_sequencer_has_the_signing_keys_volume(
    services: dict[str, Service],
) -> None:
    assert mounting(services, "sequencer") == {"secrets", SEQUENCER.name}


def test_only_the_database_and_its_makers_have_the_administrators_secrets(
    services: dict[str, Service],
) -> None:
    assert mounting(services, "admin-secrets") == {"secrets", "postgres", "provision"}


@every_process
def test_service_has_no_privilege_and_writes_nothing_of_the_image(
    services: dict[str, Service], process: Process
) -> None:
    service = services[process.name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_files_that_services_read_are_made(
    services: dict[str, Service], tmp_path: Path
) -> None:
    made = {f"/run/countersign/{name}" for name in contents(secrets_in(tmp_path))}
    made |= {
        "/run/countersign/app/log-verifier-key",
        "/run/countersign/sequencer/signing-key",
    }
    read = {
        value
        for process in PROCESSES
        for name, value in services[process.name]["environment"].items()
        if name.endswith("_FILE")
    }
    assert read <= made


def test_secrets_are_made_once_and_valkey_may_read_its_own(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    first = {path: path.read_text() for path in files}
    make_secrets(tmp_path)
    assert {path: path.read_text() for path in files} == first
    assert (tmp_path / "queue" / "valkey.conf").stat().st_mode & 0o777 == 0o644
    shared = {path for path in files if path.stat().st_mode & 0o077}
    assert shared == {tmp_path / "queue" / "valkey.conf"}


def test_images_user_is_not_root() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001:10001"]
