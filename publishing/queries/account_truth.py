"""What the pages of accounts' truth show: the last check of each, what is wrong, a story.

Nothing here changes a row, and no platform is asked; queries do not grow with the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from accounts.models import JobPost, Person, SocialAccount
from accounts.queries import capacities
from accounts.roles import Role
from drafts.models import Draft
from drafts.queries import drafts_open_to
from publishing.models import (
    Deletion,
    DeletionState,
    Divergence,
    DivergenceKind,
    Receipt,
    Reconciliation,
)
from publishing.platforms.rendering import thaw
from publishing.queries.takedowns import accounts_read_by
from publishing.queries.truth import may_be_hijacked


MOST_OPEN = 100
MOST_SETTLED = 20
MOST_IN_STORY = 500
# How far back the story of an account goes before the first thing that was wrong.
BEFORE = timedelta(days=1)
CONCERNED_ROLES = (Role.DUTY_OFFICER, Role.HEAD_OF_DIGITAL, Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class AccountTruth:
    """One account: its newest run, and how much that is open there is wrong."""

    account: SocialAccount
    run: Reconciliation | None
    strangers: int
    differing: int

    @property
    def open(self) -> int:
        return self.strangers + self.differing


@dataclass(frozen=True, slots=True)
class Found:
    """A divergence beside what was authorised; `draft` is 0 where one may not read it."""

    divergence: Divergence
    expected: str
    draft: int
    in_hand: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One moment of an account: what we published, or what was done there without us."""

    at: datetime
    ours: str = ""
    theirs: str = ""
    url: str = ""
    kind: str = ""


def every_account(person: Person) -> list[AccountTruth]:
    """The accounts that one may read, those where something is wrong first."""
    accounts = list(
        accounts_read_by(person).filter(enabled=True).order_by("name", "platform")
    )
    found = truths(accounts)
    return sorted(found, key=lambda each: not each.open)


def truths(accounts: Sequence[SocialAccount]) -> list[AccountTruth]:
    """In two queries, however many there are."""
    runs = {
        run.account_id: run
        for run in Reconciliation.objects.filter(account__in=accounts)
        .order_by("account", "-pk")
        .distinct("account")
    }
    counts = {
        row["account"]: row
        for row in Divergence.objects.filter(account__in=accounts, resolved_at=None)
        .values("account")
        .annotate(
            strangers=Count("pk", Q(kind=DivergenceKind.UNAUTHORISED)),
            differing=Count("pk", ~Q(kind=DivergenceKind.UNAUTHORISED)),
        )
    }
    none = {"strangers": 0, "differing": 0}
    return [
        AccountTruth(
            account=account,
            run=runs.get(account.pk),
            strangers=counts.get(account.pk, none)["strangers"],
            differing=counts.get(account.pk, none)["differing"],
        )
        for account in accounts
    ]


def open_on(account: SocialAccount, *, reader: Person) -> list[Found]:
    """What is wrong there now, the newest first, beside what was authorised."""
    rows = Divergence.objects.filter(account=account, resolved_at=None)
    return _found(rows, reader=reader, most=MOST_OPEN)


def settled_on(account: SocialAccount, *, reader: Person) -> list[Found]:
    """What was wrong there and was settled last."""
    rows = Divergence.objects.filter(account=account, resolved_at__isnull=False)
    return _found(rows, reader=reader, most=MOST_SETTLED)


def _found(rows: QuerySet[Divergence], *, reader: Person, most: int) -> list[Found]:
    found = list(
        rows.select_related("publication__revision", "resolved_by").order_by(
            F("posted_at").desc(nulls_last=True), "-pk"
        )[:most]
    )
    drafts = {each.publication.revision.draft_id for each in found if each.publication}
    readable = set(_readable(drafts, reader=reader))
    removing = set(
        Deletion.objects.filter(
            account__in={each.account_id for each in found},
            remote_id__in=[each.remote_id for each in found],
        )
        .exclude(state=DeletionState.GONE)
        .values_list("remote_id", flat=True)
    )
    return [
        Found(
            divergence=each,
            expected=_expected(each),
            draft=_draft_of(each, readable),
            in_hand=each.remote_id in removing,
        )
        for each in found
    ]


def _readable(drafts: set[int], *, reader: Person) -> QuerySet[Draft, int]:
    rows = drafts_open_to(reader).filter(pk__in=drafts)
    return rows.values_list("pk", flat=True)


def _expected(divergence: Divergence) -> str:
    if divergence.publication is None or divergence.part is None:
        return ""
    return thaw(bytes(divergence.publication.wire))[divergence.part].words


def _draft_of(divergence: Divergence, readable: set[int]) -> int:
    if divergence.publication is None:
        return 0
    draft = divergence.publication.revision.draft_id
    return draft if draft in readable else 0


def story_of_account(account: SocialAccount) -> list[Line]:
    """What we published against what was done there, from a day before it began."""
    wrong = list(
        Divergence.objects.filter(account=account)
        .exclude(kind=DivergenceKind.MISSING)
        .order_by("-pk")[:MOST_IN_STORY]
    )
    if not wrong:
        return []
    since = min(_seen(each) for each in wrong) - BEFORE
    theirs = [
        Line(
            at=_seen(each),
            theirs=each.words or "(its words were erased)",
            url=each.url,
            kind=each.get_kind_display(),
        )
        for each in wrong
    ]
    return sorted([*_ours(account, since), *theirs], key=lambda line: line.at)


def _seen(divergence: Divergence) -> datetime:
    if divergence.kind == DivergenceKind.ALTERED or divergence.posted_at is None:
        return divergence.first_seen_at
    return divergence.posted_at


def _ours(account: SocialAccount, since: datetime) -> list[Line]:
    receipts = (
        Receipt.objects.filter(publication__account=account, received_at__gte=since)
        .select_related("publication")
        .order_by("-received_at")[:MOST_IN_STORY]
    )
    return [
        Line(
            at=each.received_at,
            ours=thaw(bytes(each.publication.wire))[each.part].words,
            url=each.url,
        )
        for each in receipts
    ]


def wrong_for(person: Person) -> list[tuple[SocialAccount, AccountTruth, bool]]:
    """The accounts of somebody's care on which something is wrong, and if hijacked."""
    held = capacities(person)
    accounts = SocialAccount.objects.filter(
        divergences__resolved_at=None, divergences__isnull=False
    )
    if not any(each.role in CONCERNED_ROLES for each in held):
        posts = JobPost.objects.filter(pk__in=[each.job_post_id for each in held])
        accounts = accounts.filter(Q(owner__in=posts) | Q(deputy__in=posts))
    found = truths(list(accounts.distinct().order_by("name", "platform")))
    return [(each.account, each, may_be_hijacked(each.account)) for each in found]


def working_accounts(account: SocialAccount) -> Mapping[int, SocialAccount]:
    """The other accounts of the team on which nothing is wrong."""
    others = (
        SocialAccount.objects.filter(team=account.team_id, enabled=True)
        .exclude(pk=account.pk)
        .exclude(divergences__in=Divergence.objects.filter(resolved_at=None))
    )
    return {each.pk: each for each in others.order_by("pk")}
