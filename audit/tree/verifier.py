"""`python -m audit.tree.verifier BUNDLE --policy FILE`: the log, proved offline.

No trust in whoever made the bundle, no network, no Django.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from audit.tree.bundle import Bundle
from audit.tree.checkpoint import TreeHead, open_checkpoint
from audit.tree.notes import LONGEST_NOTE, Note, NoteError
from audit.tree.outcome import Exit, Failed, invalid
from audit.tree.policy import LONGEST_POLICY, Policy, PolicyError, parse_policy
from audit.tree.walk import Walk


class UsageError(Exception):
    """What the auditor handed in, not the bundle, cannot be read."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, in the words and numbers that both outputs are made of."""

    code: int
    result: str
    sentence: str
    first_bad_index: int | None = None
    origin: str | None = None
    size: int | None = None
    opened: int = 0
    erasures: int = 0
    erased_at: Sequence[int] = ()


def verify(folder: Path, policy: Policy, known: TreeHead | None = None) -> Report:
    """Check every byte that the bundle's checkpoint speaks for.

    Returns a report of success; raises `Failed` with the exit code otherwise. What is
    worst comes first: a log that does not hold together is not asked for witnesses.
    """
    bundle = Bundle(folder)
    head, note = _opened(bundle.checkpoint(), policy)
    walk = Walk(bundle, head.size, wanted=[known.size] if known else ())
    walk.run()
    if walk.frontier.root() != head.root:
        raise invalid("the entries do not lead to the root that was signed")
    if known is not None:
        _must_extend(known, head, walk.roots.get(known.size))
    _must_be_witnessed(policy, note)
    return Report(
        code=Exit.VERIFIED,
        result="verified",
        sentence=f"All {head.size} entries are as they were signed.",
        origin=head.origin,
        size=head.size,
        opened=walk.opened,
        erasures=walk.erasures,
        erased_at=walk.erased_at,
    )


def _opened(checkpoint: bytes, policy: Policy) -> tuple[TreeHead, Note]:
    try:
        return open_checkpoint(checkpoint, policy.logs)
    except NoteError as error:
        raise invalid(f"the checkpoint does not hold: {error}") from None


def _must_extend(known: TreeHead, head: TreeHead, root: bytes | None) -> None:
    if known.origin != head.origin:
        raise Failed(Exit.DIVERGED, "the checkpoint that you know is of another log")
    if known.size > head.size:
        raise Failed(
            Exit.DIVERGED,
            f"rolled back: you know of {known.size} entries, the bundle has {head.size}",
            head.size,
        )
    if root != known.root:
        raise Failed(
            Exit.DIVERGED,
            f"diverged: the first {known.size} entries are not those that you know",
        )


def _must_be_witnessed(policy: Policy, note: Note) -> None:
    try:
        met = policy.is_met_by(note)
    except NoteError as error:
        raise invalid(f"a cosignature does not hold: {error}") from None
    if not met:
        raise Failed(
            Exit.UNWITNESSED, "the checkpoint is not witnessed as the policy asks"
        )


def _read(path: Path, longest: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(longest + 1)
    except OSError:
        raise UsageError(f"{path} cannot be read") from None


def _policy(path: Path) -> Policy:
    try:
        policy = parse_policy(_read(path, LONGEST_POLICY))
    except PolicyError as error:
        raise UsageError(f"the policy cannot be used: {error}") from None
    if not policy.logs:
        raise UsageError("the policy names no log")
    return policy


def _known(path: Path | None, policy: Policy) -> TreeHead | None:
    if path is None:
        return None
    try:
        return open_checkpoint(_read(path, LONGEST_NOTE), policy.logs)[0]
    except NoteError as error:
        raise UsageError(f"the known checkpoint cannot be used: {error}") from None


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise UsageError(f"{path} is not a folder")
    return path


def _report(options: argparse.Namespace) -> Report:
    try:
        policy = _policy(options.policy)
        known = _known(options.known_checkpoint, policy)
        return verify(_folder(options.bundle), policy, known)
    except UsageError as error:
        return Report(Exit.USAGE, "usage", str(error))
    except Failed as failed:
        name = failed.code.name.lower()
        return Report(failed.code, name, failed.sentence, failed.index)
    except Exception:  # noqa: BLE001 - whatever a hostile bundle does, it is not verified
        return Report(Exit.INVALID, "invalid", "the bundle cannot be read")


def _words(report: Report) -> str:
    lines = [f"{report.result.upper()}: {report.sentence}"]
    if report.first_bad_index is not None:
        lines.append(f"The first bad index is {report.first_bad_index}.")
    if report.code == Exit.VERIFIED:
        lines.append(f"The log is {report.origin}.")
        lines.append(f"{report.opened} personal values were disclosed and hold.")
    lines += [f"Personal values were erased at index {at}." for at in report.erased_at]
    return "\n".join(lines)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m audit.tree.verifier",
        description="Verify an exported log without trusting whoever exported it.",
        epilog="Exit codes: 0 verified, 10 invalid, 11 rolled back or diverged,"
        " 12 not witnessed, 13 incomplete, 2 usage.",
    )
    parser.add_argument("bundle", type=Path, metavar="BUNDLE")
    parser.add_argument("--policy", type=Path, required=True, metavar="FILE")
    parser.add_argument("--known-checkpoint", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    report = _report(options)
    text = json.dumps(asdict(report)) if options.json else _words(report)
    # A hostile file's own words may not be printable: say them in ASCII then.
    sys.stdout.write(text.encode("ascii", "backslashreplace").decode() + "\n")
    return report.code


if __name__ == "__main__":
    sys.exit(main())
