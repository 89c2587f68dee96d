"""The web server as it runs in production, and browsers that have signed in to it.

No measure is here.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from accounts.models import Person
from config.children import Program, end, start
from config.embedded.servers import throw_away_valkey, wait_until_ready
from config.ports import free_port
from config.processes import WEB


TOKEN = "c" * 32
TIMEOUT = 120


class ServerError(RuntimeError):
    """The server did not start, or did not answer as it should."""


@dataclass(frozen=True, slots=True)
class Browser:
    """One person's session; every request is a connection of its own."""

    port: int
    cookie: str

    def get(self, address: str) -> float:
        """Seconds until the whole page is here. Raises `ServerError`."""
        return self._asked("GET", address, expect=200)[0]

    def read(self, address: str) -> str:
        return self._asked("GET", address, expect=200)[1]

    def post(self, address: str, fields: Mapping[str, str]) -> float:
        """Seconds until the redirect is here. Raises `ServerError`."""
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN})
        return self._asked("POST", address, expect=302, body=body)[0]

    def _asked(
        self, method: str, address: str, *, expect: int, body: str | None = None
    ) -> tuple[float, str]:
        headers = {"Cookie": self.cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        took = time.perf_counter() - began
        if answer.status != expect:
            raise ServerError(f"{method} {address}: {answer.status}")
        return took, page


def browser_of(person: Person, port: int) -> Browser:
    """A session as signing in leaves it, with the password given just now."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.create()
    return Browser(port, f"sessionid={session.session_key}; csrftoken={TOKEN}")


@contextmanager
def running_server() -> Iterator[int]:
    """gunicorn with the product's own settings, and a queue beside it: its port."""
    with tempfile.TemporaryDirectory(prefix="countersign-bench-web-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        queue = throw_away_valkey(folder, "bench", time.sleep)
        valkey = start(queue.program())
        try:
            wait_until_ready(queue, valkey, time.sleep, seconds=30)
            with _web(folder, queue.url) as port:
                yield port
        finally:
            end(valkey, signal.SIGKILL, seconds=5)


@contextmanager
def _web(folder: Path, queue: str) -> Iterator[int]:
    port = free_port()
    environment = os.environ | {
        "COUNTERSIGN_BIND": f"127.0.0.1:{port}",
        "COUNTERSIGN_STATIC_ROOT": str(folder / "static"),
        "COUNTERSIGN_DATABASE_POOL": "1",
        "REDIS_URL": queue,
    }
    collect = (sys.executable, "manage.py", "collectstatic", "--noinput", "-v0")
    subprocess.run(collect, env=environment, cwd=settings.BASE_DIR, check=True)
    command = (sys.executable, *WEB.arguments)
    log = folder / "web.log"
    web = start(Program("web", command, environment, log, folder=settings.BASE_DIR))
    try:
        _wait(port, web, log)
        yield port
    finally:
        end(web, signal.SIGTERM, seconds=15)


def _wait(port: int, web: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and web.poll() is None:
        try:
            Browser(port, "").get(reverse("account_login"))
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise ServerError(f"the web server did not start: {log.read_text()[-2000:]}")
