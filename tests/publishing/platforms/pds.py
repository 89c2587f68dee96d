"""The AT Protocol's own server as a child process, where install-pds.sh installed it.

No test lives here; nothing of it outlives the tests.
"""

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from django.conf import settings


PLACE = Path(__file__).parent / "pds"
NODE = Path(settings.BASE_DIR) / ".venv" / "bin" / "node"
MISSING = "the AT Protocol's server is not installed: `make test` does it"


@dataclass(frozen=True)
class Account:
    """An account of a running server, with an app password."""

    url: str
    handle: str
    did: str
    secret: dict[str, str]


@contextmanager
def running() -> Iterator[str]:
    """The address of a new server, which ends when its standard input does: with us."""
    if not (PLACE / "node_modules" / ".installed").exists():
        pytest.skip(MISSING)
    quiet = os.environ | {"LOG_ENABLED": "false"}
    command = [str(NODE), "--no-warnings", str(PLACE / "server.mjs")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=quiet) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            yield json.loads(child.stdout.readline())["url"]
        finally:
            child.stdin.close()
            child.wait(timeout=20)


def new_account(url: str) -> Account:
    """An account of a name of its own, so that no test sees another's posts."""
    handle = f"dept-{secrets.token_hex(6)}.test"
    with httpx.Client(base_url=f"{url}/xrpc/", trust_env=False) as client:
        made = client.post(
            "com.atproto.server.createAccount",
            json={
                "handle": handle,
                "email": f"{handle}@example.com",
                "password": secrets.token_hex(12),
            },
        ).raise_for_status()
        app = client.post(
            "com.atproto.server.createAppPassword",
            json={"name": "countersign"},
            headers={"Authorization": f"Bearer {made.json()['accessJwt']}"},
        ).raise_for_status()
    did, password = made.json()["did"], app.json()["password"]
    return Account(url, handle, did, {"password": password})


def session_of(account: Account) -> dict[str, str]:
    """A session as the connector keeps it: opening one takes a second of hashing."""
    opened = httpx.post(
        f"{account.url}/xrpc/com.atproto.server.createSession",
        json={"identifier": account.handle, "password": account.secret["password"]},
        trust_env=False,
        timeout=20,
    ).raise_for_status()
    said = opened.json()
    return {
        "access_jwt": said["accessJwt"],
        "refresh_jwt": said["refreshJwt"],
        "did": said["did"],
    }
