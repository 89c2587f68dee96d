"""Proof files (C2SP tlog-proof, `.tlog-proof`): the receipt for one entry.

No trust: `verify_proof` needs the auditor's policy and the entry's own bytes.
"""

from dataclasses import dataclass

from audit.tree.checkpoint import TreeHead, open_checkpoint, parse_size
from audit.tree.hashing import HASH_LENGTH, leaf_hash
from audit.tree.notes import LONGEST_NOTE, Note, NoteError, decode64, encode64
from audit.tree.policy import Policy
from audit.tree.proofs import ProofError, verify_inclusion


FIRST_LINE = "c2sp.org/tlog-proof@v1"
LONGEST_PROOF = LONGEST_NOTE + 100_000
MOST_HASHES = 63


@dataclass(frozen=True, slots=True)
class ProofFile:
    """An entry's index, its path to the root, and the checkpoint of that root."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None


def format_proof(proof: ProofFile) -> str:
    extra = [] if proof.extra is None else [f"extra {encode64(proof.extra)}"]
    hashes = [encode64(item) for item in proof.hashes]
    lines = [FIRST_LINE, *extra, f"index {proof.index}", *hashes, ""]
    return "".join(f"{line}\n" for line in lines) + proof.checkpoint.decode()


def parse_proof(encoded: bytes) -> ProofFile:
    """Read a proof file; ProofError when it is not one."""
    if len(encoded) > LONGEST_PROOF:
        raise ProofError("a proof file is never that long")
    head, blank, checkpoint = encoded.partition(b"\n\n")
    if not blank:
        raise ProofError("a proof file has an empty line before its checkpoint")
    try:
        return _parse(head.decode().split("\n"), checkpoint)
    except (NoteError, UnicodeDecodeError) as error:
        raise ProofError(f"the proof file is malformed: {error}") from error


def _parse(lines: list[str], checkpoint: bytes) -> ProofFile:
    if lines.pop(0) != FIRST_LINE:
        raise ProofError(f"a proof file starts with {FIRST_LINE}")
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = decode64(lines.pop(0).removeprefix("extra "))
    if not lines or not lines[0].startswith("index "):
        raise ProofError("a proof file names an index")
    index = parse_size(lines.pop(0).removeprefix("index "))
    hashes = tuple(decode64(line) for line in lines)
    if len(hashes) > MOST_HASHES or any(len(one) != HASH_LENGTH for one in hashes):
        raise ProofError("a proof has at most 63 hashes of 32 bytes")
    return ProofFile(index, hashes, checkpoint, extra)


def verify_proof(proof: ProofFile, entry: bytes, policy: Policy) -> TreeHead:
    """Return the tree head under which `entry` is proved to be.

    ProofError when the path does not lead there; NoteError when a signature is false
    or the policy's witnesses have not signed.
    """
    head, note = open_checkpoint(proof.checkpoint, policy.logs)
    _must_be_witnessed(policy, note)
    leaf = leaf_hash(entry)
    verify_inclusion(leaf, proof.index, head.size, proof.hashes, head.root)
    return head


def _must_be_witnessed(policy: Policy, note: Note) -> None:
    if not policy.is_met_by(note):
        raise NoteError("the checkpoint is not witnessed as the policy asks")
