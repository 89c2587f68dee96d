"""A change of the schedule of authority as a kind of change that takes two people.

No version is written past an approved change; who may is in the policy.
"""

from collections.abc import Collection, Sequence

from django.urls import reverse

from accounts.models import Person
from accounts.models.proposals import Proposal
from accounts.proposals import Payload
from accounts.reasons import Reason
from accounts.roles import Role
from approvals.models.schedule import ScheduleVersion
from approvals.policy.schedule_changes import (
    DECIDERS,
    PROPOSERS,
    reasons_against_schedule,
)
from approvals.policy.schedule_words import in_a_sentence
from approvals.queries.schedule import Row, row_of, schedule_now, values_of
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.outbox import outbox


KIND = "schedule"


def change_of(authority: str, row: Row) -> dict[str, object]:
    """The payload of a change: what one class says from then on."""
    return {"authority": authority, "row": values_of(row)}


class ScheduleChange:
    """Implements `accounts.proposals.ProposalKind`."""

    def proposing_roles(self, payload: Payload) -> Collection[Role]:
        return PROPOSERS

    def deciding_roles(self, payload: Payload) -> Collection[Role]:
        return DECIDERS

    def subject(self, payload: Payload) -> str:
        return str(payload["authority"])

    def summary(self, payload: Payload) -> str:
        """What changes against the schedule as it stands, in one sentence."""
        name = str(payload["authority"])
        label = name.replace("_", " ").capitalize()
        before = schedule_now()[name]
        return in_a_sentence(label, before, row_of(payload["row"]))[:400]

    def page(self, proposal: Proposal) -> str:
        return reverse("schedule-proposal", args=[proposal.pk])

    def reasons_against(self, payload: Payload) -> Sequence[Reason]:
        return reasons_against_schedule(payload)

    def reasons_against_deciding(
        self, proposal: Proposal, *, by: Person
    ) -> Sequence[Reason]:
        return ()

    def apply(self, proposal: Proposal, *, actor: Actor) -> None:
        """Write the version, log it, and have what waits checked again."""
        payload = proposal.payload
        version = ScheduleVersion.objects.create(
            number=0,
            authority=payload["authority"],
            row=payload["row"],
            proposal=proposal,
        )
        version.refresh_from_db()
        record(
            Event.SCHEDULE_CHANGED,
            actor=actor,
            subject=Subject("schedule", str(version.number)),
            details={
                "version": version.number,
                "class": version.authority,
                "proposal": str(proposal.pk),
                **version.row,
            },
        )
        outbox().check_again(why=proposal.summary, proposal=proposal.pk)
