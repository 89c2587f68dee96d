"""The account that X's tests play with, and the fake X that is held to X's description.

No assertion about an adapter lives here.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from publishing.platforms.protocol import Attachment, Connection, PostKey, Rendered
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.x.adapter import XAdapter
from tests.publishing.platforms.x import contract
from tests.publishing.platforms.x.fake import FakeX
from tests.publishing.platforms.x.fake_auth import NUMBERED_TOKEN, SECRET


WORDS = "Our offices close at 5pm on 24 December. Details: https://www.gov.uk/closing"
KEY = PostKey("0a1b2c", datetime(2026, 11, 21, 9, 30, tzinfo=UTC), 0)
NO_ANSWER = "X gave no readable answer in time"
NUMBERED = SECRET | {"access_token": NUMBERED_TOKEN}


def rendered(words: str, reply_to: str | None = None) -> Rendered:
    return Rendered(words=words, body=words, reply_to=reply_to)


POST = rendered(WORDS)


@contextmanager
def a_fake_x() -> Iterator[FakeX]:
    """A fake X, whose every exchange is afterwards held against X's description."""
    with FakeX() as server:
        yield server
    if contract.PATH.exists():
        for exchange in server.exchanges:
            contract.check(exchange)


def account(
    x: FakeX | str,
    limits: Limits = USUAL_LIMITS,
    secret: Mapping[str, str] = SECRET,
    handle: str = "@exampledept",
) -> XAdapter:
    """The adapter of an account on a fake X, or on a server by its address."""
    server = x if isinstance(x, str) else x.url
    return XAdapter(Connection(handle=handle, secret=secret, server=server), limits)


def known_account(x: FakeX, limits: Limits = USUAL_LIMITS) -> XAdapter:
    """An adapter that needs not ask for the account's number first."""
    return account(x, limits, NUMBERED)


def requests_of(x: FakeX) -> list[tuple[str, str]]:
    return [(each.method, each.target.split("?")[0]) for each in x.exchanges]


class Shelf:
    """Files by their SHA-256, as the product's own store gives them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.opened: list[int] = []

    def put(
        self, data: bytes, kind: str, alt: str = "", captions: str = ""
    ) -> Attachment:
        sha256 = hashlib.sha256(data).hexdigest()
        self.files[sha256] = data
        return Attachment(sha256, kind, alt, captions)

    def size(self, sha256: str) -> int:
        return len(self.files[sha256])

    def pieces(self, sha256: str, *, start: int = 0) -> Iterator[bytes]:
        self.opened.append(start)
        data, piece = self.files[sha256][start:], 7
        return (data[at : at + piece] for at in range(0, len(data), piece))

    def public_url(self, sha256: str) -> str:
        return f"https://river.example/{sha256}"
