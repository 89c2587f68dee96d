"""The port through which drafts and approvals reach the outbox above them.

Nothing here publishes; settings name the implementation (ADR 4).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Person
from accounts.reasons import Reason
from drafts.content import Target
from drafts.models import Draft, Revision
from drafts.platforms import Misfit


class InTheWay(NamedTuple):
    """Live posts in the way of a correction's new ones: on which accounts, and who may act.

    `against` is why this person may not take them down, `people` who may; `begun` says
    that it is under way.
    """

    accounts: Sequence[str]
    against: Sequence[Reason]
    people: Sequence[str]
    begun: bool


class Outbox(Protocol):
    """What the lower apps may ask of publishing, inside their own transaction."""

    def enqueue(
        self, revision: Revision, *, authorisation: UUID, due_at: datetime
    ) -> None:
        """Write one waiting publication for each target account."""

    def reasons_against_recall(self, draft: Draft) -> Sequence[Reason]:
        """Why the draft can no longer be changed: something is out, or on its way."""

    def recall(self, draft: Draft, *, by: Person, why: str) -> None:
        """Cancel every publication of the draft that has not begun."""

    def misfits(self, target: Target) -> Sequence[Misfit]:
        """Why a correction's words cannot take the place of the live ones there."""

    def in_the_way(self, revision: Revision, *, by: Person) -> InTheWay | None:
        """What must be taken down before these words go out; None where nothing is."""

    def make_room(self, draft: Draft, *, by: Person, reason: str) -> None:
        """Take that down now that the words are approved. Raises `RefusedError`."""

    def check_again(self, *, why: str, proposal: int) -> None:
        """Have everything that is submitted, approved or scheduled checked again."""


def outbox() -> Outbox:
    implementation: Outbox = import_string(settings.COUNTERSIGN_OUTBOX)()
    return implementation
