"""Reads of what is live against what was authorised, account by account.

Nothing here changes a row, and no platform is asked.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Credential, JobPost, Person, SocialAccount
from accounts.queries.organisation import holders_of
from accounts.queries.standing import on_duty
from accounts.roles import CredentialState, Role
from drafts.queries import database_time
from publishing.lifecycle import PublicationStatus
from publishing.models import (
    Deletion,
    Divergence,
    DivergenceKind,
    Publication,
    RateLimit,
    Receipt,
    Reconciliation,
)


# A platform may show a post a while after it took it.
MARGIN = timedelta(minutes=10)
IN_DOUBT = (PublicationStatus.UNKNOWN, PublicationStatus.CLAIMED)
ABOVE = (Role.HEAD_OF_DIGITAL, Role.DIRECTOR)
HIJACKED_FROM = 2


def account_due() -> SocialAccount | None:
    """The connected account whose timeline was not read for longest, if it is time."""
    interval = timedelta(minutes=settings.COUNTERSIGN_RECONCILE_MINUTES)
    now = database_time()
    recent = Reconciliation.objects.filter(account=OuterRef("pk")).filter(
        Q(finished_at=None) | Q(started_at__gt=now - interval)
    )
    connected = Credential.objects.filter(
        account=OuterRef("pk"), state=CredentialState.LIVE
    )
    used_up = RateLimit.objects.filter(
        account=OuterRef("pk"), kind="reads", remaining=0, resets_at__gt=now
    )
    return (
        SocialAccount.objects.filter(
            ~Exists(recent), ~Exists(used_up), Exists(connected), enabled=True
        )
        .order_by("pk")
        .first()
    )


def reconciling_due() -> bool:
    """Whether a worker has anything to read."""
    free = Q(turn_until=None) | Q(turn_until__lt=database_time())
    under_way = Reconciliation.objects.filter(free, finished_at=None)
    return under_way.exists() or account_due() is not None


def newest_receipts(account_id: int, remote_ids: Iterable[str]) -> dict[str, Receipt]:
    """Our receipts by the platform's ids; the newest where a post was corrected."""
    receipts = (
        Receipt.objects.filter(
            publication__account=account_id, remote_id__in=list(remote_ids)
        )
        .select_related("publication")
        .order_by("pk")
    )
    return {receipt.remote_id: receipt for receipt in receipts}


def unseen_receipts(run: Reconciliation, *, most: int) -> Sequence[Receipt]:
    """What we published in the time of a run and its timeline did not show.

    Nothing that is taken down or corrected since: its newest words are looked for.
    """
    taken_down = Deletion.objects.filter(
        account=run.account_id, remote_id=OuterRef("remote_id")
    )
    corrected = Receipt.objects.filter(
        publication__account=run.account_id,
        remote_id=OuterRef("remote_id"),
        pk__gt=OuterRef("pk"),
    )
    return list(
        Receipt.objects.filter(
            ~Exists(taken_down),
            ~Exists(corrected),
            publication__account=run.account_id,
            publication__status__in=(
                PublicationStatus.PUBLISHED,
                PublicationStatus.WAITING,
            ),
            received_at__gte=run.since + MARGIN,
            received_at__lte=run.started_at - MARGIN,
            pk__gt=run.upto,
        )
        .exclude(sighting__run=run)
        .select_related("publication")
        .order_by("pk")[:most]
    )


def ours_in_doubt(account_id: int) -> Sequence[Publication]:
    """What may be live on the account without our knowing yet."""
    return list(Publication.objects.filter(account=account_id, status__in=IN_DOUBT))


def open_divergences(account_id: int) -> QuerySet[Divergence]:
    return Divergence.objects.filter(account=account_id, resolved_at=None)


def not_as_authorised() -> "Prefetch[str, QuerySet[Divergence], str]":
    """For publications: their open divergences, as `wrong`."""
    return Prefetch(
        "divergences", Divergence.objects.filter(resolved_at=None), to_attr="wrong"
    )


def may_be_hijacked(account: SocialAccount) -> bool:
    """Several posts that nobody authorised, or one on an account we are locked out of."""
    strangers = (
        open_divergences(account.pk).filter(kind=DivergenceKind.UNAUTHORISED).count()
    )
    locked_out = Credential.objects.filter(
        account=account, state=CredentialState.REFUSED
    ).exists()
    return strangers >= HIJACKED_FROM or bool(strangers and locked_out)


def concerned_with(account: SocialAccount) -> list[Person]:
    """Who hears at once: owner, deputy, whoever is on duty, and everybody above."""
    above = JobPost.objects.filter(roles__overlap=[role.value for role in ABOVE])
    posts = {post.pk: post for post in (account.owner, account.deputy, *above) if post}
    now = database_time()
    acting = [
        each.person for post in posts.values() for each in holders_of(post, at=now)
    ]
    people = [*acting, *(shift.person for shift in on_duty(now))]
    return list({person.pk: person for person in people}.values())
