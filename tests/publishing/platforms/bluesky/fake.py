"""A small personal data server on 127.0.0.1: one account, its repository, its faults.

It knows nothing of our adapter. What it answers was read off the AT Protocol's own
server, which the tests of `test_bluesky_server` run where it is installed.
"""

import base64
import hashlib
import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import libipld
from django.utils import timezone

from tests.publishing.platforms.local_server import Answer, LocalServer


DID = "did:plc:exampledept2345678abcdef"
OTHER_DID = "did:plc:otherdept23456789abcdefg"
HANDLE = "department.example"
PASSWORD = "abcd-efgh-ijkl-mnop"
POSTS = "app.bsky.feed.post"
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Lost:
    """Reset the connection; `keeps` says whether the call was done before."""

    keeps: bool = True


@dataclass(frozen=True)
class Silence:
    """Answer nothing for as long as the server runs."""

    keeps: bool = True


Fault = Answer | Lost | Silence


@dataclass(frozen=True)
class Call:
    """One request as it came over the wire; names of headers in small letters."""

    method: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401  (whatever was sent)
        return json.loads(self.body) if self.body else {}


class RefusedError(Exception):
    def __init__(self, status: int, name: str) -> None:
        super().__init__(name)
        self.status = status
        self.name = name


class FakeBluesky(LocalServer):
    """Use as a context manager; `url` is where it listens.

    `posts` are the records by their keys, `handles` those that it can resolve.
    """

    def __init__(self) -> None:
        super().__init__(Handler)
        self.handle = HANDLE
        self.secret = {"password": PASSWORD}
        self.posts: dict[str, dict[str, Any]] = {}
        self.foreign: dict[tuple[str, str], dict[str, Any]] = {}
        self.handles = {HANDLE: DID, "other.example": OTHER_DID}
        self.revs: dict[str, str] = {}
        self.rev = tid()
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self.blobs: dict[str, bytes] = {}
        self.openings = 0
        self.lifetime = timedelta(hours=2)
        self.calls: list[Call] = []
        self.faults: dict[str, deque[Fault]] = {}
        self._lock = threading.Lock()

    # What tests see and order.

    def live(self) -> list[str]:
        """The words of each live post, oldest first."""
        records = sorted(self.posts.values(), key=lambda each: each["createdAt"])
        return [record["text"] for record in records]

    def next(self, method: str, *faults: Fault) -> None:
        """Order what happens to the next calls of a method, one fault each."""
        self.faults.setdefault(method, deque()).extend(faults)

    def called(self) -> list[str]:
        return [call.method for call in self.calls]

    def has_post(self, text: str, *, ago: timedelta = timedelta(0), **more: Any) -> str:  # noqa: ANN401
        """Keep a post that another program wrote; its address."""
        at = timezone.now() - ago
        record = {"$type": POSTS, "text": text, "createdAt": at.isoformat(), **more}
        rkey = tid(at)
        self.write(rkey, record)
        return uri(DID, rkey)

    def write(self, rkey: str, record: dict[str, Any] | None) -> None:
        """Commit one change: the record, or None to delete it."""
        self.rev = tid()
        self.posts.pop(rkey, None)
        self.revs.pop(rkey, None)
        if record is not None:
            self.posts[rkey] = record
            self.revs[rkey] = self.rev

    def duplicate_answer(self) -> tuple[int, Any, dict[str, str]]:
        return 400, {"error": "InvalidSwap", "message": "Record was at x"}, {}

    def auth_answer(self) -> tuple[int, Any, dict[str, str]]:
        words = "Account has been taken down"
        return 401, {"error": "AccountTakedown", "message": words}, {}

    def rate_answer(self, until: datetime | None) -> tuple[int, Any, dict[str, str]]:
        body = {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}
        headers = {"RateLimit-Remaining": "0", "RateLimit-Limit": "5000"}
        if until is not None:
            headers["RateLimit-Reset"] = str(int(until.timestamp()))
        return 429, body, headers

    # What the protocol's server does.

    def answer(self, call: Call) -> object:
        known: dict[str, Callable[[Call], object]] = {
            "com.atproto.server.createSession": self._create_session,
            "com.atproto.server.refreshSession": self._refresh_session,
            "com.atproto.server.getSession": self._get_session,
            "com.atproto.identity.resolveHandle": self._resolve,
            "com.atproto.repo.uploadBlob": self._upload,
            "com.atproto.repo.putRecord": self._put,
            "com.atproto.repo.deleteRecord": self._delete,
            "com.atproto.repo.getRecord": self._get,
            "com.atproto.repo.listRecords": self._list,
            "com.atproto.sync.getLatestCommit": self._latest,
            "com.atproto.sync.getRepo": self._repo,
        }
        if call.method not in known:
            raise RefusedError(501, "MethodNotImplemented")
        with self._lock:
            return known[call.method](call)

    def _create_session(self, call: Call) -> object:
        self.openings += 1
        said = call.json
        known = said["identifier"] in {self.handle, DID}
        if not known or said["password"] != PASSWORD:
            raise RefusedError(401, "AuthenticationRequired")
        return self._session()

    def _refresh_session(self, call: Call) -> object:
        token = token_of(call)
        if token not in self.refresh:
            raise RefusedError(400, "ExpiredToken")
        self.refresh.discard(token)
        return self._session()

    def _session(self) -> dict[str, object]:
        ends = timezone.now() + self.lifetime
        access, refresh = (token(ends, self.rev + tid()) for _ in range(2))
        self.access.add(access)
        self.refresh.add(refresh)
        return self._who() | {"accessJwt": access, "refreshJwt": refresh}

    def _get_session(self, call: Call) -> object:
        self._signed_in(call)
        return self._who()

    def _who(self) -> dict[str, object]:
        return {"did": DID, "handle": self.handle, "active": True}

    def _signed_in(self, call: Call) -> None:
        if not token_of(call):
            raise RefusedError(401, "AuthMissing")
        if token_of(call) not in self.access:
            raise RefusedError(400, "ExpiredToken")

    def _resolve(self, call: Call) -> object:
        if call.query["handle"] not in self.handles:
            raise RefusedError(400, "InvalidRequest")
        return {"did": self.handles[call.query["handle"]]}

    def _upload(self, call: Call) -> object:
        self._signed_in(call)
        link = cid(call.body)
        self.blobs[link] = call.body
        blob = {
            "$type": "blob",
            "ref": {"$link": link},
            "mimeType": call.headers["content-type"],
            "size": len(call.body),
        }
        return {"blob": blob}

    def _put(self, call: Call) -> object:
        self._signed_in(call)
        said = call.json
        rkey, record = said["rkey"], said["record"]
        if rkey in self.posts and self.posts[rkey] != record:
            if "swapRecord" in said:
                raise RefusedError(400, "InvalidSwap")
            self.posts.pop(rkey)
        for image in record.get("embed", {}).get("images", []):
            if image["image"]["ref"]["$link"] not in self.blobs:
                raise RefusedError(400, "BlobNotFound")
        if rkey not in self.posts:
            self.write(rkey, record)
        return {"uri": uri(DID, rkey), "cid": record_cid(record)}

    def _delete(self, call: Call) -> object:
        self._signed_in(call)
        if call.json["rkey"] in self.posts:
            self.write(call.json["rkey"], None)
        return {"commit": {"cid": cid(b"commit"), "rev": self.rev}}

    def _get(self, call: Call) -> object:
        repo, rkey = call.query["repo"], call.query["rkey"]
        did = self.handles.get(repo, repo)
        found = self.posts.get(rkey) if did == DID else self.foreign.get((did, rkey))
        if found is None:
            raise RefusedError(400, "RecordNotFound")
        return stored(did, rkey, found)

    def _list(self, call: Call) -> object:
        cursor = call.query.get("cursor", "~")
        keys = sorted((key for key in self.posts if key < cursor), reverse=True)
        shown = keys[: int(call.query["limit"])]
        page = {"records": [stored(DID, key, self.posts[key]) for key in shown]}
        return page | ({"cursor": shown[-1]} if shown else {})

    def _latest(self, call: Call) -> object:
        return {"cid": cid(self.rev.encode()), "rev": self.rev}

    def _repo(self, call: Call) -> object:
        since = call.query.get("since", "")
        newer = [self.posts[key] for key, rev in self.revs.items() if rev > since]
        return car([{"version": 3, "rev": self.rev}, *newer])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.take()

    def do_POST(self) -> None:
        self.take()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    @property
    def fake(self) -> FakeBluesky:
        found: FakeBluesky = self.server.fake  # type: ignore[attr-defined]
        return found

    def take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        parts = urlsplit(self.path)
        method = parts.path.removeprefix("/xrpc/")
        headers = {name.lower(): value for name, value in self.headers.items()}
        call = Call(method, dict(parse_qsl(parts.query)), headers, body)
        self.fake.calls.append(call)
        waiting = self.fake.faults.get(method)
        fault = waiting.popleft() if waiting else None
        status, sent = 200, b""
        if fault is None or fault.keeps:
            status, sent = self.done(call)
        self.give(fault, status, sent)

    def done(self, call: Call) -> tuple[int, bytes]:
        try:
            found = self.fake.answer(call)
        except RefusedError as refusal:
            body = {"error": refusal.name, "message": "It was refused."}
            return refusal.status, json.dumps(body).encode()
        return 200, found if isinstance(found, bytes) else json.dumps(found).encode()

    def give(self, fault: Fault | None, status: int, sent: bytes) -> None:
        match fault:
            case Silence():
                self.fake.closing.wait()
                self.close_connection = True
            case Lost():
                self.reset()
            case Answer():
                body = fault.body
                sent = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.write(fault.status, sent, fault.headers)
            case None:
                self.write(status, sent, {})

    def reset(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        # The reader holds the socket open until it is closed as well.
        self.rfile.close()
        self.connection.close()
        self.close_connection = True

    def write(self, status: int, sent: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        kind = "application/json" if sent[:1] in b"{[" else "application/vnd.ipld.car"
        usual = {"Content-Type": kind, "Content-Length": str(len(sent))}
        for name, value in (usual | dict(headers)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)


def tid(at: datetime | None = None) -> str:
    """A new key, later than every one before."""
    micro = int(at.timestamp() * 1_000_000) if at else time.time_ns() // 1000
    number = micro * 1024
    return "".join(LETTERS[number >> shift & 31] for shift in range(60, -1, -5))


def uri(did: str, rkey: str) -> str:
    return f"at://{did}/{POSTS}/{rkey}"


def stored(did: str, rkey: str, record: dict[str, Any]) -> dict[str, Any]:
    return {"uri": uri(did, rkey), "cid": record_cid(record), "value": record}


def token_of(call: Call) -> str:
    return call.headers.get("authorization", "").removeprefix("Bearer ")


def token(ends: datetime, name: str) -> str:
    """A JSON web token as far as anybody looks into it."""
    claims = json.dumps({"exp": int(ends.timestamp()), "jti": name})
    return f"e30.{base64.urlsafe_b64encode(claims.encode()).decode().rstrip('=')}.sig"


def record_cid(record: dict[str, Any]) -> str:
    return cid(json.dumps(record, sort_keys=True).encode())


def cid(content: bytes) -> str:
    return "b" + base64.b32encode(cid_bytes(content)).decode().lower().rstrip("=")


def cid_bytes(content: bytes) -> bytes:
    return b"\x01\x71\x12\x20" + hashlib.sha256(content).digest()


def car(blocks: list[dict[str, Any]]) -> bytes:
    """Content-addressed blocks in one file (https://ipld.io/specs/transport/car/carv1)."""
    encoded = [libipld.encode_dag_cbor(json_safe(block)) for block in blocks]
    root = b"\x00" + cid_bytes(encoded[0])
    header = b"\xa2eroots\x81\xd8\x2aX" + bytes([len(root)]) + root + b"gversion\x01"
    sections = [header, *(cid_bytes(each) + each for each in encoded)]
    return b"".join(varint(len(each)) + each for each in sections)


def json_safe(block: dict[str, Any]) -> dict[str, Any]:
    """Links and bytes are written otherwise in DAG-CBOR; here nobody reads them."""
    return {
        name: value for name, value in block.items() if isinstance(value, str | int)
    }


def varint(number: int) -> bytes:
    groups = [
        number >> shift & 127 for shift in range(0, max(number.bit_length(), 1), 7)
    ]
    return bytes([*(each | 128 for each in groups[:-1]), groups[-1]])
