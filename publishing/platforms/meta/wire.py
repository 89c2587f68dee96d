"""Calls to Meta's Graph servers: the token, the proof, the usage, lists and numbers.

What a refusal proves is in `meta_errors`; no post and no platform is known here.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import httpx
from django.utils import timezone

from publishing.platforms.protocol import (
    Allowance,
)
from publishing.platforms.transport import Limits
from publishing.platforms.wire import (
    LONGEST_WAIT,
    Json,
    UnreadableError,
    Wire,
    WireError,
)


USAGE_HEADERS = ("x-app-usage", "x-page-usage", "x-business-use-case-usage")
# The platform's windows roll; by then usage is asked for again.
USAGE_WINDOW = timedelta(minutes=15)
# As many as the platforms put on a page at the least.
FULL_PAGE = 25
VERSION = re.compile(r"/v\d+(\.\d+)?$")
ID = re.compile(r"\d+(_\d+){0,2}")


class NotANumberError(WireError):
    """What should name a post is no number of Graph's, so it was never asked for."""


class Graph(Wire):
    """Calls to one Graph server; the token is in a header, never in an address."""

    def __init__(
        self, server: str, token: str, limits: Limits, app_secret: str = ""
    ) -> None:
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        super().__init__(server, limits, bearer)
        self.token = token
        self.app_secret = app_secret
        self.proof = {"appsecret_proof": proof(token, app_secret)} if app_secret else {}
        self.allowances: Sequence[Allowance] = ()
        self.on_answer = self._note_usage

    @property
    def root(self) -> str:
        """The server without the version of its API, where tokens are renewed."""
        return VERSION.sub("", self.server)

    def briefly(self, limits: Limits) -> "Graph":
        """The same calls within a shorter time."""
        return Graph(self.server, self.token, limits, self.app_secret)

    def get(self, path: str, **params: str) -> Json:
        return self.read("GET", path, params={**params, **self.proof})

    def post(
        self,
        path: str,
        fields: Mapping[str, str],
        files: Mapping[str, Any] | None = None,
    ) -> Json:
        return self.read("POST", path, data={**fields, **self.proof}, files=files)

    def delete(self, path: str) -> Json:
        return self.read("DELETE", path, params=self.proof)

    def note(self, allowance: Allowance) -> None:
        self.allowances = [*self.allowances, allowance]

    def _note_usage(self, response: httpx.Response) -> None:
        used = usage(response.headers)
        if used is not None:
            self.note(used)


def proof(token: str, app_secret: str) -> str:
    """Graph's `appsecret_proof`: HMAC-SHA256 of the token in hex."""
    return hmac.digest(app_secret.encode(), token.encode(), hashlib.sha256).hex()


def usage(headers: Mapping[str, str]) -> Allowance | None:
    """What the usage headers leave of 100 per cent; None where there are none."""
    counts = [*_counts(headers)]
    if not counts:
        return None
    worst = max(_worst(each) for each in counts)
    until = regained(headers) or timezone.now() + USAGE_WINDOW
    return Allowance("reads", max(0, 100 - worst), until, 100)


def regained(headers: Mapping[str, str]) -> datetime | None:
    """When calls are taken again, as `estimated_time_to_regain_access` (minutes) says."""
    minutes = (
        number_of(each.get("estimated_time_to_regain_access"))
        for each in _counts(headers)
    )
    longest = max(minutes, default=0)
    if longest <= 0:
        return None
    return timezone.now() + min(timedelta(minutes=longest), LONGEST_WAIT)


def id_of(body: Json, name: str = "id") -> str:
    """The number of what was made; UnreadableError where the answer has none."""
    found = body.get(name) if isinstance(body, dict) else None
    if not isinstance(found, str) or not ID.fullmatch(found):
        raise UnreadableError("the answer carries no number")
    return found


def named(remote_id: str) -> str:
    """The path of an object; NotANumberError where that would lead elsewhere."""
    if not ID.fullmatch(remote_id):
        raise NotANumberError
    return f"/{remote_id}"


def moment_of(text: object) -> datetime:
    """A time as Graph writes it, `2026-03-12T21:33:23+0000`."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        raise UnreadableError("a time could not be read") from None
    if moment.tzinfo is None:
        raise UnreadableError("a time without its zone")
    return moment


def succeeded(body: Json) -> None:
    """UnreadableError unless the answer is `{"success": true}`."""
    if not isinstance(body, dict) or body.get("success") is not True:
        raise UnreadableError("the answer does not say that it was done")


def data_of(body: Json) -> list[dict[str, Json]]:
    """The `data` of a list; UnreadableError where there is none."""
    found = body.get("data") if isinstance(body, dict) else None
    if not isinstance(found, list) or not all(isinstance(x, dict) for x in found):
        raise UnreadableError("the list could not be read")
    return found


def first_of(body: Json) -> dict[str, Json]:
    """The one entry of `data`, be it a list or not; empty where there is none."""
    found = body.get("data") if isinstance(body, dict) else None
    if isinstance(found, list):
        found = found[0] if found else None
    return found if isinstance(found, dict) else {}


def older_than(body: Json) -> str | None:
    """The cursor of the next page; None where this is the last.

    A full page may go on even where the platform names no `next`.
    """
    paging = body.get("paging") or {}
    if not paging.get("next") and len(data_of(body)) < FULL_PAGE:
        return None
    try:
        return str(paging["cursors"]["after"])
    except (KeyError, TypeError):
        raise UnreadableError("the list does not say how it goes on") from None


def _counts(headers: Mapping[str, str]) -> list[dict[str, Json]]:
    """Every set of counters in the usage headers."""
    found: list[dict[str, Json]] = []
    for name in USAGE_HEADERS:
        try:
            said = json.loads(headers.get(name, "null"))
        except ValueError:
            continue
        found += _flat(said)
    return found


def _flat(said: Json) -> list[dict[str, Json]]:
    """Business use cases are lists by the number of the business; the others are not."""
    if not isinstance(said, dict):
        return []
    lists = [each for each in said.values() if isinstance(each, list)]
    inner = [each for some in lists for each in some if isinstance(each, dict)]
    return inner if lists else [said]


def _worst(counts: dict[str, Json]) -> int:
    names = ("call_count", "total_time", "total_cputime")
    return max(number_of(counts.get(name)) for name in names)


@contextmanager
def readable() -> Iterator[None]:
    """Reading what came: UnreadableError where it has another shape than was promised."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError, ArithmeticError):
        raise UnreadableError("the answer could not be read") from None


def number_of(value: object) -> int:
    return value if isinstance(value, int) else 0
