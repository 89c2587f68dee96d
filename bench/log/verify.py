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
from statistics import median

from bench.table import Row
from tests.audit.tree.bundles import POLICY, write_log


SIZE = int(os.environ.get("COUNTERSIGN_BENCH_SIZE", "200000"))
ROUNDS = 5
ENTRY = (
    b'{"actor":{"id":"01a1fd39-3c6b-782e-80d1-9e8bf1081c01","post":"Press officer",'
    b'"role":"author"},"authority":null,"details":{"number":%d},"digest":"'
    b'8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92",'
    b'"event":"revision.saved","id":"01a1fd39-3c6b-782e-80d1-9e8bf1081c01",'
    b'"personal":{},"schema":1,"subject":{"id":"d-1","type":"draft"},'
    b'"time":"2026-11-21T08:29:09.100612Z"}'
)


def measure(folder: Path) -> list[Row]:
    (folder / "policy").write_text(POLICY)
    write_log(folder / "small", [ENTRY % number for number in range(SIZE // 10)])
    entries = [ENTRY % number for number in range(SIZE)]
    write_log(folder / "large", entries)
    small = verified(folder, "small")
    # In turns, so that whatever else the machine does slows both.
    rounds = [(hash_all(entries), verified(folder, "large")) for _ in range(ROUNDS)]
    ratio = median(found["seconds"] / hashing for hashing, found in rounds)
    seconds = median(found["seconds"] for _, found in rounds)
    peak = max(found["peak"] for _, found in rounds)
    what = f"verify {SIZE:,} entries in {seconds:.1f} s, against hashing them"
    grown = f"memory for {SIZE:,} entries: {peak // 1024} MiB, against a tenth of them"
    return [
        Row.at_most(what, ratio, 3, "x"),
        Row.at_most(grown, peak / small["peak"], 1.1, "x"),
    ]


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
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found
