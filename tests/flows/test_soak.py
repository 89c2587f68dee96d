"""A short soak: workers killed and the queue flushed while posts go out, each once.

The long one is `make soak`, with the same storm.
"""

import os
import random
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from accounts.models import SocialAccount
from bench.delivery.site import delivering
from bench.delivery.soak import Storm, Tally, tally, unsettled, weather
from publishing.jobs import sweep_and_wake
from publishing.models import Publication
from tests.company import Committed
from tests.publishing.stage import Stage, set_stage
from tests.publishing.test_claim import a_second_account, approved_on


POSTS = 16


def posts_on(stage: Stage, accounts: list[SocialAccount]) -> list[Publication]:
    return [
        stage.publication_of(
            approved_on(stage, accounts[at % len(accounts)], f"River report {at}.")
        )
        for at in range(POSTS)
    ]


def test_each_post_is_live_once_whoever_is_killed(
    committed_cast: Committed, tmp_path: Path
) -> None:
    stage = set_stage(committed_cast.urls, committed_cast.cast, tmp_path)
    accounts = [stage.cast.rehearsal, a_second_account(stage)]
    posts = posts_on(stage, accounts)
    stage.seal()
    with delivering(
        3,
        folder=tmp_path,
        queue=os.environ["REDIS_URL"],
        clock=False,
        DATABASE_URL=stage.urls.app,
        COUNTERSIGN_LEASE_SECONDS="1",
    ) as site:
        chance = random.Random(7)  # noqa: S311 - no secret comes of it
        storm = Storm(site, chance, [each.handle for each in accounts])
        weather(
            storm,
            posts,
            until=timezone.now() + timedelta(seconds=4),
            pause=1,
            go_round=sweep_and_wake,
        )

    assert storm.said["workers killed"] > 0
    assert unsettled(posts) == 0
    assert tally(posts) == Tally(once=POSTS, twice=0, lost=0)
