"""The port through which drafts and approvals reach the outbox above them.

Nothing here publishes; settings name the implementation (ADR 4).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Person
from accounts.reasons import Reason
from drafts.models import Draft, Revision


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

    def check_again(self, *, why: str, proposal: int) -> None:
        """Have everything that is submitted, approved or scheduled checked again."""


def outbox() -> Outbox:
    implementation: Outbox = import_string(settings.COUNTERSIGN_OUTBOX)()
    return implementation
