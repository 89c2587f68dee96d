"""The cast, hired once a run: databases that begin with it committed.

Nobody is described here; `tests/cast.py` says who is who.
"""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import LiteralString

import dj_database_url
import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.cast import Cast, connect, hire_everybody
from tests.databases import (
    DatabaseUrls,
    connected_to,
    copied_database,
    made_once,
    migrated_template,
)


# Each table counts from a thousand of its own: no key of one is also a key of another,
# and none is a number that a test would make up.
KEYS_OF_THEIR_OWN = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1000 * row_number()
    OVER (ORDER BY sequencename))
FROM pg_sequences
"""
# As if they had come to their authority an hour ago, so that nothing hangs on how many
# minutes ago this worker began. The triggers that forbid it are away meanwhile.
AN_HOUR_AGO = """
ALTER TABLE accounts_delegation DISABLE TRIGGER USER;
UPDATE accounts_delegation SET granted_at = granted_at - interval '1 hour',
    valid_from = valid_from - interval '1 hour';
ALTER TABLE accounts_delegation ENABLE ALWAYS TRIGGER accounts_delegation_stands;
ALTER TABLE accounts_delegation ENABLE ALWAYS TRIGGER accounts_delegation_stays;
"""


@dataclass(frozen=True)
class Written:
    """A database to copy, to which nobody is connected, and the cast that is in it."""

    name: str
    pickled: bytes

    def cast(self) -> Cast:
        """Everybody as they were hired, in objects that no other test has touched."""
        found: Cast = pickle.loads(self.pickled)  # noqa: S301 - made in this run
        return found


@dataclass(frozen=True)
class Company:
    """The connection to a database that begins with the cast, and the cast in it."""

    connection: BaseDatabaseWrapper
    written: Written

    def is_at_work(self) -> bool:
        return connections[DEFAULT_DB_ALIAS] is self.connection


@dataclass(frozen=True)
class Committed:
    """A database of a test's own that begins with the cast, where commits are real."""

    urls: DatabaseUrls
    cast: Cast


def written_company() -> Written:
    """A database with the cast in it, made by whichever worker comes first."""
    return Written(*made_once("cast", _hire, like=migrated_template()))


def _hire(urls: DatabaseUrls) -> bytes:
    _as_superuser(urls, KEYS_OF_THEIR_OWN)
    with connected_to(urls.app):
        cast = hire_everybody()
        _as_superuser(urls, AN_HOUR_AGO)
        cast.routine.refresh_from_db()
        cast.commitments.refresh_from_db()
    return pickle.dumps(cast)


@contextmanager
def company_at_work(purpose: str, written: Written) -> Iterator[Company]:
    """A copy of what was written and a connection to it, for as long as the block."""
    copy = copied_database(purpose, template=written.name)
    with copy as urls, _connection_to(urls.app) as there:
        yield Company(there, written)


@contextmanager
def committed_company(purpose: str, written: Written) -> Iterator[Committed]:
    """A copy of what was written that everything in every thread uses meanwhile."""
    copy = copied_database(purpose, template=written.name)
    with copy as urls, connected_to(urls.app):
        cast = written.cast()
        connect(cast)
        yield Committed(urls, cast)


@contextmanager
def through(there: BaseDatabaseWrapper) -> Iterator[None]:
    """Let everything in this thread use that connection for a while."""
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = there
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


@contextmanager
def _connection_to(url: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection beside the one that Django has, with settings of its own."""
    there = connections.create_connection(DEFAULT_DB_ALIAS)
    there.settings_dict = connection.settings_dict | {
        key: value
        for key, value in dj_database_url.parse(url).items()
        if key in {"NAME", "USER", "PASSWORD", "HOST", "PORT"}
    }
    try:
        yield there
    finally:
        there.close()


def _as_superuser(urls: DatabaseUrls, statements: LiteralString) -> None:
    """Run these in one transaction."""
    with psycopg.connect(urls.admin) as admin:
        admin.execute(statements)
