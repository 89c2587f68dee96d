"""Entries written by hand, without `record`, as somebody with raw SQL would.

No assertion lives here.
"""

import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

import psycopg


INSERT = """
INSERT INTO audit_entry (id, event, at, actor, actor_post, actor_role, authority,
    subject_type, subject_id, digest, body, leaf_hash)
VALUES (%(id)s, 'draft.created', %(at)s, 'a', 'p', 'r', '', 'draft', '1', NULL,
    convert_to(%(body)s, 'UTF8'),
    coalesce(%(leaf_hash)s, sha256('\\x00'::bytea || convert_to(%(body)s, 'UTF8'))))
"""


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def forged(moment: datetime, **changes: object) -> dict[str, object]:
    body = {
        "id": str(uuid4()),
        "event": "draft.created",
        "time": written(moment),
        "actor": {"id": "a", "post": "p", "role": "r"},
        "authority": None,
        "subject": {"type": "draft", "id": "1"},
        "digest": None,
    }
    return {**body, **changes}


def now_of(connection: psycopg.Connection) -> datetime:
    row = connection.execute("SELECT transaction_timestamp()").fetchone()
    assert row is not None
    moment: datetime = row[0]
    return moment


def insert(
    connection: psycopg.Connection,
    body: dict[str, object],
    *,
    at: datetime,
    leaf_hash: bytes | None = None,
) -> UUID:
    insert_text(connection, str(body["id"]), json.dumps(body), at, leaf_hash)
    return UUID(str(body["id"]))


def insert_text(
    connection: psycopg.Connection,
    entry_id: str,
    body: str,
    at: datetime,
    leaf_hash: bytes | None = None,
) -> None:
    parameters = {"id": entry_id, "at": at, "body": body, "leaf_hash": leaf_hash}
    connection.execute(INSERT, parameters)
