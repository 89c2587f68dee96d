"""The port through which drafts reach the app that decides on them.

Nothing is decided here; settings name the implementation (ADR 4).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.reasons import Reason
from drafts.content import Content
from drafts.models import Check, Revision


@dataclass(frozen=True, slots=True)
class Asked:
    """One seat of the plan, and whoever could fill it today, with their job posts.

    `besides` has the roles of whoever decides besides the authoriser; empty for them.
    """

    authority: str
    people: tuple[str, ...]
    besides: str = ""


class Approvers(Protocol):
    """What drafts may ask of approvals, inside their own transaction."""

    def who_could(
        self, content: Content, *, classes: Collection[str], authors: Collection[UUID]
    ) -> Sequence[Asked]:
        """Who could fill each seat that the classes call for, authors left out."""

    def lay_out(self, check: Check, content: Content) -> None:
        """Write the seats that a check which was just stored calls for."""

    def tell_deciders(self, revision: Revision) -> None:
        """Tell whoever could give what the submitted revision needs that it waits."""

    def reasons_against(
        self, classes: Collection[str], content: Content
    ) -> list[Reason]:
        """What the words lack before anybody could decide on these classes."""


def approvers() -> Approvers:
    implementation: Approvers = import_string(settings.COUNTERSIGN_APPROVERS)()
    return implementation
