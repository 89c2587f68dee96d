"""What the containers of docker-compose.yml run once: `secrets` first, then `provision`.

`make run` does the same in `config.startup`; nothing here keeps running.
"""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from config.database_roles import (
    DATABASE,
    Passwords,
    RoleUrls,
    provision,
    role_urls,
)
from config.embedded.postgres import SUPERUSER
from config.refusal import StartError
from config.secret_files import private_folder, secrets_in, write_private
from config.signing_key import SigningKey


# Each folder is a volume that only the containers which need it have.
ROOT = Path("/run/countersign")
VALKEY_CONF = """appendonly yes
appendfsync everysec
dir /data
maxmemory-policy noeviction
save ""
requirepass {password}
"""


def passwords_of(secrets: dict[str, str]) -> Passwords:
    return Passwords(
        owner=secrets["owner-password"],
        app=secrets["app-password"],
        sequencer=secrets["sequencer-password"],
    )


def admin_url(secrets: dict[str, str]) -> str:
    password = quote(secrets["postgres-password"], safe="")
    return f"postgresql://{SUPERUSER}:{password}@postgres:5432/postgres"


def contents(secrets: dict[str, str]) -> dict[str, str]:
    """Every file that a container reads, by its path below the root."""
    urls: RoleUrls = role_urls(admin_url(secrets), passwords_of(secrets), DATABASE)
    valkey_password = quote(secrets["valkey-password"], safe="")
    return {
        "admin/owner-url": urls.owner,
        "app/database-url": urls.app,
        "app/redis-url": f"redis://:{valkey_password}@valkey:6379/0",
        "app/secret-key": secrets["secret-key"],
        "app/credential-keys": secrets["credential-keys"],
        "app/opening-keys": secrets["opening-keys"],
        "sequencer/database-url": urls.sequencer,
        "queue/valkey.conf": VALKEY_CONF.format(password=secrets["valkey-password"]),
    }


def make_secrets(root: Path) -> None:
    """Fill the volumes; what is there already stays as it is."""
    for path, content in contents(secrets_in(root / "admin")).items():
        target = root / path
        private_folder(target.parent)
        if not target.exists():
            write_private(target, content)
    # Valkey's own user reads it, and no other container has this volume.
    (root / "queue").chmod(0o755)
    (root / "queue" / "valkey.conf").chmod(0o644)
    key = SigningKey(root / "sequencer", root / "app" / "log-verifier-key")
    if key.is_due():
        key.made(printed("make_signing_key", f"--out={key.unfinished}"))


def printed(command: str, *options: str) -> str:
    finished = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", command, *options],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return finished.stdout


def provision_and_migrate(root: Path) -> None:
    secrets = secrets_in(root / "admin")
    urls = provision(admin_url(secrets), passwords_of(secrets))
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input"],
        check=True,
        env={**os.environ, "DATABASE_URL": urls.owner},
    )


def main(errand: str) -> int:
    """Run one errand; 1 after a sentence on why it could not be done."""
    errands = {"secrets": make_secrets, "provision": provision_and_migrate}
    try:
        errands[errand](ROOT)
    except StartError as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
