"""Reads of what somebody who leaves a post leaves in hand: drafts and waiting posts.

Nothing here changes a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Holding, Person
from accounts.queries.organisation import endings
from approvals.lifecycle import Verdict
from approvals.models import Decision
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from publishing.lifecycle import RECALLABLE
from publishing.models import Publication


# What another person must take over: it is not over, and not published.
IN_HAND = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.APPROVED)
WINDOW = timedelta(days=90)
AHEAD = timedelta(days=366)
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Left:
    """One ended or ending post, and what its holder leaves in hand."""

    holding: Holding
    drafts: Sequence[Draft]
    publications: Sequence[Publication]

    @property
    def ended(self) -> bool:
        last = self.holding.ends_on
        return last is not None and last < timezone.localdate()


def drafts_in_hand(person: Person) -> QuerySet[Draft]:
    """What this person wrote any part of, and nobody has published or closed."""
    written = Revision.objects.filter(draft=OuterRef("pk"), created_by=person)
    return (
        Draft.objects.filter(Exists(written), status__in=IN_HAND)
        .select_related("author", "team")
        .order_by("pk")
    )


def posts_in_hand(person: Person) -> QuerySet[Publication]:
    """What waits to go out, or is held, that this person wrote or approved."""
    written = Revision.objects.filter(
        draft=OuterRef("revision__draft"), created_by=person
    )
    approved = Decision.objects.filter(
        revision=OuterRef("revision"), decided_by=person, verdict=Verdict.APPROVED
    )
    return (
        Publication.objects.filter(
            Q(Exists(written)) | Q(Exists(approved)), status__in=RECALLABLE
        )
        .select_related("account", "revision__draft__author")
        .order_by("due_at", "pk")
    )


def leavers(*, on: date) -> list[Left]:
    """Whose posts ended in the last 90 days or will end, with what they leave in hand."""
    found = endings(since=on - WINDOW, until=on + AHEAD)[:MOST_SHOWN]
    return [
        Left(
            holding,
            list(drafts_in_hand(holding.person)[:MOST_SHOWN]),
            list(posts_in_hand(holding.person)[:MOST_SHOWN]),
        )
        for holding in found
    ]
