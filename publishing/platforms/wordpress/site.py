"""A WordPress site's REST API: where it is, who asks, and that it is one at all.

What an answer means for a post is not known here.
"""

import base64

import httpx

from publishing.platforms.answers import REDIRECTS
from publishing.platforms.protocol import Connection
from publishing.platforms.transport import Limits
from publishing.platforms.wire import (
    Json,
    RefusedError,
    UnreadableError,
    Wire,
)


# Both forms are WordPress's own; the first needs permalinks other than "plain", and
# where it is not known the server shows its home page or an error page instead.
PRETTY, PLAIN = "pretty", "plain"
NOT_THERE = REDIRECTS | {404, 405}


class Site:
    """Calls to one site. The form of its addresses is found out once and kept."""

    def __init__(self, connection: Connection, limits: Limits) -> None:
        secret = connection.secret
        self.connection = connection
        self.username = secret.get("username", "").strip()
        password = secret.get("application_password", "").strip()
        self.complete = bool(connection.server and self.username and password)
        both = base64.b64encode(f"{self.username}:{password}".encode()).decode()
        self.wire = Wire(
            connection.server, limits, headers={"Authorization": f"Basic {both}"}
        )
        self.form = secret.get("rest", "")

    def read(self, method: str, route: str, **said: Json) -> Json:
        """The JSON of an answer; `route` begins with /wp/v2. Raises as Wire does."""
        return self.ask(method, route, **said).json()

    def ask(self, method: str, route: str, **said: Json) -> httpx.Response:
        """An answer that has JSON. Nothing but a question is ever asked twice."""
        if not self.form and method != "GET":
            self._find_form()
        if self.form:
            return self._ask(self.form, method, route, **said)
        try:
            answer = self._ask(PRETTY, method, route, **said)
        except UnreadableError:
            return self._ask_plainly(method, route, **said)
        except RefusedError as refusal:
            if _speaks(refusal.body):
                self.form = PRETTY
            if self.form or refusal.status not in NOT_THERE:
                raise
            return self._ask_plainly(method, route, **said)
        self.form = PRETTY
        return answer

    def _find_form(self) -> None:
        self.ask("GET", "/", params={"_fields": "namespaces"})

    def _ask_plainly(self, method: str, route: str, **said: Json) -> httpx.Response:
        try:
            answer = self._ask(PLAIN, method, route, **said)
        except RefusedError as refusal:
            if _speaks(refusal.body):
                self._keep_plain()
            raise
        self._keep_plain()
        return answer

    def _keep_plain(self) -> None:
        self.form = PLAIN
        self.connection.keep({**self.connection.secret, "rest": PLAIN})

    def _ask(self, form: str, method: str, route: str, **said: Json) -> httpx.Response:
        params = dict(said.pop("params", {}))
        path = f"/wp-json{route}"
        if form == PLAIN:
            path, params = "/", {"rest_route": route, **params}
        answer = self.wire.ask(method, path, params=params, **said)
        if not _is_json(answer):
            raise UnreadableError("the answer is none of a WordPress API")
        return answer


def code_of(refusal: RefusedError) -> str:
    """WordPress's name for what went wrong, such as "rest_post_invalid_id"."""
    body = refusal.body
    return str(body.get("code", "")) if isinstance(body, dict) else ""


def _speaks(body: Json) -> bool:
    return isinstance(body, dict) and "code" in body and "message" in body


def _is_json(answer: httpx.Response) -> bool:
    try:
        answer.json()
    except ValueError:
        return False
    return True
