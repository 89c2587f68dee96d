"""`python -m audit.tree.witness`: a small witness that a second body can run.

No decision is made here: see decision.py. It needs this package and `cryptography`.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from audit.tree.notes import NoteError
from audit.tree.policy import PolicyError, parse_policy
from audit.tree.witness.decision import Witness, WitnessMemory
from audit.tree.witness.keys import make_witness_key, read_witness_key
from audit.tree.witness.server import serve


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m audit.tree.witness")
    verbs = parser.add_subparsers(dest="verb", required=True)
    make = verbs.add_parser("make-key", help="make a key and print its public half")
    make.add_argument("--name", required=True)
    make.add_argument("--key", type=Path, required=True, metavar="FILE")
    run = verbs.add_parser("run", help="answer the logs that a policy names")
    run.add_argument("--key", type=Path, required=True, metavar="FILE")
    run.add_argument("--policy", type=Path, required=True, metavar="FILE")
    run.add_argument("--state", type=Path, required=True, metavar="DIR")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=8090)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        return _make(options) if options.verb == "make-key" else _run(options)
    except (OSError, NoteError, PolicyError) as error:
        sys.stderr.write(f"The witness cannot start: {error}\n")
        return 2


def _make(options: argparse.Namespace) -> int:
    sys.stdout.write(f"{make_witness_key(options.key, options.name).key.text}\n")
    return 0


def _run(options: argparse.Namespace) -> int:
    logs = parse_policy(options.policy.read_bytes()).logs
    memory = WitnessMemory(options.state)
    witness = Witness(read_witness_key(options.key), logs, memory, time.time)
    serve(witness, options.host, options.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
