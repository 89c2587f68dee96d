"""The holds and sensitive periods that reach a publication, and who may place one.

Nothing here changes a row.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.reasons import Reason
from accounts.roles import Role
from drafts.content import moment
from guidance.models import SensitivePeriod
from guidance.queries import periods_since
from publishing.models import Hold, Publication
from publishing.policy.obstacle import Effect, Obstacle, obstacle


def holds_on(publication: Publication) -> QuerySet[Hold]:
    """The all-stops that reach this publication since somebody last looked at it.

    One that has been lifted counts too: lifting releases nothing unreviewed.
    """
    return Hold.objects.filter(
        Q(account=None) | Q(account=publication.account_id),
        Q(lifted_at=None) | Q(lifted_at__gt=publication.reviewed_at),
    )


def hold_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    found = [
        obstacle(Effect.HOLD, "on-hold", f"On hold: {hold.reason}")
        for hold in holds_on(publication)
    ]
    found += [
        obstacle(
            Effect.HOLD,
            "sensitive-period",
            f"{period.name}: posts are looked at again before they go out.",
        )
        for period in periods_since(publication.reviewed_at, until=at)
        if _unseen(period, publication)
    ][:1]
    return found


def _unseen(period: SensitivePeriod, publication: Publication) -> bool:
    """Whether nobody has looked at this post in the knowledge of the period."""
    content = publication.revision.content
    if content.purpose in period.allowed:
        return False
    looked = publication.reviewed_at
    planned = max(looked, moment(content.not_before) or looked)
    return period.valid_from > looked or period.starts_at > planned


def reasons_against_hold(*, by: Person, reason: str) -> list[Reason]:
    """Why this person may not stop or restart publishing."""
    reasons = []
    if capacity_as(by, (Role.AUTHORISED_OFFICER,)) is None:
        reasons.append(
            Reason(
                "no-hold-role", "Only an authorised officer may stop or restart posts."
            )
        )
    if not reason.strip():
        reasons.append(Reason("needs-reason", "Say why, in words everyone may read."))
    return reasons
