"""A change of a register as a kind of change that a second person confirms.

No row is written past an approved change; who may is in the policy beside this.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse

from accounts.models import Person
from accounts.models.proposals import Proposal
from accounts.proposals import Payload
from accounts.reasons import Reason
from accounts.roles import Role
from audit.log import Actor
from drafts.outbox import outbox
from drafts.policy.registers import (
    custodians_of,
    reasons_against_change,
    reasons_without_owner,
)
from drafts.queries import database_time
from drafts.queries.registers import row_in_words, values_in_words
from guidance.actions.registers import Change, end, enter
from guidance.registers import Register


KIND = "register"


def change_of(
    register: Register,
    action: str,
    *,
    values: Mapping[str, Any] | None = None,
    entry: int | None = None,
) -> dict[str, Any]:
    """The payload of a change: add an entry, end one, or put another in its place."""
    return {
        "register": register.value,
        "action": action,
        "entry": entry,
        "values": dict(values) if values is not None else None,
    }


class RegisterChange:
    """Implements `accounts.proposals.ProposalKind`."""

    def proposing_roles(self, payload: Payload) -> Collection[Role]:
        return custodians_of(Register(payload["register"]))

    def deciding_roles(self, payload: Payload) -> Collection[Role]:
        return custodians_of(Register(payload["register"]))

    def subject(self, payload: Payload) -> str:
        return str(payload["register"])

    def summary(self, payload: Payload) -> str:
        """What changes, in one sentence."""
        register = Register(payload["register"])
        label = register.label.lower()
        new = values_in_words(register, payload["values"]) if payload["values"] else ""
        if payload["action"] == "add":
            return f"Add to {label}: {new}."[:400]
        old = row_in_words(register, payload["entry"])
        if payload["action"] == "end":
            return f"End in {label}: {old}."[:400]
        return f"Correct in {label}: {old}. From then on: {new}."[:400]

    def page(self, proposal: Proposal) -> str:
        return reverse("register-change", args=[proposal.pk])

    def reasons_against(self, payload: Payload) -> Sequence[Reason]:
        return reasons_against_change(payload)

    def reasons_against_deciding(
        self, proposal: Proposal, *, by: Person
    ) -> Sequence[Reason]:
        return reasons_without_owner(
            Register(proposal.payload["register"]),
            proposed_by=proposal.proposed_by,
            by=by,
        )

    def apply(self, proposal: Proposal, *, actor: Actor) -> None:
        """End what ends, enter what is new, and have what waits checked again."""
        payload = proposal.payload
        register = Register(payload["register"])
        change = Change(proposal.pk, actor, database_time())
        if payload["entry"] is not None:
            end(register, payload["entry"], change=change)
        if payload["values"] is not None:
            enter(register, payload["values"], change=change)
        outbox().check_again(why=proposal.summary, proposal=proposal.pk)
