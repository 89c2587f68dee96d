"""Whether what a publication was approved under still stands, and is sealed.

Nothing here changes a row.
"""

from audit.queries import is_claimable
from publishing.policy.obstacle import Effect, Obstacle, obstacle
from publishing.queries.circumstances import Circumstances


def authority_obstacles(now: Circumstances) -> list[Obstacle]:
    """The approval has not run out, is in the log, and everything under it stands."""
    found = []
    if now.authority_ends <= now.at:
        found.append(
            obstacle(Effect.CANCEL, "approval-expired", "Its approval has expired.")
        )
    return found + _seal_obstacles(now) + _lapsed_authority(now)


def _lapsed_authority(now: Circumstances) -> list[Obstacle]:
    """A delegation must still be in force, and still be held by who relied on it."""
    return [
        obstacle(
            Effect.HOLD,
            "authority-lapsed",
            f"Delegation {reference} is not in force any more, or "
            "whoever relied on it has left the post.",
        )
        for reference in now.lapsed
    ]


def _seal_obstacles(now: Circumstances) -> list[Obstacle]:
    """Log before act: its approval is inside a checkpoint, witnessed where asked."""
    if now.index is None:
        return [obstacle(Effect.WAIT, "not-sealed", "Its approval is being sealed.")]
    if not is_claimable(now.index):
        return [
            obstacle(
                Effect.WAIT,
                "not-witnessed",
                "Its approval waits for the witnesses of the log.",
            )
        ]
    return []
