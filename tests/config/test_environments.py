"""Each process is told what it needs, and what another needs is kept from it.

What the processes do with it is tested elsewhere.
"""

from pathlib import Path

import pytest

from config.database_roles import RoleUrls
from config.environments import for_process, read_files, shared_environment
from config.processes import (
    CLOCK,
    MESSENGER,
    PROCESSES,
    PUBLISHER,
    SEQUENCER,
    WEB,
    WITNESSES,
    Process,
    processes_for,
)
from config.secret_files import secrets_in
from config.signing_key import SigningKey


URLS = RoleUrls(owner="owner's", app="app's", sequencer="sequencer's")


@pytest.fixture
def environments(tmp_path: Path) -> dict[str, dict[str, str]]:
    """What each process gets from an operator who exported everything."""
    given = {
        "PATH": "/usr/bin",
        "DATABASE_URL": "administrator's",
        "OWNER_DATABASE_URL": "owner's",
        "SEQUENCER_DATABASE_URL": "sequencer's",
        "COUNTERSIGN_SIGNING_KEY_FILE": "/keys/log",
        "COUNTERSIGN_SECRET_KEY": "the operator's own",
        "COUNTERSIGN_SMTP_PASSWORD": "the mail server's",
    }
    secrets = secrets_in(tmp_path / "secrets")
    shared = shared_environment(given, secrets, bind="127.0.0.1:8000")
    key = SigningKey(tmp_path / "sequencer", tmp_path / "secrets" / "public")
    return {
        process.name: for_process(shared, URLS, process, key)
        for process in (*PROCESSES, WITNESSES)
    }


@pytest.mark.parametrize(
    ("process", "address"),
    [
        (WEB, "app's"),
        (PUBLISHER, "app's"),
        (MESSENGER, "app's"),
        (CLOCK, "app's"),
        (SEQUENCER, "sequencer's"),
        (WITNESSES, "sequencer's"),
    ],
)
def test_process_gets_the_address_of_its_own_role(
    environments: dict[str, dict[str, str]], process: Process, address: str
) -> None:
    environment = environments[process.name]
    assert environment["DATABASE_URL"] == address
    assert "OWNER_DATABASE_URL" not in environment
    assert "SEQUENCER_DATABASE_URL" not in environment


def holders(environments: dict[str, dict[str, str]], variable: str) -> list[str]:
    return [name for name, has in environments.items() if variable in has]


def test_only_the_sequencer_is_told_where_the_signing_key_is(
    environments: dict[str, dict[str, str]],
) -> None:
    assert holders(environments, "COUNTERSIGN_SIGNING_KEY_FILE") == ["sequencer"]
    assert holders(environments, "COUNTERSIGN_SEQUENCER_MEMORY") == ["sequencer"]


def test_sequencer_has_no_key_but_its_own(
    environments: dict[str, dict[str, str]],
) -> None:
    others = ["web", "publisher", "messenger", "clock"]
    assert holders(environments, "COUNTERSIGN_SECRET_KEY") == others
    assert holders(environments, "COUNTERSIGN_CREDENTIAL_KEYS") == others
    assert holders(environments, "COUNTERSIGN_OPENING_KEYS") == others


def test_only_the_messenger_has_the_password_of_the_mail_server(
    environments: dict[str, dict[str, str]],
) -> None:
    assert holders(environments, "COUNTERSIGN_SMTP_PASSWORD") == ["messenger"]


def test_only_the_web_process_pools_connections(
    environments: dict[str, dict[str, str]],
) -> None:
    assert holders(environments, "COUNTERSIGN_DATABASE_POOL") == ["web"]


def test_secret_in_a_file_is_read_and_its_place_not_passed_on(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("the address\n")
    read = read_files({"DATABASE_URL_FILE": str(tmp_path / "url"), "PATH": "/bin"})
    assert read == {"DATABASE_URL": "the address", "PATH": "/bin"}


def test_operators_own_secret_wins(environments: dict[str, dict[str, str]]) -> None:
    assert environments["web"]["COUNTERSIGN_SECRET_KEY"] == "the operator's own"


def test_witnesses_are_asked_where_their_policy_is_named() -> None:
    named = {"COUNTERSIGN_WITNESS_POLICY": "/etc/countersign/witnesses"}
    assert processes_for(named) == (*PROCESSES, WITNESSES)
    assert processes_for({}) == processes_for({"COUNTERSIGN_WITNESS_POLICY": ""})
    assert processes_for({}) == PROCESSES
