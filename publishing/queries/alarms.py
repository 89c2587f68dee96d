"""What is wrong with publishing now, and what to do about it, for whoever runs it.

Nothing here writes, and nobody is told here. No words, titles or people are named:
operators read no drafts.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from redis import RedisError

from accounts.models import SocialAccount
from accounts.roles import CredentialState
from audit.queries import Alarm
from drafts.queries import database_time
from publishing.lifecycle import PublicationStatus as Status
from publishing.models import Divergence, Publication
from publishing.queries.due import how_many_due
from publishing.queries.overdue import overdue_at
from publishing.queries.workers import publishers


MOST_NAMED = 5
MOST_COUNTED = 1000


class Late(NamedTuple):
    """One overdue post, and since when it is so; `draft` is in the address of its page."""

    draft: int
    since: datetime


def alarms() -> list[Alarm]:
    """Everything that a person must act on; none while all goes out as it should."""
    now = database_time()
    return [*_silent(), *_overdue(now), *_unknown(now), *_locked_out(now), *_untrue()]


def to_go_out() -> int:
    """How many posts wait for their time."""
    return Publication.objects.filter(status=Status.WAITING).count()


def _silent() -> Iterator[Alarm]:
    """Posts are due and nobody is there to send them."""
    try:
        there = publishers()
    except RedisError:
        yield Alarm(
            "queue-unreachable",
            "The queue does not answer, so nothing wakes the publishers.",
            "Start Valkey. Nothing is lost: what is due is in the database.",
        )
        return
    due = 0 if there else how_many_due(within=timedelta(0), most=MOST_COUNTED)
    if due:
        yield Alarm(
            "workers-silent",
            f"{_posts_are(due)} due and no publisher is there to send what is due.",
            "Start the publishers; their last words are in their process log.",
        )


def _overdue(now: datetime) -> Iterator[Alarm]:
    late = _late(overdue_at(now).exclude(status=Status.UNKNOWN), since="due_at")
    if late:
        yield Alarm(
            "overdue",
            f"{_posts_are(len(late))} not out, the oldest "
            f"{_minutes(late[0].since, now)} after its time.",
            "See that the publishers, the clock and the sequencer run. What stands "
            f"against a post is on its page: {_pages(late)}.",
            late[0].since,
        )


def _unknown(now: datetime) -> Iterator[Alarm]:
    late = _late(overdue_at(now).filter(status=Status.UNKNOWN), since="changed_at")
    if late:
        yield Alarm(
            "unknown",
            f"Nobody knows whether {_posts_are(len(late))} live, the longest for "
            f"{_minutes(late[0].since, now)}.",
            "Somebody who could approve it compares it with the account and decides, "
            f"on its page: {_pages(late)}.",
            late[0].since,
        )


def _locked_out(now: datetime) -> Iterator[Alarm]:
    """What is held on accounts that nothing can be sent to."""
    held = Publication.objects.filter(
        Q(account__credential=None)
        | ~Q(account__credential__state=CredentialState.LIVE)
        | Q(account__credential__expires_at__lte=now),
        status=Status.HELD,
    )
    if number := held.count():
        yield Alarm(
            "connection-ended",
            f"{_posts_are(number)} held on accounts whose connection has ended or was "
            f"refused: {_accounts(held)}.",
            "Connect each account again; then somebody who could approve the posts "
            "releases them.",
        )


def _untrue() -> Iterator[Alarm]:
    """What is live otherwise than authorised, and not settled."""
    found = Divergence.objects.filter(resolved_at=None)
    if number := found.count():
        yield Alarm(
            "not-as-authorised",
            f"{_posts_are(number)} live otherwise than authorised, or not live any "
            f"more: {_accounts(found)}.",
            "The account's owner settles each on the page “What is live”.",
        )


def _late(posts: QuerySet[Publication], *, since: str) -> list[Late]:
    rows = posts.order_by(since, "pk").values_list("revision__draft_id", F(since))
    return [Late(draft, moment) for draft, moment in rows]


def _posts_are(number: int) -> str:
    return "1 post is" if number == 1 else f"{number} posts are"


def _minutes(since: datetime, now: datetime) -> str:
    minutes = (now - since) // timedelta(minutes=1)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _pages(late: Sequence[Late]) -> str:
    return _named([f"/posts/{each.draft}/" for each in late])


def _accounts(rows: QuerySet[Publication] | QuerySet[Divergence]) -> str:
    numbers = set(rows.values_list("account_id", flat=True).distinct())
    found = SocialAccount.objects.filter(pk__in=numbers).order_by("name", "pk")
    return _named([str(account) for account in found])


def _named(names: Sequence[str]) -> str:
    """Each once, the first few of many."""
    once = list(dict.fromkeys(names))
    more = len(once) - MOST_NAMED
    return ", ".join(once[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
