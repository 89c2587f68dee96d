"""Whether what a publication was approved under still stands, and is sealed.

Nothing here changes a row.
"""

from datetime import datetime

from approvals.queries.relied import lapsed_references
from audit.queries import is_claimable, seal_of
from publishing.models import Publication
from publishing.policy.obstacle import Effect, Obstacle, obstacle


def authority_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    authorisation = publication.authorisation
    found = []
    if authorisation.expires_at <= at:
        found.append(
            obstacle(Effect.CANCEL, "approval-expired", "Its approval has expired.")
        )
    found += _seal_obstacles(publication)
    return found + _lapsed_authority(publication, at=at)


def _lapsed_authority(publication: Publication, *, at: datetime) -> list[Obstacle]:
    """A delegation must still be in force, and still be held by who relied on it."""
    return [
        obstacle(
            Effect.HOLD,
            "authority-lapsed",
            f"Delegation {reference} is not in force any more, or "
            "whoever relied on it has left the post.",
        )
        for reference in lapsed_references(publication.revision_id, at=at)
    ]


def _seal_obstacles(publication: Publication) -> list[Obstacle]:
    """Log before act: its approval is inside a checkpoint, witnessed where asked."""
    seal = seal_of(publication.authorisation.entry)
    if seal is None:
        return [obstacle(Effect.WAIT, "not-sealed", "Its approval is being sealed.")]
    if not is_claimable(seal.index):
        return [
            obstacle(
                Effect.WAIT,
                "not-witnessed",
                "Its approval waits for the witnesses of the log.",
            )
        ]
    return []
