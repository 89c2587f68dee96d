"""Self-checks: the offline verifier's walk over the stored log, a part at a time.

No trust is asked for: an auditor who doubts this verifies an export elsewhere. Parts
are short, so that whoever does them does other work in between; a part that is lost
is done again.
"""

import time
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.events import Event
from audit.log.recording import record
from audit.models import Checkpoint, SelfCheck
from audit.queries.keys import verifier_keys
from audit.queries.stored import StoredLog
from audit.queries.tree import last_checkpoint, stored_hashes
from audit.tree.checkpoint import TreeHead
from audit.tree.entry import Actor, Subject
from audit.tree.frontier import load_frontier
from audit.tree.notes import NoteError, VerifierKey, parse_note, verified_signatures
from audit.tree.outcome import Exit, Failed, invalid
from audit.tree.tiles import TILE_WIDTH
from audit.tree.walk import Walk


PART_SECONDS = 0.5


class CannotCheckError(Exception):
    """There is nothing yet that could be verified, or no key to verify it with."""


def begin_self_check(*, by: Actor) -> SelfCheck:
    """Begin to verify the log as of its last checkpoint, or return the check under way.

    Raises CannotCheckError with a sentence for whoever asked.
    """
    last = last_checkpoint()
    if last is None:
        raise CannotCheckError("The log has no checkpoint yet to verify.")
    if not verifier_keys():
        raise CannotCheckError(
            "This server has not been told the log's public key. Ask your administrator"
            " to set COUNTERSIGN_LOG_VERIFIER_KEY."
        )
    fresh = {
        "asked_by": by.id,
        "asked_post": by.post,
        "asked_role": by.role,
        "size": last.size,
    }
    return SelfCheck.objects.get_or_create(finished_at=None, defaults=fresh)[0]


@transaction.atomic
def go_on_with_self_check(*, seconds: float = PART_SECONDS) -> bool:
    """Verify the next part, at least one bundle; whether there is more to do.

    False also when another process has this part in hand. The result, whichever it
    is, is recorded in the log.
    """
    open_ones = SelfCheck.objects.filter(finished_at=None)
    check = open_ones.select_for_update(skip_locked=True).first()
    if check is None:
        return False
    try:
        _verify_part(check, until=time.monotonic() + seconds)
    except Failed as failed:
        check.failure, check.first_bad_index = failed.sentence, failed.index
        _finish(check)
    else:
        if check.done == check.size:
            _finish(check)
    check.moved_at = timezone.now()
    check.save()
    return check.finished_at is None


def _verify_part(check: SelfCheck, *, until: float) -> None:
    keys = verifier_keys()
    frontier = load_frontier(check.done, stored_hashes)
    walk = Walk(StoredLog(), check.size, frontier=frontier)
    before = _verified_before(check)
    while check.done < check.size:
        first, end = check.done, min(check.done + TILE_WIDTH, check.size)
        heads = list(_heads(first, end))
        walk.wanted = {head.size for head in heads} | {before.size if before else 0}
        walk.take(first // TILE_WIDTH)
        for head in heads:
            _check_head(head, walk.roots[head.size], keys, last=head.size == check.size)
        _check_known(before, walk)
        walk.roots.clear()
        check.done = end
        if time.monotonic() > until:
            break
    if check.done == check.size:
        check.root = walk.frontier.root()
        _must_be_signed(check)


def _heads(first: int, end: int) -> QuerySet[Checkpoint]:
    """Every checkpoint whose tree ends among these entries."""
    return Checkpoint.objects.filter(size__gt=first, size__lte=end).order_by("size")


def _check_head(
    head: Checkpoint, root: bytes, keys: Sequence[VerifierKey], *, last: bool
) -> None:
    """It must say what the entries add up to; an old one's key may have been retired."""
    origin = settings.COUNTERSIGN_LOG_ORIGIN
    what = f"the checkpoint of {head.size} entries"
    try:
        note = parse_note(head.note.encode())
        signed = verified_signatures(note, keys)
    except NoteError as error:
        raise invalid(f"{what} does not hold: {error}") from None
    expected = TreeHead(origin, head.size, root).text
    if bytes(head.root) != root or note.text != expected:
        raise invalid(f"{what} is not of the entries that are stored")
    if last and not signed:
        raise invalid(f"no known key of the log signed {what}")


def _verified_before(check: SelfCheck) -> SelfCheck | None:
    """The last self-check that held: this log must be at least as long, and agree."""
    held = SelfCheck.objects.filter(failure="").exclude(finished_at=None)
    before = held.order_by("-pk").first()
    if before is not None and before.size > check.size:
        raise Failed(
            Exit.DIVERGED,
            f"rolled back: {before.size} entries were verified before, and the log has"
            f" {check.size}",
            check.size,
        )
    return before


def _check_known(before: SelfCheck | None, walk: Walk) -> None:
    if before is None or before.root is None or before.size not in walk.roots:
        return
    if walk.roots[before.size] != bytes(before.root):
        raise Failed(
            Exit.DIVERGED,
            f"diverged: the first {before.size} entries are not those that were"
            " verified before",
        )


def _must_be_signed(check: SelfCheck) -> None:
    if not Checkpoint.objects.filter(size=check.size).exists():
        raise invalid(f"the checkpoint of {check.size} entries is gone")


def _finish(check: SelfCheck) -> None:
    check.finished_at = timezone.now()
    record(
        Event.LOG_VERIFIED,
        actor=Actor(check.asked_by, check.asked_post, check.asked_role),
        subject=Subject("log", "self-check"),
        details={
            "entries": check.size,
            "result": check.failure or "verified",
            "first_bad_index": check.first_bad_index,
        },
    )
