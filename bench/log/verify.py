"""The offline verifier against hashing the same bytes with hashlib, in CPU time.

Budget: at most 3 times, memory flat. COUNTERSIGN_BENCH_SIZE sets the size.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.audit.tree.bundles import POLICY, write_log


SIZE = int(os.environ.get("COUNTERSIGN_BENCH_SIZE", "1000000"))
ENTRY = (
    b'{"actor":{"id":"01a1fd39-3c6b-782e-80d1-9e8bf1081c01","post":"Press officer",'
    b'"role":"author"},"authority":null,"details":{"number":%d},"digest":"'
    b'8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92",'
    b'"event":"revision.saved","id":"01a1fd39-3c6b-782e-80d1-9e8bf1081c01",'
    b'"personal":{},"schema":1,"subject":{"id":"d-1","type":"draft"},'
    b'"time":"2026-11-21T08:29:09.100612Z"}'
)


def measure(folder: Path) -> dict[str, float]:
    (folder / "policy").write_text(POLICY)
    small, large = SIZE // 10, SIZE
    write_log(folder / "small", [ENTRY % number for number in range(small)])
    entries = [ENTRY % number for number in range(large)]
    write_log(folder / "large", entries)
    hashing = hash_all(entries)
    del entries
    first = verified(folder, "small")
    second = verified(folder, "large")
    return {
        "size": large,
        "hashlib_seconds": round(hashing, 2),
        "verify_seconds": round(second["seconds"], 2),
        "ratio": round(second["seconds"] / hashing, 2),
        "peak_mib_small": first["peak"] // 1024,
        "peak_mib_large": second["peak"] // 1024,
    }


def hash_all(entries: list[bytes]) -> float:
    started = time.process_time()
    for entry in entries:
        hashlib.sha256(entry).digest()
    return time.process_time() - started


VERIFY = """
import json, sys, time
from pathlib import Path
from audit.tree.verifier import main
started = time.process_time()
code = main(sys.argv[1:])
status = dict(
    line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines()
)
peak = int(status["VmHWM"].split()[0])
print(json.dumps({"code": code, "seconds": time.process_time() - started, "peak": peak}))
"""


def verified(folder: Path, name: str) -> dict[str, float]:
    """Verify in a process of its own, so that its memory is its own."""
    policy = str(folder / "policy")
    command = [sys.executable, "-c", VERIFY, str(folder / name), "--policy", policy]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found
