"""Why a publication may not be claimed now, and what follows: wait, hold or cancel.

Nothing here changes a row; the claim and the post's page read the same list.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from accounts.models import Credential, Person
from accounts.queries import capacity_as, delegations_in_force
from accounts.queries.people import acts_in
from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES, CredentialState, Role
from approvals.models import Reliance
from approvals.policy import holds_every_authority
from approvals.policy.again import reasons_as_things_stand
from audit.queries import claimable_size, seal_of
from drafts.content import moment
from drafts.lifecycle import Status
from drafts.policy.lines import version_named
from drafts.queries import authors_of
from guidance.models import SensitivePeriod
from guidance.queries import periods_since
from publishing.lifecycle import AttemptOutcome, PublicationStatus
from publishing.models import Hold, Publication
from publishing.pairs import is_lost, name_of, others_of


# How often a part may be sent and prove not to have arrived before a person looks.
MOST_TRIES = 5


class Effect(StrEnum):
    WAIT = "wait"
    HOLD = "hold"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason against sending now, and what it does to the publication."""

    effect: Effect
    reason: Reason


def _obstacle(effect: Effect, code: str, sentence: str) -> Obstacle:
    return Obstacle(effect, Reason(code, sentence))


def obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    """Everything that stands against sending this now (architecture, invariant 9)."""
    return _own_obstacles(publication, at=at) + _pair_obstacles(publication, at=at)


def _pair_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    """Languages leave together: none goes alone while another is stopped."""
    return [
        obstacle
        for other in others_of(publication)
        for obstacle in _waits_for(other, publication, at=at)
    ]


def _waits_for(
    other: Publication, publication: Publication, *, at: datetime
) -> list[Obstacle]:
    name = name_of(other)
    if is_lost(other, for_one=publication):
        sentence = f"Its {name} post on {other.account} does not go out. Look at both."
        return [_obstacle(Effect.HOLD, "pair-waits", sentence)]
    stopped = other.status == PublicationStatus.HELD or (
        other.status == PublicationStatus.WAITING
        and any(each.effect != Effect.WAIT for each in _own_obstacles(other, at=at))
    )
    sentence = f"It waits for its {name} post on {other.account}, which is stopped."
    return [_obstacle(Effect.WAIT, "pair-waits", sentence)] if stopped else []


def _own_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    return (
        _word_obstacles(publication)
        + _attempt_obstacles(publication)
        + _time_obstacles(publication, at=at)
        + _authority_obstacles(publication, at=at)
        + _hold_obstacles(publication, at=at)
        + _register_obstacles(publication)
        + _line_obstacles(publication)
        + _account_obstacles(publication)
    )


def _word_obstacles(publication: Publication) -> list[Obstacle]:
    """The words sent must be the words signed off, and still be the draft's words."""
    revision = publication.revision
    found = []
    computed = hashlib.sha256(bytes(revision.canonical)).digest()
    if not computed == bytes(revision.digest) == bytes(publication.digest):
        found.append(
            _obstacle(
                Effect.CANCEL,
                "digest-differs",
                "The stored words are not the words that were approved. Tell security.",
            )
        )
    draft = revision.draft
    if draft.current_id != revision.pk or draft.status != Status.APPROVED:
        found.append(
            _obstacle(
                Effect.CANCEL, "not-approved", "The draft is not approved any more."
            )
        )
    return found


def _time_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    content = publication.revision.content
    found = []
    for stamped, what in (
        (content.not_before, "its time"),
        (content.embargo_until, "its embargo"),
    ):
        opens = moment(stamped)
        if opens is not None and opens > at:
            found.append(_obstacle(Effect.WAIT, "too-early", f"It waits for {what}."))
    if publication.not_after is not None and publication.not_after <= at:
        found.append(
            _obstacle(
                Effect.CANCEL,
                "slot-missed",
                "Its time passed before it could be sent. It needs a new time.",
            )
        )
    return found


def _attempt_obstacles(publication: Publication) -> list[Obstacle]:
    """A part that never gets through ends with a person, not in a loop."""
    tries = publication.attempts.filter(
        part=publication.receipts.count(), outcome=AttemptOutcome.ABSENT
    ).count()
    if tries < MOST_TRIES:
        return []
    return [
        _obstacle(
            Effect.CANCEL,
            "too-many-tries",
            f"It was sent {tries} times and never arrived. Look at the account.",
        )
    ]


def _authority_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    authorisation = publication.authorisation
    found = []
    if authorisation.expires_at <= at:
        found.append(
            _obstacle(Effect.CANCEL, "approval-expired", "Its approval has expired.")
        )
    found += _seal_obstacles(publication)
    return found + _lapsed_authority(publication, at=at)


def _lapsed_authority(publication: Publication, *, at: datetime) -> list[Obstacle]:
    """A delegation must still be in force, and still be held by who relied on it."""
    in_force = Q(delegation__in=delegations_in_force(at)) & acts_in(
        "decision__decided_by", "delegation__job_post", at=at
    )
    relied = Reliance.objects.filter(decision__revision=publication.revision_id)
    return [
        _obstacle(
            Effect.HOLD,
            "authority-lapsed",
            f"Delegation {reliance.delegation.reference} is not in force any more, or "
            "whoever relied on it has left the post.",
        )
        for reliance in relied.exclude(in_force).select_related("delegation")
    ]


def _seal_obstacles(publication: Publication) -> list[Obstacle]:
    """Log before act: its approval is inside a checkpoint, witnessed where asked."""
    seal = seal_of(publication.authorisation.entry)
    if seal is None:
        return [_obstacle(Effect.WAIT, "not-sealed", "Its approval is being sealed.")]
    if seal.index >= claimable_size():
        return [
            _obstacle(
                Effect.WAIT,
                "not-witnessed",
                "Its approval waits for the witnesses of the log.",
            )
        ]
    return []


def holds_on(publication: Publication) -> QuerySet[Hold]:
    """The all-stops that reach this publication since somebody last looked at it.

    One that has been lifted counts too: lifting releases nothing unreviewed.
    """
    return Hold.objects.filter(
        Q(account=None) | Q(account=publication.account_id),
        Q(lifted_at=None) | Q(lifted_at__gt=publication.reviewed_at),
    )


def _hold_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    found = [
        _obstacle(Effect.HOLD, "on-hold", f"On hold: {hold.reason}")
        for hold in holds_on(publication)
    ]
    found += [
        _obstacle(
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


def _register_obstacles(publication: Publication) -> list[Obstacle]:
    """The words are checked once more against the registers of this moment."""
    return [
        _obstacle(Effect.HOLD, "check-again", f"Checked again: {reason.sentence}"[:300])
        for reason in reasons_as_things_stand(publication.revision)[:1]
    ]


def _line_obstacles(publication: Publication) -> list[Obstacle]:
    """Nothing goes out on a pre-cleared line that was withdrawn meanwhile."""
    named = publication.revision.content.line
    version = version_named(named) if named else None
    if version is None or version.withdrawn_at is None:
        return []
    why = f"{version.line.reference} was withdrawn: {version.withdrawn_why}"
    return [_obstacle(Effect.HOLD, "line-withdrawn", why[:300])]


def _account_obstacles(publication: Publication) -> list[Obstacle]:
    account = publication.account
    if not account.enabled:
        return [
            _obstacle(Effect.HOLD, "account-disabled", f"{account} is switched off.")
        ]
    if account.dormant:
        return [
            _obstacle(Effect.HOLD, "account-dormant", f"{account} is marked dormant.")
        ]
    credential = Credential.objects.filter(account=account).first()
    if credential is None or credential.state != CredentialState.LIVE:
        return [
            _obstacle(
                Effect.HOLD,
                "no-credential",
                f"{account} is not connected. Connect it again, then release the post.",
            )
        ]
    return []


def reasons_against_release(
    publication: Publication, *, by: Person, at: datetime
) -> list[Reason]:
    """Why this person may not let a held publication go out after all."""
    reasons = _reasons_against_judging(publication, by=by)
    if publication.status != PublicationStatus.HELD:
        reasons.append(Reason("not-held", "This post is not held any more."))
    if not reasons and not holds_every_authority(
        by, revision=publication.revision, at=at
    ):
        reasons.append(
            Reason(
                "no-authority",
                "Whoever releases a post needs the authority that it was approved under.",
            )
        )
    return reasons


def reasons_against_dropping(publication: Publication, *, by: Person) -> list[Reason]:
    """Why this person may not say that a held publication never goes out."""
    reasons = _reasons_against_judging(publication, by=by)
    if publication.status != PublicationStatus.HELD:
        reasons.append(Reason("not-held", "This post is not held any more."))
    return reasons


def reasons_against_settling(publication: Publication, *, by: Person) -> list[Reason]:
    """Why this person may not say what became of an unknown outcome."""
    reasons = _reasons_against_judging(publication, by=by)
    if publication.status != PublicationStatus.UNKNOWN:
        reasons.append(Reason("not-unknown", "Its outcome is known by now."))
    return reasons


def _reasons_against_judging(publication: Publication, *, by: Person) -> list[Reason]:
    reasons = []
    if capacity_as(by, DECIDING_ROLES) is None:
        reasons.append(
            Reason(
                "no-deciding-role",
                "A line manager or an authorised officer looks at this post again.",
            )
        )
    if authors_of(publication.revision).filter(pk=by.pk).exists():
        reasons.append(
            Reason("own-words", "You wrote part of this, so someone else looks at it.")
        )
    return reasons


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
