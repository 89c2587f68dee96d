"""What waits for a person to decide, soonest first, and what waits for somebody else.

Nothing here changes a row; whether somebody may decide is asked again in the policy.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import Delegation, Person
from approvals.models import Decision, Seat
from approvals.queries.offered import first_offered, held_by, offered_to
from approvals.queries.seats import seats_fitting
from approvals.queries.sitting import Sitting, sitting_at
from approvals.queries.votes import hidden_while_waiting
from drafts.content import Content, moment
from drafts.lifecycle import Status
from drafts.models import Draft, Finding, Revision
from drafts.queries import drafts_open_to


# A screenful or two: whoever decides on these is shown the next.
MOST_SHOWN = 25
MOST_COUNTED = 100
# Of what waits for somebody else, only the longest waiting is looked at.
MOST_ELSEWHERE = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submitted draft that a person may decide on, and the seats asked of them.

    `plan` names every seat of its plan, `severities` what the last check found.
    """

    draft: Draft
    content: Content
    seats: Sequence[Seat]
    plan: Sequence[str]
    severities: Collection[str]

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


def waiting_for(
    person: Person,
    *,
    most: int = MOST_SHOWN,
    held: Sequence[Delegation] | None = None,
) -> list[Waiting]:
    """What this person could approve now: soonest first, then the longest waiting.

    The number of queries does not depend on how much waits. `held` is what the person
    decides under, where the caller has read it already.
    """
    held = held_by(person) if held is None else held
    first = first_offered(person, held, most=most)
    drafts = list(
        Draft.objects.filter(pk__in=first)
        .select_related("author", "team", "current")
        .prefetch_related(PLAN, GIVEN)
        .order_by("changed_at", "pk")
    )
    severities = _severities(drafts)
    sitting = sitting_at(timezone.now())
    found = [
        _waiting(draft, held, sitting, severities.get(draft.pk, ())) for draft in drafts
    ]
    return sorted((each for each in found if each.seats), key=_soonest)


def count_waiting_for(person: Person, *, most: int = MOST_COUNTED) -> str:
    """How many, in figures; a queue too long to count is "100+"."""
    found = len(first_offered(person, held_by(person), most=most))
    return f"{found}+" if found >= most else str(found)


PLAN = Prefetch("current__seats", Seat.objects.order_by("check_run", "position"))
GIVEN = Prefetch(
    "current__decisions",
    Decision.objects.prefetch_related("reliances"),
    to_attr="decided",
)


def last_plan(draft: Draft) -> list[Seat]:
    """The seats of the last plan, from what was prefetched."""
    seats = list(cast("Revision", draft.current).seats.all())
    last = max((seat.check_run_id for seat in seats), default=None)
    return [seat for seat in seats if seat.check_run_id == last]


def open_seats(draft: Draft) -> list[Seat]:
    """The seats of the last plan that nobody has filled, from what was prefetched."""
    filled = {
        reliance.seat
        for decision in draft.current.decided  # type: ignore[union-attr]
        for reliance in decision.reliances.all()
    }
    return [seat for seat in last_plan(draft) if seat.name not in filled]


def _severities(drafts: Sequence[Draft]) -> dict[int, set[str]]:
    """What the last checks of these drafts found, by draft."""
    runs = {
        seat.check_run_id: draft.pk for draft in drafts for seat in last_plan(draft)
    }
    found: dict[int, set[str]] = {}
    rows = Finding.objects.filter(check_run__in=runs).values_list(
        "check_run", "severity"
    )
    for run, severity in rows.distinct():
        found.setdefault(runs[run], set()).add(severity)
    return found


def _waiting(
    draft: Draft,
    held: Sequence[Delegation],
    sitting: Sitting,
    severities: Collection[str],
) -> Waiting:
    content = _words_of(draft)
    fitting = seats_fitting(
        held, open_seats(draft), content=content, draft=draft.pk, sitting=sitting
    )
    return Waiting(
        draft,
        content,
        seats=[each.seat for each in fitting],
        plan=[seat.name for seat in last_plan(draft)],
        severities=severities,
    )


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
    conflicted: bool


def waiting_for_others(
    person: Person,
    *,
    most: int = MOST_SHOWN,
    held: Sequence[Delegation] | None = None,
) -> list[Elsewhere]:
    """What waits, is open to this person to read, and is not theirs to decide."""
    held = held_by(person) if held is None else held
    longest = (
        drafts_open_to(person)
        .filter(status=Status.SUBMITTED)
        .order_by("changed_at", "pk")
        .values("pk")[:MOST_ELSEWHERE]
    )
    mine = Exists(offered_to(person, held).order_by().filter(pk=OuterRef("pk")))
    written = Revision.objects.filter(draft=OuterRef("pk"), created_by=person)
    decided = Decision.objects.filter(revision=OuterRef("current"), decided_by=person)
    rows = (
        Draft.objects.filter(~mine, pk__in=longest)
        .select_related("author", "team", "current")
        .annotate(
            wrote=Exists(written),
            has_decided=Exists(decided),
            conflicted=Exists(person.conflicts.filter(draft=OuterRef("pk"))),
        )
        .prefetch_related(PLAN, GIVEN)
        .order_by("changed_at", "pk")[:most]
    )
    blind = hidden_while_waiting(person)
    return [_elsewhere(draft, blind=blind) for draft in rows]


def _elsewhere(draft: Draft, *, blind: bool) -> Elsewhere:
    """`blind`: whoever has not decided sees no sign of what others did."""
    wrote: bool = draft.wrote  # type: ignore[attr-defined]
    decided: bool = draft.has_decided  # type: ignore[attr-defined]
    conflicted: bool = draft.conflicted  # type: ignore[attr-defined]
    sees = not blind or wrote or decided or conflicted
    seats = open_seats(draft) if sees else last_plan(draft)
    return Elsewhere(
        draft,
        _words_of(draft),
        list(dict.fromkeys(seat.authority for seat in seats)),
        wrote=wrote,
        decided=decided,
        conflicted=conflicted,
    )


def _words_of(draft: Draft) -> Content:
    """What is submitted has a revision."""
    return cast("Revision", draft.current).content


def draft_to_review(person: Person, key: int) -> Draft | None:
    """One draft, if the person may read it or it waits for their decision."""
    own = drafts_open_to(person).filter(pk=key).first()
    return own or drafts_to_review(person).filter(pk=key).first()


def drafts_to_review(person: Person) -> QuerySet[Draft]:
    """What a person may read, and what waits for their decision wherever it is from."""
    asked = offered_to(person, held_by(person)).order_by().filter(pk=OuterRef("pk"))
    own = drafts_open_to(person).filter(pk=OuterRef("pk"))
    return Draft.objects.select_related("author", "team", "current").filter(
        Q(Exists(own)) | Q(Exists(asked))
    )
