"""What waits for a person to decide, soonest first.

Nothing here changes a row; whether somebody may decide is asked again in the policy.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import Delegation, Person
from accounts.queries import capacity_as, delegations_of
from accounts.roles import DECIDING_ROLES
from approvals.models import Conflict, Decision, Seat
from approvals.queries.seats import seats_fitting, with_reach
from drafts.content import Content, moment
from drafts.lifecycle import Status
from drafts.models import Check, Draft, Revision
from drafts.queries import drafts_open_to


MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submitted draft that a person may decide on, and the seats asked of them."""

    draft: Draft
    content: Content
    seats: Sequence[Seat]

    @property
    def classes(self) -> Sequence[str]:
        return list(dict.fromkeys(seat.authority for seat in self.seats))

    @property
    def due(self) -> datetime | None:
        """When it should go out; None when it goes out as soon as it is approved."""
        return moment(self.content.not_before)

    @property
    def class_names(self) -> str:
        """The classes in words: "commitment, new money"."""
        return ", ".join(name.replace("_", " ") for name in self.classes)

    @property
    def last_moment(self) -> datetime | None:
        """The moment after which nobody can approve it any more."""
        return moment(self.content.not_after)


def waiting_for(person: Person, *, most: int | None = MOST_SHOWN) -> list[Waiting]:
    """What this person could approve now: soonest first, then the longest waiting.

    Of a longer queue only the drafts that must go soonest are looked at; the number
    of queries does not depend on how much waits.
    """
    if capacity_as(person, DECIDING_ROLES) is None:
        return []
    held = list(with_reach(delegations_of(person, at=timezone.now())))
    may_give = {name for delegation in held for name in delegation.classes}
    drafts = _undecided_by(person, may_give)[:most] if held else ()
    found = [_waiting(draft, held) for draft in drafts]
    return sorted((each for each in found if each.seats), key=_soonest)


def count_waiting_for(person: Person, *, most: int = MOST_SHOWN) -> str:
    """How many, in figures; a queue too long to look at whole is "200+"."""
    found = len(waiting_for(person, most=most))
    return f"{found}+" if found >= most else str(found)


def _undecided_by(person: Person, may_give: Collection[str]) -> QuerySet[Draft]:
    """Submitted drafts that need one of these, of which the person wrote nothing."""
    written = Revision.objects.filter(draft=OuterRef("pk"), created_by=person)
    decided = Decision.objects.filter(revision=OuterRef("current"), decided_by=person)
    bound = Conflict.objects.filter(draft=OuterRef("pk"), person=person)
    newer = Check.objects.filter(
        revision=OuterRef("revision"), pk__gt=OuterRef("check_run")
    )
    asked = Seat.objects.filter(
        ~Exists(newer), revision=OuterRef("current"), classes__overlap=list(may_give)
    )
    return (
        Draft.objects.filter(
            ~Exists(written),
            ~Exists(decided),
            ~Exists(bound),
            Exists(asked),
            status=Status.SUBMITTED,
        )
        .select_related("author", "team", "current")
        .prefetch_related(PLAN, GIVEN)
        .order_by(F("slot_ends_at").asc(nulls_last=True), "changed_at", "pk")
    )


PLAN = Prefetch("current__seats", Seat.objects.order_by("check_run", "position"))
GIVEN = Prefetch(
    "current__decisions",
    Decision.objects.prefetch_related("reliances"),
    to_attr="decided",
)


def open_seats(draft: Draft) -> list[Seat]:
    """The seats of the last plan that nobody has filled, from what was prefetched."""
    current = cast("Revision", draft.current)
    seats = list(current.seats.all())
    filled = {
        reliance.seat
        for decision in current.decided  # type: ignore[attr-defined]
        for reliance in decision.reliances.all()
    }
    last = max((seat.check_run_id for seat in seats), default=None)
    return [
        seat for seat in seats if seat.check_run_id == last and seat.name not in filled
    ]


def _waiting(draft: Draft, held: Sequence[Delegation]) -> Waiting:
    content = _words_of(draft)
    seats = open_seats(draft)
    fitting = seats_fitting(held, seats, content=content, draft=draft.pk)
    return Waiting(draft, content, [each.seat for each in fitting])


def _soonest(each: Waiting) -> tuple[bool, datetime]:
    return each.due is None, each.due or each.draft.changed_at


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A submitted draft that waits for somebody else, and why not for this person."""

    draft: Draft
    content: Content
    classes: Sequence[str]
    wrote: bool
    decided: bool


def waiting_for_others(person: Person, *, most: int = 50) -> list[Elsewhere]:
    """What waits, is open to this person to read, and is not theirs to decide."""
    mine = [each.draft.pk for each in waiting_for(person)]
    written = Revision.objects.filter(draft=OuterRef("pk"), created_by=person)
    decided = Decision.objects.filter(revision=OuterRef("current"), decided_by=person)
    rows = (
        drafts_open_to(person)
        .filter(status=Status.SUBMITTED)
        .exclude(pk__in=mine)
        .annotate(wrote=Exists(written), has_decided=Exists(decided))
        .prefetch_related(PLAN, GIVEN)
        .order_by("changed_at", "pk")[:most]
    )
    return [_elsewhere(draft) for draft in rows]


def _elsewhere(draft: Draft) -> Elsewhere:
    return Elsewhere(
        draft,
        _words_of(draft),
        list(dict.fromkeys(seat.authority for seat in open_seats(draft))),
        wrote=draft.wrote,  # type: ignore[attr-defined]
        decided=draft.has_decided,  # type: ignore[attr-defined]
    )


def _words_of(draft: Draft) -> Content:
    """What is submitted has a revision."""
    return cast("Revision", draft.current).content


def drafts_to_review(person: Person) -> QuerySet[Draft]:
    """What a person may read, and what waits for their decision wherever it is from."""
    asked = [each.draft.pk for each in waiting_for(person, most=None)]
    own = drafts_open_to(person).values("pk")
    return Draft.objects.select_related("author", "team", "current").filter(
        Q(pk__in=own) | Q(pk__in=asked)
    )
