"""Why an authority may not be given or taken back: reasons only.

Nothing here changes a row; the triggers of accounts hold the same in PostgreSQL.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import Delegation, JobPost, Person, SocialAccount
from accounts.models.authority import MONEY_CLASSES
from accounts.queries.people import acts_as_holder, delegations_of, roles_of
from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody wants to give. `money_ceiling` is in whole pounds.

    Empty `platforms` and `topic` narrow nothing; `one_draft` makes it an explicit grant
    for that draft alone; `under` is the giver's own delegation where they are not the
    director.
    """

    reference: str
    job_post: JobPost
    classes: tuple[str, ...]
    accounts: tuple[SocialAccount, ...]
    valid_from: datetime
    valid_to: datetime
    evidence: str
    platforms: tuple[str, ...] = ()
    topic: str = ""
    money_ceiling: int | None = None
    one_draft: int | None = None
    onward: bool = False
    under: Delegation | None = None


def reasons_against_granting(grant: Grant, *, by: Person) -> list[Reason]:
    """Why this person may not give this authority to that post."""
    reasons = _shape_reasons(grant)
    if acts_as_holder(by, [grant.job_post.pk]):
        reasons.append(
            Reason("own-post", "Nobody gives authority to a post that they hold.")
        )
    if grant.under is None:
        if Role.DIRECTOR not in roles_of(by):
            reasons.append(
                Reason(
                    "not-director",
                    "Only the director of communications gives authority under the "
                    "schedule. To give on some of your own, name the delegation that "
                    "allows it.",
                )
            )
        return reasons
    return reasons + _onward_reasons(grant, grant.under, by=by)


def reasons_against_revoking(
    delegation: Delegation, *, by: Person, reason: str
) -> list[Reason]:
    reasons = []
    if delegation.revoked_at is not None:
        reasons.append(Reason("revoked", "This delegation was revoked already."))
    if not (
        roles_of(by) & {Role.DIRECTOR, Role.HEAD_OF_DIGITAL}
        or delegation.granted_by_id == by.pk
    ):
        reasons.append(
            Reason(
                "not-yours",
                "Whoever gave it, the head of digital engagement or the director of "
                "communications may take it back.",
            )
        )
    if not reason.strip():
        reasons.append(Reason("needs-reason", "Say why it is revoked."))
    return reasons


def _shape_reasons(grant: Grant) -> list[Reason]:
    reasons = []
    if not grant.classes:
        reasons.append(Reason("no-class", "Choose what the post may authorise."))
    if not grant.accounts:
        reasons.append(Reason("no-account", "Choose the accounts that it reaches."))
    if not grant.evidence.strip():
        reasons.append(
            Reason("no-evidence", "Name the minute or schedule that it rests on.")
        )
    if grant.valid_to <= max(grant.valid_from, timezone.now()):
        reasons.append(
            Reason("no-time", "The last day must be still to come and after the first.")
        )
    if set(grant.classes).intersection(MONEY_CLASSES) and grant.money_ceiling is None:
        reasons.append(
            Reason("no-ceiling", "Say up to how many pounds the post may commit.")
        )
    if not set(grant.job_post.roles).intersection(DECIDING_ROLES):
        reasons.append(
            Reason("no-deciding-role", "That post does not decide on drafts.")
        )
    if Delegation.objects.filter(reference=grant.reference).exists():
        reasons.append(
            Reason("reference-taken", "Another delegation has that reference.")
        )
    return reasons


def _onward_reasons(grant: Grant, under: Delegation, *, by: Person) -> list[Reason]:
    """Nobody gives on what they do not hold, and what is given on goes no further."""
    held = delegations_of(by, at=timezone.now()).filter(pk=under.pk, onward=True)
    if not held.exists():
        return [
            Reason(
                "not-held",
                f"You do not hold {under.reference}, or it may not be given on.",
            )
        ]
    reasons = [
        Reason(code, f"{under.reference} {what}.")
        for code, what, within in _limits(grant, under)
        if not within
    ]
    if grant.onward:
        reasons.append(
            Reason("chain", "What is given on cannot be given on again by its holder.")
        )
    return reasons


def _limits(grant: Grant, under: Delegation) -> Sequence[tuple[str, str, bool]]:
    """Each limit of the giver's own delegation, and whether the grant keeps it."""
    own = set(under.accounts.values_list("pk", flat=True))
    narrower = bool(grant.platforms) and set(grant.platforms) <= set(under.platforms)
    ceiling = under.money_ceiling
    return (
        (
            "class-beyond",
            "does not cover every class that you chose",
            set(grant.classes) <= set(under.classes),
        ),
        (
            "account-beyond",
            "does not reach every account that you chose",
            {account.pk for account in grant.accounts} <= own,
        ),
        ("time-beyond", "ends before that", grant.valid_to <= under.valid_to),
        (
            "platform-beyond",
            "is for fewer platforms",
            not under.platforms or narrower,
        ),
        (
            "topic-beyond",
            f"is for “{under.topic}” only",
            under.topic in ("", grant.topic),
        ),
        (
            "sum-beyond",
            f"goes up to £{ceiling or 0:,}",
            ceiling is None or (grant.money_ceiling or 0) <= ceiling,
        ),
        (
            "draft-beyond",
            "is for one draft only",
            under.one_draft in (None, grant.one_draft),
        ),
    )
