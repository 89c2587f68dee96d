"""Secrets made once and kept in files that only their owner may read.

Nothing here prints one, and none is made again while its file is there.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet

from config.refusal import StartError


def fernet_key() -> str:
    return Fernet.generate_key().decode()


def password() -> str:
    return secrets.token_urlsafe(24)


def secret_key() -> str:
    return secrets.token_urlsafe(48)


# The file's name, and how its content is made the first time.
RECIPES: dict[str, Callable[[], str]] = {
    "secret-key": secret_key,
    "postgres-password": password,
    "owner-password": password,
    "app-password": password,
    "sequencer-password": password,
    "valkey-password": password,
    "credential-keys": fernet_key,
    "opening-keys": fernet_key,
}


def private_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def write_private(path: Path, content: str) -> None:
    """Write the whole file or nothing, readable by its owner alone."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def secrets_in(folder: Path) -> dict[str, str]:
    """Every secret by its file's name, made where there is none yet."""
    private_folder(folder)
    for name, recipe in RECIPES.items():
        if not (folder / name).exists():
            write_private(folder / name, f"{recipe()}\n")
    found = {name: (folder / name).read_text().strip() for name in RECIPES}
    for name, content in found.items():
        if not content:
            raise StartError(
                f"{folder / name} is empty: restore it from a backup of the var folder."
            )
    return found
