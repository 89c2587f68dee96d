"""The holds and sensitive periods that reach a publication, and who may place one.

Nothing here changes a row.
"""

from collections.abc import Iterable

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.reasons import Reason
from accounts.roles import Role
from drafts.content import moment
from guidance.models import SensitivePeriod
from guidance.queries import periods_since
from publishing.models import Hold, Publication
from publishing.policy.obstacle import Effect, Obstacle, obstacle
from publishing.queries.circumstances import Circumstances
from publishing.queries.stops import holds_on


# Who may stop posts (domain notes, section 4); the duty officer only while on duty.
PLACING_ROLES = (Role.DIRECTOR, Role.HEAD_OF_DIGITAL, Role.DUTY_OFFICER)
NEEDS_REASON = Reason("needs-reason", "Say why, in words everyone may read.")


def hold_obstacles(publication: Publication, now: Circumstances) -> list[Obstacle]:
    """The holds and periods since somebody looked at it: read where there are any."""
    found = [
        obstacle(Effect.HOLD, "on-hold", f"On hold: {hold.reason}")
        for hold in (holds_on(publication) if now.on_hold else ())
    ]
    found += [
        obstacle(
            Effect.HOLD,
            "sensitive-period",
            f"{period.name}: posts are looked at again before they go out.",
        )
        for period in _periods(publication, now)
        if _unseen(period, publication)
    ][:1]
    return found


def _periods(publication: Publication, now: Circumstances) -> Iterable[SensitivePeriod]:
    return periods_since(publication.reviewed_at, until=now.at) if now.in_period else ()


def _unseen(period: SensitivePeriod, publication: Publication) -> bool:
    """Whether nobody has looked at this post in the knowledge of the period."""
    content = publication.revision.content
    if content.purpose in period.allowed:
        return False
    looked = publication.reviewed_at
    planned = max(looked, moment(content.not_before) or looked)
    return period.valid_from > looked or period.starts_at > planned


def reasons_against_hold(*, by: Person, reason: str) -> list[Reason]:
    """Why this person may not stop publishing."""
    reasons = []
    if capacity_as(by, PLACING_ROLES) is None:
        reasons.append(
            Reason(
                "no-hold-role",
                "Only the director, the head of digital engagement or the duty officer "
                "on duty may stop posts.",
            )
        )
    if not reason.strip():
        reasons.append(NEEDS_REASON)
    return reasons


def reasons_against_lifting(hold: Hold, *, by: Person) -> list[Reason]:
    """Why this person may not end this hold."""
    reasons = []
    if capacity_as(by, (Role.DIRECTOR,)) is None:
        reasons.append(
            Reason(
                "no-lift-role", "Only the director of communications may lift a hold."
            )
        )
    if hold.lifted_at is not None:
        reasons.append(Reason("lifted", "This hold was lifted already."))
    return reasons
