"""Reads of takedowns and corrections: what would go, what is under way, what stands.

Nothing here changes a row.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Now

from accounts.models import JobPost, Person, SocialAccount
from accounts.queries import capacity_as, roles_of, teams_of
from accounts.queries.organisation import acting_by_post
from accounts.roles import TEAM_READING_ROLES, WIDE_READING_ROLES, Role
from drafts.models import Draft
from drafts.queries import drafts_open_to
from publishing.lifecycle import RECALLABLE, PublicationStatus
from publishing.models import (
    UNDER_WAY,
    Deletion,
    DeletionState,
    Publication,
    Receipt,
    Takedown,
)


CONFIRMING_ROLES = (Role.HEAD_OF_DIGITAL, Role.DIRECTOR)
# How long after its takedown a post may still turn out to be live.
LATEST = timedelta(days=7)
IN_DOUBT = (PublicationStatus.UNKNOWN, PublicationStatus.CLAIMED)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a takedown of a post would do: in numbers, and part by part.

    `receipts` are the live parts, the last part of each account first. `doubtful` may
    be live without our knowing yet; `waiting` is cancelled.
    """

    receipts: Sequence[Receipt]
    doubtful: int
    waiting: int

    @property
    def posts(self) -> int:
        return len(self.receipts)

    @property
    def accounts(self) -> int:
        return len({each.publication.account_id for each in self.receipts})


def reach_of(draft: Draft) -> Reach:
    """What is live of a draft and is not being taken down already."""
    of_draft = Publication.objects.filter(revision__draft=draft)
    return Reach(
        receipts=list(live_receipts(draft)),
        doubtful=of_draft.filter(status__in=IN_DOUBT).count(),
        waiting=of_draft.filter(status__in=RECALLABLE).count(),
    )


def live_receipts(draft: Draft) -> QuerySet[Receipt]:
    """The parts of a draft that the platforms confirmed and that nobody takes down.

    What is gone once is not asked for again here: that it came back is an account's
    affair, where it stands as "taken down, and still live".
    """
    deleted = Deletion.objects.filter(
        account=OuterRef("publication__account"), remote_id=OuterRef("remote_id")
    )
    return (
        Receipt.objects.filter(~Exists(deleted), publication__revision__draft=draft)
        .exclude(publication__status=PublicationStatus.TAKEN_DOWN)
        .select_related("publication__account")
        .order_by("publication_id", "-part")
    )


def is_taken_down(publication: Publication) -> bool:
    """Whether a takedown stands against sending it; the same as in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT publishing_is_taken_down(%s)", [publication.pk])
        found: bool = cursor.fetchone()[0]
    return found


def deletions_due() -> QuerySet[Deletion]:
    """What a worker may take further now: of a thread the last part first."""
    after = Deletion.objects.filter(
        takedown=OuterRef("takedown"),
        publication=OuterRef("publication"),
        part__gt=OuterRef("part"),
        asks=0,
        state__in=UNDER_WAY,
    )
    return (
        Deletion.objects.filter(
            ~Exists(after), Q(turn_until=None) | Q(turn_until__lt=Now())
        )
        .filter(state__in=UNDER_WAY, try_at__lte=Now())
        .order_by("try_at", "pk")
    )


def takedowns_due() -> bool:
    """Whether a worker has anything to take down, or to look whether it is gone."""
    return deletions_due().exists() or late_receipts().exists()


def late_receipts() -> QuerySet[Receipt]:
    """What turned out to be live after its draft was taken down."""
    deleted = Deletion.objects.filter(
        account=OuterRef("publication__account"), remote_id=OuterRef("remote_id")
    )
    return (
        Receipt.objects.filter(
            ~Exists(deleted),
            publication__revision__draft__takedowns__requested_at__gt=Now() - LATEST,
            publication__revision__draft__takedowns__requested_at__gte=F(
                "publication__authorisation__authorised_at"
            ),
        )
        .exclude(publication__status=PublicationStatus.TAKEN_DOWN)
        .select_related("publication__revision")
        .order_by("pk")
        .distinct()
    )


def people_in(roles: Collection[Role], *, at: datetime) -> list[Person]:
    """Whoever acts in a post with one of these roles, each once, by name."""
    posts = JobPost.objects.filter(roles__overlap=[role.value for role in roles])
    acting = acting_by_post(at=at)
    found = {
        each.person.pk: each.person
        for post in posts
        for each in acting.get(post.pk, ())
    }
    return sorted(found.values(), key=lambda person: person.name)


def takedowns_open_to(person: Person) -> QuerySet[Takedown]:
    """The takedowns of drafts and accounts that somebody may read, the last one first."""
    drafts = drafts_open_to(person).values("pk")
    accounts = accounts_read_by(person).values("pk")
    return (
        Takedown.objects.filter(Q(draft__in=drafts) | Q(account__in=accounts))
        .select_related("draft__author", "account", "requested_by", "confirmed_by")
        .prefetch_related(
            Prefetch(
                "deletions",
                Deletion.objects.select_related("account", "said_by").order_by("pk"),
            )
        )
        .order_by("-pk")
    )


def accounts_read_by(person: Person) -> QuerySet[SocialAccount]:
    """The accounts whose timeline somebody may read: as the drafts, by team or all."""
    roles = roles_of(person)
    if roles.intersection(WIDE_READING_ROLES):
        return SocialAccount.objects.all()
    if roles.intersection(TEAM_READING_ROLES):
        return SocialAccount.objects.filter(team__in=teams_of(person))
    return SocialAccount.objects.none()


def counted(takedowns: QuerySet[Takedown], *, at: datetime) -> dict[str, int]:
    """How many there were, and what became of what had to be confirmed."""
    due, done = Q(confirm_by__isnull=False), Q(confirmed_at__isnull=False)
    found: dict[str, int] = takedowns.order_by().aggregate(
        all=Count("pk"),
        in_time=Count("pk", done & Q(confirmed_at__lte=F("confirm_by"))),
        late=Count("pk", done & Q(confirmed_at__gt=F("confirm_by"))),
        waiting=Count("pk", due & ~done),
        overdue=Count("pk", due & ~done & Q(confirm_by__lte=at)),
    )
    return found


def unconfirmed_overdue() -> QuerySet[Takedown]:
    return Takedown.objects.filter(
        confirm_by__lte=Now(), confirmed_at=None, overdue_told_at=None
    ).order_by("pk")


def unconfirmed_for(person: Person) -> QuerySet[Takedown]:
    """What this person is asked to confirm."""
    if capacity_as(person, CONFIRMING_ROLES) is None:
        return Takedown.objects.none()
    return (
        Takedown.objects.filter(confirm_by__isnull=False, confirmed_at=None)
        .exclude(requested_by=person)
        .select_related("draft", "account", "requested_by")
        .order_by("confirm_by")
    )


def left_to_hands(person: Person) -> QuerySet[Deletion]:
    """What somebody must delete by hand, for whoever takes posts down."""
    if capacity_as(person, (*CONFIRMING_ROLES, Role.DUTY_OFFICER)) is None:
        return Deletion.objects.none()
    return (
        Deletion.objects.filter(state=DeletionState.BY_HAND)
        .select_related("account", "takedown")
        .order_by("pk")
    )
