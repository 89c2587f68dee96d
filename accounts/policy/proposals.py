"""Why a change may not be proposed, decided or withdrawn: reasons only.

Nothing here changes a row; pages and actions read the same lists.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from accounts.models import Person
from accounts.models.proposals import Proposal
from accounts.proposals import Payload, ProposalKind, kind_named
from accounts.reasons import Reason
from accounts.roles import Role


HORIZON = timedelta(days=366)
DECIDED = Reason(
    "already-decided", "This change has been decided. Open it again to see how."
)
OWN_PROPOSAL = Reason(
    "own-proposal", "You proposed this change, so somebody else must decide it."
)
NEEDS_REASON = Reason("needs-reason", "Say why, so that whoever proposed it knows.")


def reasons_against_proposing(
    kind: ProposalKind,
    payload: Payload,
    *,
    roles: Collection[Role],
    takes_effect_at: datetime | None,
    now: datetime,
) -> list[Reason]:
    wanted = kind.proposing_roles(payload)
    reasons = (
        [] if set(wanted).intersection(roles) else [_wrong_post(wanted, "propose")]
    )
    reasons += kind.reasons_against(payload)
    if takes_effect_at is not None and takes_effect_at > now + HORIZON:
        reasons.append(
            Reason("effect-too-far", "Choose a day of effect within the next year.")
        )
    return reasons


def reasons_against_deciding(
    proposal: Proposal, *, by: Person, roles: Collection[Role]
) -> list[Reason]:
    """Why this person may neither approve nor refuse it."""
    kind = kind_named(proposal.kind)
    reasons = [DECIDED] if proposal.verdict else []
    if proposal.proposed_by_id == by.pk:
        reasons.append(OWN_PROPOSAL)
    wanted = kind.deciding_roles(proposal.payload)
    if not set(wanted).intersection(roles):
        reasons.append(_wrong_post(wanted, "decide"))
    return reasons + list(kind.reasons_against_deciding(proposal, by=by))


def reasons_against_approving(
    proposal: Proposal, *, by: Person, roles: Collection[Role]
) -> list[Reason]:
    """Why this person may not approve it, the state of the register included."""
    reasons = reasons_against_deciding(proposal, by=by, roles=roles)
    return reasons or list(kind_named(proposal.kind).reasons_against(proposal.payload))


def reasons_against_withdrawing(proposal: Proposal, *, by: Person) -> list[Reason]:
    reasons = [DECIDED] if proposal.verdict else []
    if proposal.proposed_by_id != by.pk:
        reasons.append(
            Reason("not-yours", "Only whoever proposed a change withdraws it.")
        )
    return reasons


def _wrong_post(wanted: Collection[Role], verb: str) -> Reason:
    names = " or ".join(Role(role).label.lower() for role in wanted)
    return Reason("wrong-post", f"To {verb} this change your post must be {names}.")
