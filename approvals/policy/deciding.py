"""What a revision needs, who may give it, and why somebody may not: reasons only.

Nothing here changes a row; the review page and the actions read the same lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import Delegation, Person
from accounts.queries import (
    Capacity,
    capacity_as,
    delegations_in_force,
    delegations_of,
    holdings_on,
)
from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES
from approvals.models import Decision, Reliance
from drafts.content import Content, moment
from drafts.lifecycle import Status
from drafts.models import Revision
from drafts.policy import blocks
from drafts.queries import authors_of, last_check
from guidance.content import AuthorityClass
from guidance.engine import CheckResult


@dataclass(frozen=True, slots=True)
class Need:
    """One authority that a revision needs, and whether somebody has given it."""

    authority: str
    given_by: Decision | None


def needs(revision: Revision) -> list[Need]:
    """Each authority class that the submitted revision needs, routine when none."""
    check = last_check(revision)
    classes = (check.classes if check else []) or [AuthorityClass.ROUTINE.value]
    given = {
        reliance.authority: reliance.decision
        for reliance in Reliance.objects.filter(
            decision__revision=revision
        ).select_related("decision__decided_by")
    }
    return [Need(name, given.get(name)) for name in classes]


def outstanding(revision: Revision) -> list[str]:
    return [need.authority for need in needs(revision) if need.given_by is None]


def delegations_reaching(
    person: Person, *, revision: Revision, at: datetime
) -> list[Delegation]:
    """The person's delegations in force that reach every account of the revision."""
    accounts = {target.account for target in revision.content.targets}
    return [
        delegation
        for delegation in delegations_of(person, at=at)
        .select_related("job_post")
        .prefetch_related("accounts")
        .order_by("pk")
        if accounts <= {account.pk for account in delegation.accounts.all()}
    ]


def reliances_open_to(
    person: Person, *, revision: Revision, at: datetime
) -> Mapping[str, Delegation]:
    """The classes still needed that this person may give, each with its delegation.

    A delegation counts when it is in force, names the class, and reaches every
    account of the revision.
    """
    held = delegations_reaching(person, revision=revision, at=at)
    found: dict[str, Delegation] = {}
    for authority in outstanding(revision):
        for delegation in held:
            if authority in delegation.classes:
                found.setdefault(authority, delegation)
    return found


def people_who_could(revision: Revision, *, at: datetime) -> list[Person]:
    """Who holds a post with authority for anything still needed, authors left out."""
    accounts = {target.account for target in revision.content.targets}
    wanted = outstanding(revision)
    posts = [
        delegation.job_post_id
        for delegation in delegations_in_force(at)
        .filter(classes__overlap=wanted)
        .prefetch_related("accounts")
        if accounts <= {account.pk for account in delegation.accounts.all()}
    ]
    held = holdings_on(timezone.localdate(at)).filter(
        job_post__in=posts, job_post__roles__overlap=list(DECIDING_ROLES)
    )
    return list(
        Person.objects.filter(pk__in=held.values("person"))
        .exclude(pk__in=authors_of(revision))
        .order_by("name")
    )


def holds_every_authority(person: Person, *, revision: Revision, at: datetime) -> bool:
    """Whether this person's delegations cover each class that the words need."""
    given = {
        name
        for delegation in delegations_reaching(person, revision=revision, at=at)
        for name in delegation.classes
    }
    return {need.authority for need in needs(revision)} <= given


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
    if revision.decisions.filter(decided_by=by).exists():
        reasons.append(
            Reason("already-decided", "You have already decided on these words.")
        )
    return reasons


def reasons_against_approve(
    revision: Revision, *, by: Person, result: CheckResult, now: datetime | None = None
) -> list[Reason]:
    """Why this person may not approve exactly these words now."""
    at = now or timezone.now()
    reasons = reasons_against_deciding(revision, by=by)
    reasons += blocks(result)
    reasons += _time_reasons(revision.content, at=at)
    if not reasons and not reliances_open_to(by, revision=revision, at=at):
        reasons.append(_no_authority(revision, at=at))
    return reasons


def reasons_against_return(
    revision: Revision, *, by: Person, reason: str
) -> list[Reason]:
    reasons = reasons_against_deciding(revision, by=by)
    if not reason.strip():
        reasons.append(
            Reason("needs-reason", "Say what should change, so that the author can.")
        )
    return reasons


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
    wanted = ", ".join(outstanding(revision))
    names = " or ".join(person.name for person in people_who_could(revision, at=at)[:3])
    ask = f"{names} can." if names else "Nobody holds that authority today."
    return Reason(
        "no-authority",
        f"This needs authority for: {wanted}. Your posts hold none for these "
        f"accounts today. {ask}",
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
