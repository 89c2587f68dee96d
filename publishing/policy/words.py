"""Whether the words, their time and their line still stand.

Nothing here changes a row.
"""

import hashlib
from datetime import datetime

from approvals.policy.again import reasons_as_things_stand
from drafts.checks.known import known_under
from drafts.content import moment
from drafts.lifecycle import Status
from drafts.policy.lines import version_named
from publishing.lifecycle import AttemptOutcome
from publishing.models import Publication
from publishing.policy.obstacle import Effect, Obstacle, obstacle
from publishing.queries.circumstances import Circumstances


# How often a part may be sent and prove not to have arrived before a person looks.
MOST_TRIES = 5


def word_obstacles(publication: Publication) -> list[Obstacle]:
    """The words sent must be the words signed off, and still be the draft's words."""
    revision = publication.revision
    found = []
    computed = hashlib.sha256(bytes(revision.canonical)).digest()
    if not computed == bytes(revision.digest) == bytes(publication.digest):
        found.append(
            obstacle(
                Effect.CANCEL,
                "digest-differs",
                "The stored words are not the words that were approved. Tell security.",
            )
        )
    draft = revision.draft
    if draft.current_id != revision.pk or draft.status != Status.APPROVED:
        found.append(
            obstacle(
                Effect.CANCEL, "not-approved", "The draft is not approved any more."
            )
        )
    return found


def time_obstacles(publication: Publication, *, at: datetime) -> list[Obstacle]:
    content = publication.revision.content
    found = []
    for stamped, what in (
        (content.not_before, "its time"),
        (content.embargo_until, "its embargo"),
    ):
        opens = moment(stamped)
        if opens is not None and opens > at:
            found.append(obstacle(Effect.WAIT, "too-early", f"It waits for {what}."))
    if publication.not_after is not None and publication.not_after <= at:
        found.append(
            obstacle(
                Effect.CANCEL,
                "slot-missed",
                "Its time passed before it could be sent. It needs a new time.",
            )
        )
    return found


def attempt_obstacles(publication: Publication, now: Circumstances) -> list[Obstacle]:
    """A part that never gets through ends with a person, not in a loop."""
    if publication.fence < MOST_TRIES:  # as often as it was claimed
        return []
    tries = publication.attempts.filter(
        part=now.receipts, outcome=AttemptOutcome.ABSENT
    ).count()
    if tries < MOST_TRIES:
        return []
    return [
        obstacle(
            Effect.CANCEL,
            "too-many-tries",
            f"It was sent {tries} times and never arrived. Look at the account.",
        )
    ]


def register_obstacles(publication: Publication, now: Circumstances) -> list[Obstacle]:
    """The words are checked once more against the registers of this moment."""
    found = reasons_as_things_stand(
        publication.revision, check=now.last_check, known=known_under(now.edition)
    )
    return [
        obstacle(Effect.HOLD, "check-again", f"Checked again: {reason.sentence}"[:300])
        for reason in found[:1]
    ]


def line_obstacles(publication: Publication) -> list[Obstacle]:
    """Nothing goes out on a pre-cleared line that was withdrawn meanwhile."""
    named = publication.revision.content.line
    version = version_named(named) if named else None
    if version is None or version.withdrawn_at is None:
        return []
    why = f"{version.line.reference} was withdrawn: {version.withdrawn_why}"
    return [obstacle(Effect.HOLD, "line-withdrawn", why[:300])]
