"""What a witness answers (C2SP tlog-witness), as one atomic step over its memory.

No network: the answer is a status, a type and a body.
"""

import fcntl
import json
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from audit.tree.checkpoint import TreeHead, parse_tree_head
from audit.tree.cosignatures import Cosigner, cosign
from audit.tree.notes import (
    Note,
    NoteError,
    VerifierKey,
    decode64,
    encode64,
    parse_note,
    verified_signatures,
)
from audit.tree.proofs import ProofError, verify_consistency
from audit.tree.witness.request import AddCheckpoint, parse_request


SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = b""
    content_type: str = TEXT_TYPE


class WitnessMemory:
    """The last size and root cosigned for each origin, one durable file each.

    OSError when another witness already works with this folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        # Another process over the same memory could take a step back unseen.
        self._lock = (self._folder / "lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise

    def close(self) -> None:
        self._lock.close()

    def last(self, origin: str) -> tuple[int, bytes] | None:
        try:
            held = json.loads(self._path(origin).read_bytes())
        except FileNotFoundError:
            return None
        return int(held["size"]), decode64(held["root"])

    def keep(self, head: TreeHead) -> None:
        path = self._path(head.origin)
        temporary = path.with_suffix(".new")
        held = {"origin": head.origin, "size": head.size, "root": encode64(head.root)}
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(held, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _path(self, origin: str) -> Path:
        return self._folder / f"{sha256(origin.encode()).hexdigest()}.json"


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Witness:
    """One cosigner, the log keys that it trusts, and what it has seen of them."""

    def __init__(
        self,
        cosigner: Cosigner,
        logs: Sequence[VerifierKey],
        memory: WitnessMemory,
        clock: Callable[[], float],
    ) -> None:
        self._cosigner = cosigner
        self._logs = logs
        self._memory = memory
        self._clock = clock
        # Comparing with what was seen, and keeping the new size, is one step.
        self._one_at_a_time = threading.Lock()

    def add_checkpoint(self, encoded: bytes) -> Answer:
        """Answer one request; a cosignature is sent only once its size is on disk."""
        try:
            request, head, note = self._read(encoded)
            with self._one_at_a_time:
                self._must_extend(request, head)
                self._memory.keep(head)
        except Refusal as refusal:
            return refusal.answer
        line = cosign(note, self._cosigner, time=int(self._clock())).line
        return Answer(200, line.encode())

    def _read(self, encoded: bytes) -> tuple[AddCheckpoint, TreeHead, Note]:
        try:
            request = parse_request(encoded)
            note = parse_note(request.checkpoint)
            head = parse_tree_head(note.text)
        except NoteError as error:
            raise Refusal(Answer(400, f"{error}\n".encode())) from error
        keys = [key for key in self._logs if key.name == head.origin]
        if not keys:
            raise Refusal(Answer(404, b"unknown origin\n"))
        if not _signed(note, keys):
            raise Refusal(Answer(403, b"no trusted key signed the checkpoint\n"))
        if request.old > head.size:
            raise Refusal(Answer(400, b"the old size is the larger one\n"))
        return request, head, note

    def _must_extend(self, request: AddCheckpoint, head: TreeHead) -> None:
        size, root = self._memory.last(head.origin) or (0, b"")
        if request.old != size or (head.size == size and size and head.root != root):
            raise Refusal(Answer(409, f"{size}\n".encode(), SIZE_TYPE))
        if not _extends(request, head, root):
            raise Refusal(Answer(422, b"the consistency proof does not hold\n"))


def _signed(note: Note, keys: Sequence[VerifierKey]) -> bool:
    try:
        return bool(verified_signatures(note, keys))
    except NoteError:
        return False


def _extends(request: AddCheckpoint, head: TreeHead, root: bytes) -> bool:
    if request.old == 0:
        return not request.proof
    try:
        verify_consistency(request.old, head.size, root, head.root, request.proof)
    except ProofError:
        return False
    return True
