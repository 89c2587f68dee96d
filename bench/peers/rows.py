"""Runs the comparison in a process of its own and reads what it printed.

No library that is compared is imported here.
"""

import json
import os
import secrets
import subprocess
import sys

from bench.table import Row
from config.database_roles import Passwords, provision


def measure(admin_url: str) -> list[Row]:
    """One row for each log: saves a second, and their share of saves without a log."""
    passwords = Passwords(*(secrets.token_hex(16) for _ in range(3)))
    urls = provision(admin_url, passwords, database=f"peers_{secrets.token_hex(4)}")
    done = subprocess.run(
        [sys.executable, "-m", "bench.peers"],
        env={
            **os.environ,
            "DATABASE_URL": urls.owner,
            "DJANGO_SETTINGS_MODULE": "bench.peers.settings",
        },
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, tuple[float, float]] = json.loads(done.stdout)
    return [
        Row(f"one save, {name}: {rate:,.0f}/s", f"{share:.2f}x")
        for name, (rate, share) in found.items()
    ]
