"""What each database role may do, asked of a real server through its own address.

The log's tables have tests of their own.
"""

import uuid
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from config.database_roles import (
    Passwords,
    RoleUrls,
    may_make_roles,
    own_database,
    provision,
)
from config.embedded.postgres import Postgres
from config.refusal import StartError
from tests.config.conftest import running


PASSWORDS = Passwords(owner="rain", app="river", sequencer="sea water/?&")


@pytest.fixture
def server(shared_server: Postgres) -> Postgres:
    return shared_server


@pytest.fixture
def roles(server: Postgres) -> RoleUrls:
    name = f"countersign_{uuid.uuid4().hex[:8]}"
    urls = provision(server.url(), PASSWORDS, database=name)
    run(urls.owner, "CREATE TABLE post (id serial PRIMARY KEY, words text)")
    return urls


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_each_role_may_do_its_work_and_no_more(roles: RoleUrls) -> None:
    run(roles.app, "INSERT INTO post (words) VALUES ('High water at noon')")
    run(roles.app, "UPDATE post SET words = 'High water at one'")
    assert run(roles.app, "SELECT id, words FROM post") == [(1, "High water at one")]
    run(roles.app, "DELETE FROM post")
    for url, statement in (
        (roles.app, "TRUNCATE post"),
        (roles.app, "DROP TABLE post"),
        (roles.app, "ALTER TABLE post ADD COLUMN more text"),
        (roles.app, "CREATE TABLE mine (id int)"),
        (roles.app, "SET ROLE countersign_owner"),
        (roles.app, "SET ROLE countersign_audit"),
        (roles.app, "CREATE ROLE friend"),
        (roles.sequencer, "SELECT * FROM post"),
        (roles.sequencer, "CREATE TABLE mine (id int)"),
        (roles.sequencer, "SET ROLE countersign_audit"),
        (roles.owner, "CREATE ROLE friend"),
    ):
        with pytest.raises(InsufficientPrivilege):
            run(url, statement)


def test_owner_hands_the_logs_tables_over(roles: RoleUrls) -> None:
    run(roles.owner, "ALTER TABLE post OWNER TO countersign_audit")
    owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'post'"
    assert run(roles.owner, owner) == [("countersign_audit",)]


def test_nobody_signs_in_as_the_logs_owner(server: Postgres, roles: RoleUrls) -> None:
    may_sign_in = "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'countersign_audit'"
    assert run(server.url(), may_sign_in) == [(False,)]


def test_strangers_may_not_enter_the_database(
    server: Postgres, roles: RoleUrls
) -> None:
    run(server.url(), "CREATE ROLE stranger LOGIN PASSWORD 'river'")
    database = urlsplit(roles.app).path.lstrip("/")
    entered = server.url(database).replace("//postgres:", "//stranger:")
    with pytest.raises(psycopg.OperationalError, match="permission denied for datab"):
        run(entered, "SELECT 1")


def test_making_the_roles_again_changes_nothing_but_the_passwords(
    server: Postgres, roles: RoleUrls
) -> None:
    run(roles.app, "INSERT INTO post (words) VALUES ('kept')")
    database = urlsplit(roles.app).path.lstrip("/")
    changed = PASSWORDS._replace(app="lake")
    again = provision(server.url(), changed, database=database)
    assert run(again.app, "SELECT words FROM post") == [("kept",)]
    with pytest.raises(psycopg.OperationalError, match="password authentication fail"):
        run(roles.app, "SELECT 1")


def test_roles_are_made_by_an_administrator_who_is_no_superuser(
    cluster: Postgres,
) -> None:
    helpdesk = f"postgresql://helpdesk:desk@127.0.0.1:{cluster.port}/postgres"
    make = "CREATE ROLE helpdesk LOGIN CREATEROLE CREATEDB PASSWORD 'desk'"
    with running(cluster):
        run(cluster.url(), make)
        assert may_make_roles(helpdesk)
        urls = provision(helpdesk, PASSWORDS)
        assert provision(helpdesk, PASSWORDS) == urls
        run(urls.owner, "CREATE TABLE post (id serial)")
        assert run(urls.app, "SELECT * FROM post") == []
        assert not may_make_roles(urls.app)


def test_database_named_in_the_address_is_taken_over(server: Postgres) -> None:
    with psycopg.connect(server.url(), autocommit=True) as admin:
        admin.execute("CREATE DATABASE comms")
    urls = provision(server.url("comms"), PASSWORDS)
    assert run(urls.owner, "SELECT current_database()") == [("comms",)]
    run(urls.owner, "CREATE TABLE post (id serial)")


def test_servers_own_databases_are_left_alone() -> None:
    assert own_database("postgresql://admin@db.example/postgres") == "countersign"
    assert own_database("postgresql://admin@db.example") == "countersign"
    assert own_database("postgresql://admin@db.example/comms") == "comms"


def test_server_that_does_not_answer_is_told_in_a_sentence() -> None:
    with pytest.raises(StartError, match=r"^The database of DATABASE_URL does not ans"):
        may_make_roles("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StartError, match=r"^The database roles could not be made: "):
        provision("postgresql://nobody@127.0.0.1:1/none", PASSWORDS)
