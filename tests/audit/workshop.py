"""A log that a test may write, seal and break, in a database of its own.

No assertion lives here.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from psycopg import sql

from audit.events import Event
from audit.log import Actor, Subject, record
from audit.sequencer import Memory, Sequencer
from audit.sequencer.memory import Hook, no_hook
from audit.tree.notes import verifier_key
from tests.databases import DatabaseUrls, connected_to


ORIGIN = "countersign.example/log"
ALICE = Actor(
    id="a11ce000-0000-7000-8000-000000000001", post="Press officer", role="author"
)
TOM = Actor(id="70300000-0000-7000-8000-000000000002", post="Director", role="approver")
DRAFT = Subject("draft", "d-1")
DIGEST = bytes(range(32))


@dataclass
class Workshop:
    urls: DatabaseUrls
    folder: Path
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def memory_file(self) -> Path:
        return self.folder / "memory.json"

    @property
    def verifier_key(self) -> str:
        return verifier_key(ORIGIN, self.key).text

    def write(self, count: int = 1, subject: Subject = DRAFT) -> list[UUID]:
        """Commit that many entries, each in a transaction of its own."""
        return [self._write_one(number, subject) for number in range(count)]

    def _write_one(self, number: int, subject: Subject) -> UUID:
        with transaction.atomic():
            return record(
                Event.REVISION_SAVED,
                actor=ALICE,
                subject=subject,
                digest=DIGEST,
                details={"revision": number},
            )

    def write_together(self, count: int, subject: Subject = DRAFT) -> list[UUID]:
        """Commit that many entries in one transaction."""
        with transaction.atomic():
            return self.write(count, subject)

    def seal(self, hook: Hook = no_hook) -> int:
        """Run one batch as the sequencer's role, in a sequencer that has just started."""
        with self.sequencer(hook) as sequencer:
            return sequencer.batch()

    @contextmanager
    def sequencer(self, hook: Hook = no_hook) -> Iterator[Sequencer]:
        memory = Memory(self.memory_file, hook=hook)
        signers = [(ORIGIN, self.key)]
        with connected_to(self.urls.sequencer):
            try:
                yield Sequencer(
                    origin=ORIGIN, signers=signers, memory=memory, hook=hook
                )
            finally:
                memory.unlock()

    def sql(
        self, statement: str, *parameters: object, role: str = "admin"
    ) -> list[tuple[Any, ...]]:
        """Run raw SQL through that role's address and return the rows, if any."""
        url = getattr(self.urls, role)
        with psycopg.connect(url) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def holding(self, statement: LiteralString) -> Iterator[None]:
        """Keep the locks that this statement takes for as long as the block lasts."""
        with psycopg.connect(self.urls.admin) as connection:
            connection.execute(statement)
            yield

    def count(self, table: str) -> int:
        statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        with psycopg.connect(self.urls.admin) as connection:
            row = connection.execute(statement).fetchone()
        return row[0] if row else 0

    def rewrite(self, table: str, statement: str, *parameters: object) -> None:
        """Change the log as a superuser can, who may put its triggers to sleep."""
        name = sql.Identifier(table)
        with psycopg.connect(self.urls.admin) as connection:
            connection.execute(
                sql.SQL("ALTER TABLE {} DISABLE TRIGGER ALL").format(name)
            )
            connection.execute(statement, parameters)
            connection.execute(
                sql.SQL("ALTER TABLE {} ENABLE TRIGGER ALL").format(name)
            )


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, **extra}
