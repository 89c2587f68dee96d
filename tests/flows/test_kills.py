"""Kill -9 of every process, in the middle of a burst: each post is published once.

The slowest test of the suite; it starts a whole Countersign of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError, connections
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import Person, SocialAccount, Team
from approvals.actions import approve
from drafts.actions import create_draft, submit
from drafts.content import Content, stamp
from publishing.models import Publication, RehearsalPost
from tests.cast import current, words
from tests.databases import connected_to
from tests.flows.conftest import Begun
from tests.flows.house import House, running_house, until


POSTS = 24
# In this order, each while the posts of the burst are going out.
KILLS = (
    "publisher",
    "clock",
    "publisher",
    "sequencer",
    "valkey",
    "publisher",
    "postgres",
)


@pytest.fixture
def open_database(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def again(question: Callable[[], int]) -> int | None:
    """Ask the database; None while it is away."""
    try:
        return question()
    except OperationalError:
        connections.close_all()
        return None


def approve_all() -> None:
    """The first goes out at once; all others together, when the last one is approved."""
    begun = timezone.now()
    approve_for(None, 0)
    # By how long the first one took, on whatever machine this is.
    needed = POSTS * (timezone.now() - begun) + timedelta(seconds=1)
    moment = stamp(timezone.now() + needed)
    for number in range(1, POSTS):
        approve_for(str(moment), number)


def approve_for(moment: str | None, number: int) -> None:
    alice = Person.objects.get(name="Alice Archer")
    priya = Person.objects.get(name="Priya Shah")
    account = SocialAccount.objects.get(platform="rehearsal")
    content = Content(
        targets=words(account, text=f"River level report number {number}.").targets,
        not_before=moment,
    )
    team = Team.objects.get(name="River warnings")
    draft = create_draft(by=alice, team=team, title=f"Report {number}", content=content)
    submit(draft, by=alice, based_on=1)
    revision = current(draft)
    approve(revision, by=priya, digest=bytes(revision.digest))


def published() -> int:
    return Publication.objects.filter(status="published").count()


def kill_during_the_burst(house: House, expected: int) -> None:
    """Kill the next process whenever a few more posts have gone out."""
    for number, name in enumerate(KILLS):
        goal = min(expected, 1 + number * 3)
        until(lambda: (again(published) or 0) >= goal, seconds=60, what=f"post {goal}")  # noqa: B023
        house.kill(name)
    house.flush_queue()


def test_every_approved_post_is_published_once_whatever_is_killed(
    open_database: None, begun: Begun
) -> None:
    with running_house(begun.folder, COUNTERSIGN_LEASE_SECONDS="2") as house:
        url = house.environment_of("publisher")["DATABASE_URL"]
        with connected_to(url):
            until(lambda: published() == 1, seconds=30, what="the demo's own post")
            approve_all()
            kill_during_the_burst(house, expected=POSTS + 1)
            until(
                lambda: again(published) == POSTS + 1,
                seconds=120,
                what="the last publication",
            )

            live = Counter(RehearsalPost.objects.values_list("text", flat=True))
            reports = {f"River level report number {n}." for n in range(POSTS)}
            assert {text: live[text] for text in reports} == dict.fromkeys(reports, 1)
