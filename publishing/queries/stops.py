"""What stands in the way of every post now: the holds, what they reach, how far they are.

Nothing here changes a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
)

from accounts.models import Person, SocialAccount, Team
from accounts.models.people import Department
from publishing.lifecycle import PublicationStatus
from publishing.models import Hold, HoldRelease, Publication, Unscheduling


@dataclass(frozen=True, slots=True)
class Scope:
    """What a hold stops: one of these, or everything where none is given."""

    account: SocialAccount | None = None
    team: Team | None = None
    department: Department | None = None

    @property
    def where(self) -> str:
        """The scope in words, as its hold will have it."""
        return self._hold().where

    @property
    def heading(self) -> str:
        return self._hold().heading

    def _hold(self) -> Hold:
        return Hold(account=self.account, team=self.team, department=self.department)


@dataclass(frozen=True, slots=True)
class Reach:
    """How much a hold would stop: posts that wait, and the accounts they wait on."""

    posts: int
    accounts: int


def active_holds() -> Sequence[Hold]:
    """Holds in force: those on everything first, then by what they stop, oldest first."""
    return list(
        _with_names(Hold.objects.filter(lifted_at=None)).order_by(
            F("account_id").asc(nulls_first=True),
            F("team_id").asc(nulls_first=True),
            F("department_id").asc(nulls_first=True),
            "placed_at",
        )
    )


def lifted_holds(number: int = 20) -> Sequence[Hold]:
    """The holds that were lifted last, the newest first."""
    lifted = Hold.objects.filter(lifted_at__isnull=False)
    return list(_with_names(lifted).order_by("-lifted_at")[:number])


def any_hold() -> QuerySet[Hold]:
    """Every hold there ever was, with what its page names."""
    return _with_names(Hold.objects.all())


def _with_names(holds: QuerySet[Hold]) -> QuerySet[Hold]:
    return holds.select_related(
        "account", "team", "department", "placed_by", "lifted_by", "unscheduling"
    )


def holds_on(publication: Publication) -> QuerySet[Hold]:
    """The holds that reach this publication since somebody last looked at it.

    One that has been lifted counts too: lifting releases nothing unreviewed. One out of
    which the director released it does not. The same as the function
    `publishing_holds_on` of the database.
    """
    released = HoldRelease.objects.filter(hold=OuterRef("pk"), publication=publication)
    return Hold.objects.filter(
        ~Exists(released),
        Q(account=None) | Q(account=publication.account_id),
        Q(team=None) | Q(team=publication.account.team_id),
        Q(department=None) | Q(department__teams=publication.account.team_id),
        Q(lifted_at=None) | Q(lifted_at__gt=publication.reviewed_at),
    ).select_related("account", "team", "department")


def is_on_hold(publication: Publication) -> bool:
    """Whether any of those reaches it, by the function that its claim asks too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM publishing_holds_on(%s, %s, %s))",
            [publication.pk, publication.account_id, publication.reviewed_at],
        )
        (found,) = cursor.fetchone()
    return bool(found)


def stopped_now(publications: Iterable[Publication]) -> frozenset[int]:
    """Of the held ones, those that a hold in force reaches."""
    return frozenset(
        each.pk
        for each in publications
        if each.status == PublicationStatus.HELD
        and holds_on(each).filter(lifted_at=None).exists()
    )


def waiting_within(scope: Scope | Hold) -> QuerySet[Publication]:
    """What waits for its time on the accounts that a scope or a hold covers."""
    waiting = Publication.objects.filter(status=PublicationStatus.WAITING)
    if scope.account is not None:
        waiting = waiting.filter(account=scope.account)
    if scope.team is not None:
        waiting = waiting.filter(account__team=scope.team)
    if scope.department is not None:
        waiting = waiting.filter(account__team__department=scope.department)
    return waiting


def to_unschedule(hold: Hold) -> QuerySet[Publication]:
    """What still waits although this hold stops it, in the order of their numbers."""
    waiting = waiting_within(hold).order_by("pk")
    if hold.lifted_at is not None:
        waiting = waiting.filter(reviewed_at__lt=hold.lifted_at)
    released = HoldRelease.objects.filter(hold=hold, publication=OuterRef("pk"))
    return waiting.filter(~Exists(released))


def reach_of(scope: Scope | Hold) -> Reach:
    """What waits within a scope at this moment, in numbers."""
    counted = waiting_within(scope).aggregate(
        posts=Count("pk"), accounts=Count("account", distinct=True)
    )
    return Reach(**counted)


def authors_waiting_within(scope: Scope) -> QuerySet[Person]:
    """Who wrote what waits to go out there."""
    waiting = waiting_within(scope)
    return Person.objects.filter(pk__in=waiting.values("revision__draft__author"))


def unscheduling_under_way() -> bool:
    return Unscheduling.objects.filter(finished_at=None).exists()
