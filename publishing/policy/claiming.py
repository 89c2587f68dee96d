"""Why a publication may not be claimed now: everything, its other language included.

Nothing here changes a row; the claim and the post's page read the same list.
"""

from datetime import datetime

from publishing.lifecycle import PublicationStatus
from publishing.models import Publication
from publishing.pairs import is_lost, name_of, others_of
from publishing.policy.accounts import account_obstacles
from publishing.policy.authority import authority_obstacles
from publishing.policy.obstacle import Effect, Obstacle, obstacle
from publishing.policy.stops import hold_obstacles
from publishing.policy.takedowns import takedown_obstacles
from publishing.policy.words import (
    attempt_obstacles,
    line_obstacles,
    register_obstacles,
    time_obstacles,
    word_obstacles,
)
from publishing.queries.circumstances import Circumstances, circumstances_of


def obstacles(
    publication: Publication, *, at: datetime | None = None
) -> list[Obstacle]:
    """Everything that stands against sending this now (architecture, invariant 9).

    Now is the database's clock, unless another moment is named.
    """
    return obstacles_in(circumstances_of(publication, at=at), publication)


def obstacles_in(now: Circumstances, publication: Publication) -> list[Obstacle]:
    """The same, where its circumstances are known already."""
    return _own_obstacles(publication, now) + _pair_obstacles(publication, at=now.at)


def _pair_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    """Languages leave together: none goes alone while another is stopped."""
    return [
        each
        for other in others_of(publication)
        for each in _waits_for(other, publication, at=at)
    ]


def _waits_for(
    other: Publication, publication: Publication, *, at: datetime
) -> list[Obstacle]:
    name = name_of(other)
    if is_lost(other, for_one=publication):
        sentence = f"Its {name} post on {other.account} does not go out. Look at both."
        return [obstacle(Effect.HOLD, "pair-waits", sentence)]
    stopped = other.status == PublicationStatus.HELD or (
        other.status == PublicationStatus.WAITING
        and any(
            each.effect != Effect.WAIT
            for each in _own_obstacles(other, circumstances_of(other, at=at))
        )
    )
    sentence = f"It waits for its {name} post on {other.account}, which is stopped."
    return [obstacle(Effect.WAIT, "pair-waits", sentence)] if stopped else []


def _own_obstacles(publication: Publication, now: Circumstances) -> list[Obstacle]:
    return (
        word_obstacles(publication)
        + attempt_obstacles(publication, now)
        + time_obstacles(publication, at=now.at)
        + authority_obstacles(now)
        + takedown_obstacles(publication, now)
        + hold_obstacles(publication, now)
        + register_obstacles(publication, now)
        + line_obstacles(publication)
        + account_obstacles(publication, now)
    )
