"""What an app brings for each kind of change that a second person confirms.

No change is made here; settings name the kinds (COUNTERSIGN_PROPOSAL_KINDS).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Person
from accounts.models.proposals import Proposal
from accounts.reasons import Reason
from accounts.roles import Role
from audit.log import Actor


Payload = Mapping[str, Any]


class ProposalKind(Protocol):
    """Who may propose and decide a change, what is wrong with it, and how it is made."""

    def proposing_roles(self, payload: Payload) -> Collection[Role]:
        """Whoever holds one of these may propose it."""

    def deciding_roles(self, payload: Payload) -> Collection[Role]:
        """Whoever holds one of these may decide it, save who proposed it."""

    def subject(self, payload: Payload) -> str:
        """What it changes, without any person's name: "public number"."""

    def summary(self, payload: Payload) -> str:
        """One sentence that explains it to the second person."""

    def page(self, proposal: Proposal) -> str:
        """The address of the page on which it is decided."""

    def reasons_against(self, payload: Payload) -> Sequence[Reason]:
        """Why it cannot be made as things stand; asked again when it is made."""

    def reasons_against_deciding(
        self, proposal: Proposal, *, by: Person
    ) -> Sequence[Reason]:
        """Why this person in particular may not decide it, role and authorship apart."""

    def apply(self, proposal: Proposal, *, actor: Actor) -> None:
        """Make the approved change and log it, inside the caller's transaction."""


def kind_named(name: str) -> ProposalKind:
    """The kind of that name; KeyError when the settings have none."""
    kind: ProposalKind = import_string(settings.COUNTERSIGN_PROPOSAL_KINDS[name])()
    return kind
