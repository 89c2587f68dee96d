"""What a person does after a refusal: declare, by size and root, which log goes on.

No guess: whoever adopts says what they expect, and anything else is refused.
"""

from collections.abc import Sequence

from audit.queries.tree import last_checkpoint, stored_hashes
from audit.sequencer.batch import Refused
from audit.sequencer.memory import Memory, Signed
from audit.sequencer.signing import Signer
from audit.tree.checkpoint import open_checkpoint
from audit.tree.frontier import load_frontier
from audit.tree.notes import NoteError, verifier_key


def adopt(memory: Memory, signers: Sequence[Signer], *, size: int, root: bytes) -> None:
    """Make the database's last checkpoint the one to go on from, and lift a refusal.

    Raises Refused unless it has exactly this size and root, one of these keys signed
    it, and the stored tree leads to it.
    """
    memory.lock()
    last = last_checkpoint()
    if last is None or (last.size, bytes(last.root)) != (size, root):
        raise Refused("the database's last checkpoint is not the one that was named")
    keys = [verifier_key(name, private) for name, private in signers]
    try:
        open_checkpoint(last.note.encode(), keys)
    except NoteError as error:
        raise Refused(
            f"the database's last checkpoint does not hold: {error}"
        ) from error
    if load_frontier(size, stored_hashes).root() != root:
        raise Refused("the stored tree does not lead to the root that was named")
    memory.write(Signed(size, root, last.note, size, root, ()))
    memory.clear_refusal()
