"""The database roles and what each may do, made so that making them again changes nothing.

The log's own grants are the audit app's: its migrations give them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql

from config.refusal import StartError


DATABASE = "countersign"
# Databases that belong to the server itself: ours is made beside them.
MAINTENANCE = {"", "postgres", "template1", "defaultdb"}

# Runs migrations and owns the business tables.
OWNER = "countersign_owner"
# Owns the log's tables; nobody signs in as it.
AUDIT = "countersign_audit"
# The pages, the publisher and the clock.
APP = "countersign_app"
# Gives entries their place in the log.
SEQUENCER = "countersign_sequencer"


class Passwords(NamedTuple):
    owner: str
    app: str
    sequencer: str


@dataclass(frozen=True)
class RoleUrls:
    """One address a role, each with its own password."""

    owner: str
    app: str
    sequencer: str


# Run as the owner of the database, who owns the schema through pg_database_owner.
GRANTS_ON_DATABASE = f"""
REVOKE ALL ON DATABASE {{database}} FROM PUBLIC;
GRANT CONNECT ON DATABASE {{database}} TO {APP}, {SEQUENCER};
"""
GRANTS_IN_DATABASE = f"""
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {APP}, {SEQUENCER};
GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}, {AUDIT};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO {APP};
"""


def provision(
    admin_url: str, passwords: Passwords, *, database: str | None = None
) -> RoleUrls:
    """Make the roles, their database and their grants through an administrator's address.

    `database` defaults to the one that the address names, or to `countersign` where
    it names one of the server's own. Raises `StartError` when the server refuses.
    """
    wanted = database or own_database(admin_url)
    try:
        with psycopg.connect(admin_url, autocommit=True) as admin:
            make_roles(admin, passwords)
            make_database(admin, wanted)
        urls = role_urls(admin_url, passwords, wanted)
        grant(urls.owner, wanted)
    except psycopg.Error as error:
        reason = str(error).strip().split("\n")[0]
        raise StartError(f"The database roles could not be made: {reason}.") from error
    return urls


def grant(owner_url: str, database: str) -> None:
    """Give each role what it may do in a database that the owner role owns."""
    with psycopg.connect(owner_url) as owner:
        on_database = sql.SQL(GRANTS_ON_DATABASE)
        owner.execute(on_database.format(database=sql.Identifier(database)))
        owner.execute(GRANTS_IN_DATABASE)


def own_database(admin_url: str) -> str:
    named = urlsplit(admin_url).path.lstrip("/")
    return DATABASE if named in MAINTENANCE else named


def role_urls(admin_url: str, passwords: Passwords, database: str) -> RoleUrls:
    """The addresses of the three roles on the server that the given address names."""
    parts = urlsplit(admin_url)
    host = parts.netloc.rpartition("@")[2]

    def address(role: str, password: str) -> str:
        login = f"{role}:{quote(password, safe='')}@{host}"
        return parts._replace(netloc=login, path=f"/{quote(database)}").geturl()

    return RoleUrls(
        owner=address(OWNER, passwords.owner),
        app=address(APP, passwords.app),
        sequencer=address(SEQUENCER, passwords.sequencer),
    )


def may_make_roles(url: str) -> bool:
    """Whether the address signs in as somebody who may create roles and databases."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute(
                "SELECT rolsuper OR (rolcreaterole AND rolcreatedb)"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        reason = str(error).strip().split("\n")[0]
        raise StartError(
            f"The database of DATABASE_URL does not answer: {reason}."
        ) from error
    return bool(row and row[0])


def existing(admin: psycopg.Connection, names: Iterable[str]) -> set[str]:
    rows = admin.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(names)]
    )
    return {str(name) for (name,) in rows}


def make_roles(admin: psycopg.Connection, passwords: Passwords) -> None:
    logins = {
        OWNER: passwords.owner,
        APP: passwords.app,
        SEQUENCER: passwords.sequencer,
    }
    there = existing(admin, [*logins, AUDIT])
    for role in {*logins, AUDIT} - there:
        admin.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
    for role, password in logins.items():
        # Hashed here, so that no password is in a statement that a server might log.
        verifier = admin.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        )
        admin.execute(
            sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(verifier.decode())
            )
        )
    # So that migrations can hand the log's tables over.
    admin.execute(
        sql.SQL("GRANT {} TO {} WITH INHERIT TRUE, SET TRUE").format(
            sql.Identifier(AUDIT), sql.Identifier(OWNER)
        )
    )


def make_database(admin: psycopg.Connection, database: str) -> None:
    """Make the database, or take it over, for the owner role."""
    name, owner = sql.Identifier(database), sql.Identifier(OWNER)
    if not is_superuser(admin):  # who may give a database to anybody anyway
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER WITH SET TRUE").format(owner))
    found = admin.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    if found is None:
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
    elif found[0] != OWNER:
        admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, owner))


def is_superuser(admin: psycopg.Connection) -> bool:
    return admin.info.parameter_status("is_superuser") == "on"
