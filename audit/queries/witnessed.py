"""How far the log is witnessed, for a publisher that waits for witnesses.

No network: what witnesses answered is in the rows that the sequencer's role wrote.
"""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import Count

from audit.models import Checkpoint, Cosignature
from audit.queries.tree import last_checkpoint
from audit.tree.checkpoint import open_checkpoint
from audit.tree.notes import NoteError
from audit.tree.policy import NONE, Policy, PolicyError, parse_policy


# Newest first; of those with enough lines, one nearly always is what the policy asks.
MOST_LOOKED_AT = 100


class WitnessPolicyError(Exception):
    """Publishing waits for witnesses, and nobody can say for which."""


def witness_policy() -> Policy:
    """The trust file that the settings name; WitnessPolicyError when it is no use."""
    path = settings.COUNTERSIGN_WITNESS_POLICY
    if not path:
        raise WitnessPolicyError("COUNTERSIGN_WITNESS_POLICY is not set")
    try:
        return parse_policy(Path(path).read_bytes())
    except (OSError, PolicyError) as error:
        raise WitnessPolicyError(
            f"the witness policy cannot be used: {error}"
        ) from error


def claimable_size() -> int:
    """How many entries are sealed as publishing asks: witnessed, where it waits for that.

    0 while the witness policy cannot be read: nothing is published on a guess.
    """
    if settings.COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES:
        try:
            return witnessed_size(witness_policy())
        except WitnessPolicyError:
            return 0
    last = last_checkpoint()
    return last.size if last else 0


def is_claimable(index: int) -> bool:
    """Whether an entry that a checkpoint covers is sealed as publishing asks."""
    if not settings.COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES:
        return True
    return index < claimable_size()


def witnessed_size(policy: Policy) -> int:
    """The size of the last checkpoint that the policy's quorum cosigned; 0 if none."""
    last = last_checkpoint()
    if last is None or policy.quorum == NONE:
        return last.size if last else 0
    for size in _cosigned_sizes(policy):
        if _meets(Checkpoint.objects.get(size=size), policy):
            return size
    return 0


def _cosigned_sizes(policy: Policy) -> Sequence[int]:
    """Sizes of the newest checkpoints that have lines enough, whatever is in them."""
    names = [witness.key.name for witness in policy.witnesses.values()]
    lines = Cosignature.objects.filter(witness__in=names).values("checkpoint_id")
    enough = lines.annotate(lines=Count("pk")).filter(lines__gte=_fewest(policy))
    newest = enough.order_by("-checkpoint_id").values_list("checkpoint_id", flat=True)
    return list(newest[:MOST_LOOKED_AT])


def _meets(checkpoint: Checkpoint, policy: Policy) -> bool:
    lines = "".join(each.line for each in checkpoint.cosignatures.all())
    try:
        head, note = open_checkpoint((checkpoint.note + lines).encode(), policy.logs)
        return head.size == checkpoint.size and policy.is_met_by(note)
    except NoteError:
        return False


def _fewest(policy: Policy) -> int:
    """How many witnesses must have signed at the least for the quorum to be met."""
    needed = dict.fromkeys(policy.witnesses, 1)
    for name, group in policy.groups.items():
        members = sorted(needed[member] for member in group.members)
        needed[name] = sum(members[: group.threshold])
    return needed[policy.quorum]
