"""Why somebody may not release, drop or settle a publication.

Nothing here changes a row.
"""

from datetime import datetime

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES, Role
from approvals.policy import holds_every_authority
from drafts.queries import authors_of
from publishing.lifecycle import AttemptOutcome, PublicationStatus
from publishing.models import Hold, Publication, Receipt
from publishing.platforms.protocol import LivePost
from publishing.platforms.timeline import CLOCK_MARGIN
from publishing.queries.replacing import edited_at
from publishing.queries.stops import holds_on


def reasons_against_release(
    publication: Publication, *, by: Person, at: datetime
) -> list[Reason]:
    """Why this person may not let a held publication go out after all."""
    reasons = _reasons_against_judging(publication, by=by)
    if publication.status != PublicationStatus.HELD:
        reasons.append(Reason("not-held", "This post is not held any more."))
    return reasons or _reasons_of_authority(publication, by=by, at=at)


def _reasons_of_authority(
    publication: Publication, *, by: Person, at: datetime
) -> list[Reason]:
    """What a hold stops the director releases; nobody else while it is in force."""
    stopping = list(holds_on(publication))
    if stopping and capacity_as(by, (Role.DIRECTOR,)) is not None:
        return []
    in_force = [hold for hold in stopping if hold.lifted_at is None]
    if in_force:
        return [_needs_director(hold) for hold in in_force]
    if holds_every_authority(by, revision=publication.revision, at=at):
        return []
    return [
        Reason(
            "no-authority",
            "Whoever releases a post needs the authority that it was approved under.",
        )
    ]


def _needs_director(hold: Hold) -> Reason:
    return Reason(
        "on-hold",
        f"On hold: {hold.reason.rstrip('.')}. Only the director of communications "
        f"releases a post while {hold.where} is stopped.",
    )


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


def reasons_against_being_it(publication: Publication, post: LivePost) -> list[Reason]:
    """Why a live post cannot be what became of an unknown attempt."""
    attempt = publication.attempts.get(outcome=AttemptOutcome.UNKNOWN)
    if post.remote_id == edited_at(publication, attempt.part):
        return []
    if post.created_at < attempt.started_at - CLOCK_MARGIN:
        return [
            Reason(
                "older", "That post was there before ours was sent, so it is another."
            )
        ]
    ours = Receipt.objects.filter(
        publication__account=publication.account_id, remote_id=post.remote_id
    )
    if ours.exists():
        return [
            Reason("another-of-ours", "That is another post of ours, and known as one.")
        ]
    return []


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
