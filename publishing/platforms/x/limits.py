"""What X's answers say about rate limits: what is left, and when to come again.

Nothing waits here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

import requests
from django.utils import timezone

from publishing.platforms.protocol import Allowance
from publishing.platforms.wire import LONGEST_WAIT, waits_until


# X counts in windows of a quarter of an hour and, for posts, of a day.
WINDOWS = ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour")


def allowance_of(response: requests.Response) -> Allowance | None:
    """The tightest limit that an answer names; None where it names none of ours.

    Uploads and the question who we are have limits of their own, which count nothing.
    """
    request = response.request
    kind = _kind(str(request.method), urlsplit(str(request.url)).path)
    found = _windows(kind, response.headers) if kind else []
    return min(found, key=lambda each: each.remaining) if found else None


def allowed_again(headers: Mapping[str, str]) -> datetime:
    """When every window that is used up has ended, where X says so credibly."""
    now = timezone.now()
    ends = [
        each.resets_at
        for each in _windows("posts", headers)
        if each.remaining <= 0 and now < each.resets_at <= now + LONGEST_WAIT
    ]
    return max(ends) if ends else waits_until(headers)


def _kind(method: str, path: str) -> str:
    if (method, path) == ("POST", "/2/tweets"):
        return "posts"
    reading = method == "GET" and path.rstrip("/").startswith(
        ("/2/tweets/", "/2/users/")
    )
    return "reads" if reading and path != "/2/users/me" else ""


def _windows(kind: str, headers: Mapping[str, str]) -> list[Allowance]:
    read = (_window(kind, headers, name) for name in WINDOWS)
    return [each for each in read if each is not None]


def _window(kind: str, headers: Mapping[str, str], name: str) -> Allowance | None:
    try:
        reset = datetime.fromtimestamp(int(headers[f"{name}-reset"]), tz=UTC)
        remaining = int(headers[f"{name}-remaining"])
        limit = headers.get(f"{name}-limit")
        return Allowance(kind, remaining, reset, int(limit) if limit else None)
    except (KeyError, ValueError, OverflowError, OSError):
        return None
