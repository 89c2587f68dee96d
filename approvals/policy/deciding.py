"""Why somebody may not decide on a revision, in the order they should hear it.

Nothing here changes a row; the review page and the actions read the same lists.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from accounts.models import Person
from accounts.policy.training import reasons_against_untrained
from accounts.queries import Capacity, capacity_as
from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES
from approvals.models import Conflict
from approvals.policy.pins import Pinned, reasons_against_pins
from approvals.queries.seats import (
    Filled,
    outstanding,
    people_who_could,
    seats_open_to,
)
from approvals.queries.sitting import next_work, sitting_at
from drafts.content import Content, moment
from drafts.lifecycle import Status
from drafts.models import Revision
from drafts.policy import blocks, classes_needed
from drafts.policy.advice import reasons_while_in_doubt
from drafts.policy.disputes import standing
from drafts.policy.lasting import reasons_against_lasting
from drafts.policy.lines import reasons_against_resting
from drafts.policy.media import reasons_against_media
from drafts.queries import authors_of, last_check
from guidance.engine import CheckResult


def deciding_capacity(person: Person) -> Capacity | None:
    return capacity_as(person, DECIDING_ROLES)


def reasons_against_deciding(revision: Revision, *, by: Person) -> list[Reason]:
    """Why this person may give no verdict on this revision at all."""
    reasons = _state_reasons(revision)
    if deciding_capacity(by) is None:
        reasons.append(
            Reason(
                "no-deciding-role",
                "Your post does not decide on drafts. Ask a line manager or an "
                "authorised officer.",
            )
        )
    if authors_of(revision).filter(pk=by.pk).exists():
        reasons.append(_own_words(revision))
    if Conflict.objects.filter(draft=revision.draft_id, person=by).exists():
        reasons.append(
            Reason("conflict", "You declared a conflict, so somebody else decides.")
        )
    if revision.decisions.filter(decided_by=by).exists():
        reasons.append(
            Reason("already-decided", "You have already decided on these words.")
        )
    return reasons


def reasons_against_approve(
    revision: Revision,
    *,
    by: Person,
    result: CheckResult,
    now: datetime | None = None,
    filled: Sequence[Filled] | None = None,
) -> list[Reason]:
    """Why this person may not approve exactly these words now.

    `filled` has the seats open to them at that moment, where the caller has read them.
    """
    at = now or timezone.now()
    reasons = reasons_but_authority(revision, by=by, result=result, at=at)
    if filled is None:
        filled = seats_open_to(by, revision=revision, at=at)
    if not reasons and not filled:
        waits = reasons_of_the_hour(revision, at=at)
        reasons += waits or [_no_authority(revision, at=at)]
    return reasons


def reasons_of_the_hour(revision: Revision, *, at: datetime) -> list[Reason]:
    """What nobody decides before people are at work again, as the schedule has it."""
    sitting = sitting_at(at)
    names = {seat.authority for seat in outstanding(revision) if not seat.plus}
    waiting = sorted(name for name in names if sitting.waits(name))
    if not waiting:
        return []
    day = next_work(at)
    listed = ", ".join(name.replace("_", " ") for name in waiting)
    return [
        Reason(
            "out-of-hours",
            f"Nobody authorises this out of hours: {listed}. It waits until "
            f"{day:%A} {day.day} {day:%B}, {day:%H:%M}.",
        )
    ]


def reasons_but_authority(
    revision: Revision, *, by: Person, result: CheckResult, at: datetime
) -> list[Reason]:
    """Everything against this person's approval that no authority makes up for."""
    reasons = reasons_against_deciding(revision, by=by)
    stands = standing(result, draft=revision.draft)
    reasons += blocks(stands)
    reasons += _asks_for_more(revision, stands)
    reasons += reasons_while_in_doubt(revision)
    reasons += reasons_against_resting(revision.content)
    reasons += reasons_against_media(revision.content)
    reasons += _time_reasons(revision.content, at=at)
    reasons += reasons_against_lasting(revision.content, at=at)
    reasons += reasons_against_untrained(by, part="approver", on=timezone.localdate(at))
    return reasons


def reasons_against_return(
    revision: Revision, *, by: Person, reason: str, pins: Sequence[Pinned] = ()
) -> list[Reason]:
    """Why this person may not send these words back with this reason and these pins."""
    reasons = reasons_against_deciding(revision, by=by)
    if not reason.strip() and not pins:
        reasons.append(
            Reason("needs-reason", "Say what should change, so that the author can.")
        )
    return reasons + reasons_against_pins(revision.content, pins)


def reasons_against_decline(
    revision: Revision, *, by: Person, reason: str
) -> list[Reason]:
    reasons = reasons_against_deciding(revision, by=by)
    if not reason.strip():
        reasons.append(
            Reason(
                "needs-why", "Say why it should not go out, so that the author knows."
            )
        )
    return reasons


def reasons_against_conflict(
    revision: Revision, *, by: Person, reason: str
) -> list[Reason]:
    """Why this person may not stand aside now: only who might decide has something to say."""
    reasons = reasons_against_deciding(revision, by=by)
    if not reason.strip():
        reasons.append(
            Reason(
                "needs-conflict",
                "Say in a few words what your conflict is. The log keeps proof of it.",
            )
        )
    return reasons


def _asks_for_more(revision: Revision, result: CheckResult) -> list[Reason]:
    """A rule or calendar that changed since the words were submitted."""
    check = last_check(revision)
    planned = set(check.classes) if check else set()
    added = set(classes_needed(result, revision.content)) - planned
    if not added:
        return []
    names = ", ".join(sorted(name.replace("_", " ") for name in added))
    return [
        Reason(
            "asks-for-more",
            f"The check now also asks for authority for: {names}. Send it back, so that "
            "its author submits it again.",
        )
    ]


def _state_reasons(revision: Revision) -> list[Reason]:
    if revision.draft.current_id != revision.pk:
        return [
            Reason(
                "superseded",
                "The words were changed after this page was opened. Read the new "
                "revision before you decide.",
            )
        ]
    if revision.draft.status != Status.SUBMITTED:
        label = Status(revision.draft.status).label.lower()
        return [
            Reason("not-waiting", f"This draft is “{label}”, so nobody is asked now.")
        ]
    return []


def _own_words(revision: Revision) -> Reason:
    others = people_who_could(revision, at=timezone.now())
    names = " or ".join(person.name for person in others[:3])
    ask = f"Ask {names}." if names else "Nobody else holds the authority today."
    return Reason(
        "own-words",
        f"You wrote part of this, so someone else must approve it. {ask}",
    )


def _no_authority(revision: Revision, *, at: datetime) -> Reason:
    wanted = ", ".join(seat.name.replace("_", " ") for seat in outstanding(revision))
    names = " or ".join(person.name for person in people_who_could(revision, at=at)[:3])
    ask = f"{names} can." if names else "Nobody holds that authority today."
    return Reason(
        "no-authority",
        f"This needs authority for: {wanted}. Your posts hold none for these "
        f"accounts, this sum and this topic today. {ask}",
    )


def _time_reasons(content: Content, *, at: datetime) -> Sequence[Reason]:
    last = moment(content.not_after)
    if last is not None and last <= at:
        return [
            Reason(
                "slot-missed",
                "The time for this post has passed. Send it back for a new time.",
            )
        ]
    return []
