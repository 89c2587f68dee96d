"""One batch: entries that wait get the next indexes, and the new root is signed.

No waiting and no processes: loop.py says when. The order of steps is the safety: sign,
write the memory durably, insert, commit. Killed anywhere, the next start finds either
the batch committed, or its memory, from which the very same batch is committed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from django.db import transaction

from audit.queries.tree import last_checkpoint, stored_hashes
from audit.sequencer import store
from audit.sequencer.memory import Hook, Memory, Signed, no_hook
from audit.sequencer.signing import Signer
from audit.tree.checkpoint import TreeHead
from audit.tree.frontier import Frontier, FullTile, load_frontier
from audit.tree.hashing import EMPTY_ROOT
from audit.tree.notes import sign_note


class Refused(Exception):  # noqa: N818 - the sequencer's decision, not a fault in it
    """Nothing is signed until a person has looked: memory and database disagree."""


class Busy(Exception):  # noqa: N818 - a reason to wait, not a fault
    """Another sequencer holds the lock."""


@dataclass(frozen=True, slots=True)
class Head:
    size: int
    root: bytes


class Sequencer:
    """The log's single writer of indexes; `hook` is called with each step's name."""

    def __init__(
        self,
        *,
        origin: str,
        signers: Sequence[Signer],
        memory: Memory,
        hook: Hook = no_hook,
    ) -> None:
        self._origin = origin
        self._signers = signers
        self._memory = memory
        self._hook = hook
        self._frontier: Frontier | None = None
        self._head = Head(0, EMPTY_ROOT)
        self._horizon = 0

    def batch(self) -> int:
        """Seal what waits, at most 5,000 entries, and return how many.

        Raises Refused when the database is not the one that was last signed, Busy when
        another sequencer works; after any error the next call starts afresh.
        """
        frontier = self._frontier or self._start()
        # Whatever fails from here on, the state in hand is no longer certain.
        self._frontier = None
        taken = self._take(frontier)
        self._frontier = frontier
        return taken

    def start_afresh(self) -> None:
        """Trust nothing in hand: the connection, and so the lock, may be another."""
        self._frontier = None

    def _take(self, frontier: Frontier) -> int:
        with transaction.atomic():
            self._hook("begun")
            seen = store.look()
            self._must_be_ours(seen)
            entries = store.waiting_entries(self._horizon, seen.upcoming)
            self._hook("read")
            if len(entries) < store.BATCH_LIMIT:
                self._horizon = seen.horizon
            if entries:
                self._seal(frontier, entries)
        self._hook("committed")
        return len(entries)

    def _seal(self, frontier: Frontier, entries: Sequence[store.Waiting]) -> None:
        base = self._head
        tiles = frontier.append([entry.leaf_hash for entry in entries])
        head = Head(frontier.size, frontier.root())
        signed = Signed(
            size=head.size,
            root=head.root,
            note=self._sign(head),
            base_size=base.size,
            base_root=base.root,
            entries=tuple(entry.id for entry in entries),
        )
        self._hook("signed")
        self._memory.write(signed)
        self._hook("remembered")
        self._insert(signed, entries, tiles)

    def _insert(
        self, signed: Signed, entries: Sequence[store.Waiting], tiles: list[FullTile]
    ) -> None:
        store.insert_leaves(signed.base_size, entries)
        self._hook("leaves inserted")
        store.insert_tiles(tiles)
        self._hook("tiles inserted")
        store.insert_checkpoint(signed.size, signed.root, signed.note, self._horizon)
        self._hook("checkpoint inserted")
        self._head = Head(signed.size, signed.root)

    def _sign(self, head: Head) -> str:
        text = TreeHead(self._origin, head.size, head.root).text
        return sign_note(text, self._signers).encoded.decode()

    def _start(self) -> Frontier:
        self._memory.lock()
        if not store.take_lock():
            raise Busy("another sequencer is at work on this database")
        reason = self._memory.refusal()
        if reason is not None:
            raise Refused(reason)
        self._horizon = 0
        signed = self._memory.read()
        last = last_checkpoint()
        found = Head(last.size, bytes(last.root)) if last else Head(0, EMPTY_ROOT)
        if signed is not None and _not_committed(signed, found):
            return self._commit_again(signed, found)
        remembered = Head(signed.size, signed.root) if signed else Head(0, EMPTY_ROOT)
        if remembered != found:
            self._refuse(_difference(remembered, found))
        return self._load(found)

    def _commit_again(self, signed: Signed, base: Head) -> Frontier:
        """Commit the batch that was signed, and remembered, and then interrupted."""
        frontier = self._load(base)
        with transaction.atomic():
            entries = store.named_entries(signed.entries)
            tiles = frontier.append([entry.leaf_hash for entry in entries])
            if (frontier.size, frontier.root()) != (signed.size, signed.root):
                self._refuse("the entries that were last signed are not there any more")
            self._insert(signed, entries, tiles)
        self._hook("committed again")
        return frontier

    def _load(self, head: Head) -> Frontier:
        frontier = load_frontier(head.size, stored_hashes)
        if frontier.root() != head.root:
            self._refuse("the stored tree does not lead to the root that was signed")
        self._head = head
        return frontier

    def _must_be_ours(self, seen: store.Look) -> None:
        found = Head(seen.size, seen.root or EMPTY_ROOT)
        if found != self._head:
            self._refuse(_difference(self._head, found))

    def _refuse(self, reason: str) -> NoReturn:
        self._memory.refuse(reason)
        raise Refused(reason)


def _not_committed(signed: Signed, found: Head) -> bool:
    base = Head(signed.base_size, signed.base_root)
    return base == found and signed.size > found.size


def _difference(remembered: Head, found: Head) -> str:
    if found.size < remembered.size:
        return (
            f"rolled back: {remembered.size} entries were signed,"
            f" the database has a checkpoint of {found.size}"
        )
    if found.size > remembered.size:
        return (
            f"the database has a checkpoint of {found.size} entries, the memory knows"
            f" of {remembered.size}: somebody else signed, or the memory is an old one"
        )
    return (
        f"diverged: the root over {found.size} entries is not the one that was signed"
    )
