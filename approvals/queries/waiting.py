"""Reads of approvals: what waits for a person to decide, soonest first.

Nothing here changes a row; whether somebody may decide is asked again in the policy.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Delegation, Person
from accounts.queries import capacity_as, delegations_of
from accounts.roles import DECIDING_ROLES
from approvals.models import Decision, Reliance
from drafts.content import Content, moment
from drafts.lifecycle import Status
from drafts.models import Check, Draft, Revision
from drafts.queries import drafts_open_to
from guidance.content import AuthorityClass


ROUTINE = AuthorityClass.ROUTINE.value
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submitted draft that a person may decide on, and the classes asked of them."""

    draft: Draft
    content: Content
    classes: Sequence[str]

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
    held = list(delegations_of(person, at=timezone.now()).prefetch_related("accounts"))
    may_give = {name for delegation in held for name in delegation.classes}
    drafts = _undecided_by(person, may_give)[:most] if held else ()
    found = (_waiting(draft, held) for draft in drafts)
    return sorted((each for each in found if each.classes), key=_soonest)


def count_waiting_for(person: Person, *, most: int = MOST_SHOWN) -> str:
    """How many, in figures; a queue too long to look at whole is "200+"."""
    found = len(waiting_for(person, most=most))
    return f"{found}+" if found >= most else str(found)


def _undecided_by(person: Person, may_give: Collection[str]) -> QuerySet[Draft]:
    """Submitted drafts that need one of these, of which the person wrote nothing."""
    written = Revision.objects.filter(draft=OuterRef("pk"), created_by=person)
    decided = Decision.objects.filter(revision=OuterRef("current"), decided_by=person)
    check = Check.objects.filter(revision=OuterRef("current")).order_by("-pk")
    return (
        Draft.objects.filter(
            ~Exists(written), ~Exists(decided), status=Status.SUBMITTED
        )
        .select_related("author", "team", "current")
        .annotate(
            needed=Subquery(check.values("classes")[:1]),
            given=_classes_given(),
        )
        .filter(_needs_one_of(may_give))
        .order_by(F("slot_ends_at").asc(nulls_last=True), "changed_at", "pk")
    )


def _needs_one_of(may_give: Collection[str]) -> Q:
    """A check without classes asks for routine authority."""
    wanted = Q(needed__overlap=list(may_give))
    if ROUTINE in may_give:
        wanted |= Q(needed__len=0) | Q(needed__isnull=True)
    return wanted


def _classes_given() -> Subquery:
    """The classes that other people have given already, as one array."""
    given = Reliance.objects.filter(decision__revision=OuterRef("current"))
    return ArraySubquery(given.values("authority"))


def _waiting(draft: Draft, held: Collection[Delegation]) -> Waiting:
    content = _words_of(draft)
    wanted = {target.account for target in content.targets}
    open_classes = {
        name
        for delegation in held
        if wanted <= {account.pk for account in delegation.accounts.all()}
        for name in delegation.classes
    }
    outstanding = set(draft.needed or [ROUTINE]) - set(draft.given)  # type: ignore[attr-defined]
    return Waiting(draft, content, sorted(outstanding & open_classes))


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
    check = Check.objects.filter(revision=OuterRef("current")).order_by("-pk")
    rows = (
        drafts_open_to(person)
        .filter(status=Status.SUBMITTED)
        .exclude(pk__in=mine)
        .annotate(
            needed=Subquery(check.values("classes")[:1]),
            given=_classes_given(),
            wrote=Exists(written),
            decided=Exists(decided),
        )
        .order_by("changed_at", "pk")[:most]
    )
    return [_elsewhere(draft) for draft in rows]


def _elsewhere(draft: Draft) -> Elsewhere:
    outstanding = set(draft.needed or [ROUTINE]) - set(draft.given)  # type: ignore[attr-defined]
    return Elsewhere(
        draft,
        _words_of(draft),
        sorted(outstanding),
        wrote=draft.wrote,  # type: ignore[attr-defined]
        decided=draft.decided,  # type: ignore[attr-defined]
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


def compared_with(revision: Revision) -> Revision | None:
    """The words that approvers saw before these; failing that, the save before."""
    earlier = revision.draft.revisions.filter(number__lt=revision.number)
    seen = earlier.filter(checks__isnull=False).order_by("-number").first()
    return seen or earlier.order_by("-number").first()


def decisions_on(draft: Draft) -> QuerySet[Decision]:
    """Every decision on any revision of a draft, oldest first."""
    return (
        Decision.objects.filter(revision__draft=draft)
        .select_related("decided_by", "revision")
        .prefetch_related("reliances__delegation__granted_by")
        .order_by("decided_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One save or one decision of a draft's history."""

    at: datetime
    revision: Revision
    decision: Decision | None = None


def history_of(draft: Draft) -> list[Step]:
    """Every save and every decision, the last one first."""
    saves = draft.revisions.select_related("created_by")
    steps = [
        *(Step(each.created_at, each) for each in saves),
        *(Step(each.decided_at, each.revision, each) for each in decisions_on(draft)),
    ]
    return sorted(steps, key=lambda step: step.at, reverse=True)
