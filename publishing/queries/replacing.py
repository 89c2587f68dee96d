"""Where the words of a correction go, part by part: which live post each takes the place of.

Nothing here changes a row, and no platform is asked.
"""

from collections.abc import Mapping
from dataclasses import replace

from drafts.content import Target
from publishing.models import Divergence, Publication, Receipt
from publishing.platforms.protocol import Rendered
from publishing.platforms.rendering import thaw


def target_on(publication: Publication) -> Target:
    """What the authorised words say for the account of a publication."""
    return next(
        target
        for target in publication.revision.content.targets
        if target.account == publication.account_id
    )


def parts_at(
    account_id: int, first: str, *, apart_from: Publication | None = None
) -> dict[int, Receipt]:
    """The posts of the thread that begins there, by part: of each our newest receipt.

    Whoever corrected a part last has it, so its publication says its words.
    """
    openings = Receipt.objects.filter(
        publication__account=account_id, part=0, remote_id=first
    ).exclude(publication=apart_from)
    receipts = (
        Receipt.objects.filter(publication__in=openings.values("publication"))
        .select_related("publication__account", "publication__revision")
        .order_by("part", "-pk")
        .distinct("part")
    )
    return {receipt.part: receipt for receipt in receipts}


def replaced_by(publication: Publication) -> Mapping[int, Receipt]:
    """What a correction takes the place of, by part; its own receipts left out.

    The same as the function `publishing_replaces` of the database.
    """
    corrects = target_on(publication).corrects
    if not corrects:
        return {}
    return parts_at(publication.account_id, corrects, apart_from=publication)


def edited_at(publication: Publication, part: int) -> str:
    """The id of the live post whose words this part replaces; empty for a new post."""
    corrects = target_on(publication).corrects
    if not corrects or not part:
        return corrects
    found = replaced_by(publication).get(part)
    return found.remote_id if found else ""


def edits(publication: Publication) -> set[str]:
    """The ids of every live post whose words it replaces."""
    corrects = target_on(publication).corrects
    there = {each.remote_id for each in replaced_by(publication).values()}
    return there | {corrects} if corrects else set()


def left_alone(publication: Publication, part: int) -> Receipt | None:
    """The receipt of a part whose words a correction leaves as they are, and are live.

    None where they change, where somebody altered them there, and for a new post.
    """
    found = replaced_by(publication).get(part)
    if found is None or not _same(found, thaw(bytes(publication.wire))[part]):
        return None
    return None if differs_there(found) else found


def _same(receipt: Receipt, rendered: Rendered) -> bool:
    """Whether the words authorised last for a post are these, whatever it answers."""
    wire = bytes(receipt.publication.wire)
    parts = thaw(wire) if wire else ()
    if receipt.part >= len(parts):
        return False
    return replace(parts[receipt.part], reply_to=None) == replace(
        rendered, reply_to=None
    )


def differs_there(receipt: Receipt) -> bool:
    """Whether the comparison found something else in its place, and nobody settled it."""
    return Divergence.objects.filter(
        account=receipt.publication.account_id,
        remote_id=receipt.remote_id,
        resolved_at=None,
    ).exists()
