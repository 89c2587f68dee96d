"""The log attacked with raw SQL, by every role, down to the superuser."""

import json
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests.audit.forgery import forged, insert, insert_text, now_of


TABLES = (
    "audit_entry",
    "audit_leaf",
    "audit_tile",
    "audit_checkpoint",
    "audit_cosignature",
)
WRITES = (
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
)
COLUMNS = {
    "audit_entry": "event",
    "audit_leaf": "hash",
    "audit_tile": "root",
    "audit_checkpoint": "note",
    "audit_cosignature": "line",
}
APP = "countersign_app"
SEQUENCER = "countersign_sequencer"


@pytest.fixture
def sealed(workshop):
    """A log with a row in every one of its tables."""
    workshop.write_together(257)
    workshop.seal()
    workshop.sql(
        "INSERT INTO audit_cosignature (checkpoint_id, witness, line, at)"
        " VALUES (257, 'witness.example', '- line', now())",
        role="sequencer",
    )
    return workshop


@pytest.fixture
def app(django_db_setup):
    """The application's own connection, without its code; nothing is committed."""
    there = connection.settings_dict
    with psycopg.connect(
        host=there["HOST"],
        port=there["PORT"],
        dbname=there["NAME"],
        user=there["USER"],
        password=there["PASSWORD"],
    ) as raw:
        yield raw
        raw.rollback()


@pytest.mark.parametrize("table", TABLES)
def test_nobody_changes_the_log(sealed, table):
    before = [sealed.count(name) for name in TABLES]
    for write in WRITES:
        statement = write.format(table=table, column=COLUMNS[table])
        for role in ("app", "sequencer", "owner", "admin"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                sealed.sql(statement, role=role)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sealed.sql("SET session_replication_role = replica; " + statement)
    assert [sealed.count(name) for name in TABLES] == before


def test_an_opening_may_go_but_not_change(workshop):
    entry = workshop.write(1)[0]
    workshop.sql(
        "INSERT INTO audit_opening (entry_id, field, sealed) VALUES (%s, 'name', 'x')",
        entry,
        role="app",
    )
    for role in ("app", "sequencer", "owner", "admin"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            workshop.sql("UPDATE audit_opening SET sealed = 'y'", role=role)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            workshop.sql("TRUNCATE audit_opening", role=role)
    workshop.sql("DELETE FROM audit_opening", role="app")
    assert workshop.count("audit_opening") == 0


def test_roles_have_exactly_the_privileges_they_need(workshop):
    rows = workshop.sql(
        "SELECT grantee::text, table_name::text,"
        " string_agg(privilege_type, ',' ORDER BY privilege_type)"
        " FROM information_schema.role_table_grants"
        " WHERE table_name LIKE 'audit\\_%%' AND grantee <> 'countersign_audit'"
        " GROUP BY 1, 2"
    )
    reading = {(APP, table): "SELECT" for table in TABLES}
    writing = {(SEQUENCER, table): "INSERT,SELECT" for table in TABLES}
    assert {(who, table): what for who, table, what in rows} == {
        **reading,
        **writing,
        (APP, "audit_entry"): "INSERT,SELECT",
        (APP, "audit_opening"): "DELETE,INSERT,SELECT",
        (SEQUENCER, "audit_entry"): "SELECT",
        (APP, "audit_refusal"): "SELECT",
        (SEQUENCER, "audit_refusal"): "INSERT,SELECT",
        (APP, "audit_selfcheck"): "INSERT,SELECT,UPDATE",
    }


def test_nobody_takes_a_refusal_back(workshop):
    workshop.sql(
        "INSERT INTO audit_refusal (reason, at) VALUES ('rolled back', now())",
        role="sequencer",
    )
    for write in WRITES:
        statement = write.format(table="audit_refusal", column="reason")
        for role in ("app", "sequencer", "owner", "admin"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                workshop.sql(statement, role=role)
    assert workshop.count("audit_refusal") == 1


def test_the_owner_of_the_log_cannot_sign_in(app):
    rows = app.execute(
        "SELECT DISTINCT tableowner::text, rolcanlogin FROM pg_tables"
        " JOIN pg_roles ON rolname = tableowner WHERE tablename LIKE 'audit\\_%'"
    ).fetchall()
    assert rows == [("countersign_audit", False)]


def test_every_trigger_is_always_on(app):
    rows = app.execute(
        "SELECT tgname::text FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid"
        " WHERE relname LIKE 'audit\\_%' AND NOT tgisinternal AND tgenabled <> 'A'"
    ).fetchall()
    assert rows == []


def test_every_function_has_a_fixed_search_path(app):
    rows = app.execute(
        "SELECT DISTINCT proconfig FROM pg_proc WHERE proname LIKE 'audit\\_%'"
    ).fetchall()
    assert rows == [(["search_path=pg_catalog, pg_temp"],)]


@pytest.mark.parametrize(
    "shift",
    [timedelta(days=-365), timedelta(seconds=-1), timedelta(seconds=30)],
    ids=["a year ago", "a second ago", "in half a minute"],
)
def test_raw_sql_cannot_choose_the_time(app, shift):
    moment = now_of(app) + shift
    with pytest.raises(psycopg.errors.CheckViolation, match="must be the present"):
        insert(app, forged(moment), at=moment)


def test_raw_sql_cannot_write_another_time_into_the_body(app):
    now = now_of(app)
    body = forged(now - timedelta(days=1))
    with pytest.raises(psycopg.errors.CheckViolation, match="must be the present"):
        insert(app, body, at=now)


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "decision.approved"},
        {"actor": {"id": "b", "post": "p", "role": "r"}},
        {"actor": {"id": "a", "post": "q", "role": "r"}},
        {"actor": {"id": "a", "post": "p", "role": "admin"}},
        {"authority": {"id": "D-1"}},
        {"subject": {"type": "draft", "id": "2"}},
        {"subject": {"type": "revision", "id": "1"}},
    ],
    ids=str,
)
def test_columns_cannot_differ_from_the_body(app, changes):
    now = now_of(app)
    with pytest.raises(psycopg.errors.CheckViolation, match="what its body says"):
        insert(app, forged(now, **changes), at=now)


@pytest.mark.parametrize(
    "body", ["[]", "1", '{"id":"a","id":"a"}', "not json", "{", '{"a":{"b":1,"b":2}}']
)
def test_a_body_must_be_one_object_with_unique_keys(app, body):
    now = now_of(app)
    with pytest.raises(psycopg.errors.CheckViolation, match="one JSON object"):
        insert_text(app, str(uuid4()), body, now)


def test_a_leaf_hash_must_be_that_of_the_body(app):
    now = now_of(app)
    with pytest.raises(psycopg.errors.CheckViolation, match="what its body says"):
        insert(app, forged(now), at=now, leaf_hash=b"h" * 32)


@pytest.mark.parametrize(
    "time", ["2026-11-21", "2026-11-21 08:00:00+00", "2026-11-21T08:00:00Z", "now"]
)
def test_a_time_must_be_written_in_full(app, time):
    with pytest.raises(psycopg.errors.CheckViolation, match="written in full"):
        insert(app, forged(now_of(app), time=time), at=now_of(app))


def test_an_empty_time_is_written_by_the_database(app):
    body = forged(now_of(app), digest="0a" * 32)
    del body["time"]
    app.execute(
        "INSERT INTO audit_entry (body) VALUES (convert_to(%s, 'UTF8'))",
        [json.dumps({**body, "time": ""}, separators=(",", ":"))],
    )
    (stored,) = app.execute(
        "SELECT convert_from(body, 'UTF8')::jsonb ->> 'time' = to_char(at AT TIME ZONE"
        " 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        " AND leaf_hash = sha256('\\x00'::bytea || body)"
        " AND digest = decode(repeat('0a', 32), 'hex') FROM audit_entry"
    ).fetchone()
    assert stored


@pytest.mark.parametrize("time", ["2020-01-01T00:00:00.000000Z", ""])
def test_a_key_that_only_ends_in_time_is_not_the_time(app, time):
    body = json.dumps({**forged(now_of(app), time=time), 'a"time': ""})
    assert body.replace(" ", "").endswith('"time":""}')
    with pytest.raises(psycopg.Error):
        app.execute(
            "INSERT INTO audit_entry (body) VALUES (convert_to(%s, 'UTF8'))",
            [body.replace(": ", ":").replace(", ", ",")],
        )


@pytest.mark.parametrize(
    "changes",
    [{"details": "x" * 65_535}, {"digest": "0a" * 31}],
    ids=["long", "digest"],
)
def test_a_body_or_digest_of_another_length_is_refused(app, changes):
    now = now_of(app)
    body = forged(now, **changes)
    with pytest.raises(psycopg.errors.CheckViolation, match="65,535 bytes"):
        app.execute(
            "INSERT INTO audit_entry (body) VALUES (convert_to(%s, 'UTF8'))",
            [json.dumps(body)],
        )


@pytest.mark.parametrize("missing", ["id", "event", "actor", "subject", "time"])
def test_an_entry_without_a_part_is_refused(app, missing):
    body = forged(now_of(app))
    del body[missing]
    with pytest.raises(psycopg.errors.IntegrityError):
        app.execute(
            "INSERT INTO audit_entry (body) VALUES (convert_to(%s, 'UTF8'))",
            [json.dumps(body)],
        )


def test_an_honest_entry_by_hand_is_accepted(app):
    now = now_of(app)
    insert(app, forged(now), at=now)
    assert app.execute("SELECT count(*) FROM audit_entry").fetchone() == (1,)


LEAF = "INSERT INTO audit_leaf (index, entry_id, hash) VALUES (%s, %s, %s)"


CHECKPOINT = """
INSERT INTO audit_checkpoint (size, root, note, signed_at, horizon)
VALUES (%s, %s, 'note', now(), 0)
"""
REFUSED = (psycopg.errors.CheckViolation, psycopg.errors.UniqueViolation)


def test_leaves_and_checkpoints_must_follow_the_last_ones(workshop):
    workshop.write(3)
    workshop.seal()
    for index in (0, 2, 4, 1_000_000):
        with pytest.raises(REFUSED):
            workshop.sql(LEAF, index, uuid4(), b"h" * 32, role="sequencer")
    for size in (1, 3, 4, 5):
        with pytest.raises(REFUSED):
            workshop.sql(CHECKPOINT, size, b"r" * 32, role="sequencer")
