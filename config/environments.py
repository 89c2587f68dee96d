"""What each process is told through its environment, and what is kept from it.

Nothing is read from files here and nothing is started.
"""

from collections.abc import Mapping
from pathlib import Path

from config.database_roles import RoleUrls
from config.processes import Process, Role
from config.signing_key import SigningKey


# Addresses and keys of which a process gets only its own.
KEPT_BACK = (
    "DATABASE_URL",
    "OWNER_DATABASE_URL",
    "SEQUENCER_DATABASE_URL",
    "COUNTERSIGN_SIGNING_KEY_FILE",
    "COUNTERSIGN_SEQUENCER_MEMORY",
)
# The variable, and the secret that fills it unless the operator set it.
FROM_SECRETS = {
    "COUNTERSIGN_SECRET_KEY": "secret-key",
    "COUNTERSIGN_CREDENTIAL_KEYS": "credential-keys",
    "COUNTERSIGN_OPENING_KEYS": "opening-keys",
}


# What an operator may also put into a file, named by the variable `<name>_FILE`.
IN_FILES = (
    *("DATABASE_URL", "OWNER_DATABASE_URL", "SEQUENCER_DATABASE_URL", "REDIS_URL"),
    *("COUNTERSIGN_LOG_VERIFIER_KEY", "COUNTERSIGN_SMTP_PASSWORD", *FROM_SECRETS),
)


def read_files(environment: Mapping[str, str]) -> dict[str, str]:
    """The operator's environment with the content of its files in place of their names."""
    read = dict(environment)
    for name in IN_FILES:
        if file := read.pop(f"{name}_FILE", ""):
            read[name] = Path(file).read_text().strip()
    return read


def shared_environment(
    given: Mapping[str, str], secrets: Mapping[str, str], *, bind: str
) -> dict[str, str]:
    """What every process of ours may know, whatever its role."""
    environment = {name: given[name] for name in given if name not in KEPT_BACK}
    for variable, name in FROM_SECRETS.items():
        environment[variable] = given.get(variable) or secrets[name]
    environment["COUNTERSIGN_BIND"] = bind
    environment["PYTHONUNBUFFERED"] = "1"
    return environment


def for_role(shared: Mapping[str, str], urls: RoleUrls, role: Role) -> dict[str, str]:
    addresses = {"app": urls.app, "owner": urls.owner, "sequencer": urls.sequencer}
    return {**shared, "DATABASE_URL": addresses[role]}


def for_process(
    shared: Mapping[str, str], urls: RoleUrls, process: Process, key: SigningKey
) -> dict[str, str]:
    """The environment of one process of the list, and of no other."""
    environment = for_role(shared, urls, process.role)
    for variable in set(FROM_SECRETS) - set(process.secrets):
        del environment[variable]
    if process.pooled:
        environment["COUNTERSIGN_DATABASE_POOL"] = "1"
    if not process.mails:
        environment.pop("COUNTERSIGN_SMTP_PASSWORD", None)
    if process.signs:
        environment["COUNTERSIGN_SIGNING_KEY_FILE"] = str(key.private)
        environment["COUNTERSIGN_SEQUENCER_MEMORY"] = str(key.memory)
    return environment
