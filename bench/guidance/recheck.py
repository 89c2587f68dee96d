"""Checking 100,000 waiting posts again after a register changed: under 2 minutes.

One process, as one slow worker runs it. COUNTERSIGN_BENCH_POSTS asks for another number;
the budget is of 100,000 and is scaled.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from accounts.actions.proposals import approve_proposal, propose
from accounts.models import Holding, JobPost, Person, SocialAccount, Team
from accounts.roles import Role
from bench.table import Row
from drafts.actions.registers import KIND, change_of
from drafts.content import Content, Part, Target, canonical, digest, stamp
from drafts.models import Check, Draft, Revision
from guidance.policy.calendars import cleaned
from guidance.registers import Register
from publishing.actions.recheck import check_some_again
from publishing.models import Lapse


POSTS = int(os.environ.get("COUNTERSIGN_BENCH_POSTS", "100000"))
SECONDS = 120
# One post in a thousand names what the register now lists.
EVERY = 1000
ORDINARY = (
    (
        "Flood warning for the River Ouse at Exampleton. Move cars to higher ground and check"
        " your route before you travel: https://www.gov.uk/check-flooding"
    ),
    (
        "The footpath at Mill Lane is closed on Saturday for repairs to the bank. Thank you"
        " for your patience, and please follow the signs. #ExampletonRivers"
    ),
    (
        "Planning a walk by the river? Levels change quickly after rain. Stay on the path and"
        " keep dogs on a lead near the weir."
    ),
    (
        "Our volunteers cleared two tonnes of branches from the brook this weekend. Join them"
        " next month: https://www.gov.uk/volunteer-rivers"
    ),
)


def measure() -> list[Row]:
    """Fill the table with waiting posts, change a register, and check them all."""
    ruth, carl = _custodian("ruth"), _custodian("carl")
    _fill(ruth)
    proposal = propose(KIND, _change(), by=ruth)
    approve_proposal(proposal, by=carl)
    began, cpu = time.perf_counter(), time.process_time()
    while check_some_again():
        pass
    took, worked = time.perf_counter() - began, time.process_time() - cpu
    lapsed = Lapse.objects.count()
    what = (
        f"re-check of {POSTS:,} waiting posts, {lapsed:,} went back:"
        f" {POSTS / took:,.0f}/s, {worked:.0f} s of CPU"
    )
    return [Row.at_most(what, took, SECONDS * POSTS / 100_000, " s")]


def _change() -> dict[str, object]:
    values = cleaned(Register.LIVE_ISSUE, {"value": "Exampleton barrage", "what": ""})
    return change_of(Register.LIVE_ISSUE, "add", values=values)


def _custodian(name: str) -> Person:
    person = Person.objects.create_user(f"{name}@rivers.example", name, None)
    post = JobPost.objects.create(
        title=f"Custodian {name}",
        team=Team.objects.get_or_create(name="Rivers")[0],
        roles=[Role.RULE_CUSTODIAN],
    )
    Holding.objects.create(job_post=post, person=person, starts_on=date(2026, 1, 1))
    return person


def _fill(author: Person) -> None:
    team = Team.objects.get(name="Rivers")
    account = SocialAccount.objects.create(
        platform="x", handle="@RiversDept", name="Rivers", team=team
    )
    for first in range(0, POSTS, 5000):
        _fill_some(range(first, min(first + 5000, POSTS)), author, team, account)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE drafts_draft draft SET current_id = revision.id"
            " FROM drafts_revision revision WHERE revision.draft_id = draft.id"
        )
        cursor.execute("ANALYZE")


def _fill_some(
    numbers: range, author: Person, team: Team, account: SocialAccount
) -> None:
    drafts = Draft.objects.bulk_create(
        Draft(title=f"Post {number}", team=team, author=author, status="submitted")
        for number in numbers
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            draft=draft,
            number=1,
            canonical=canonical(content),
            digest=digest(content),
            created_by=author,
        )
        for draft, content in zip(drafts, _contents(numbers, account), strict=True)
    )
    Check.objects.bulk_create(
        Check(
            revision=revision,
            ruleset="bench",
            digest="bench",
            classes=[],
            checked_for=author,
        )
        for revision in revisions
    )


def _contents(numbers: range, account: SocialAccount) -> Iterator[Content]:
    target = Target(account.pk, account.platform, account.handle, (Part(""),))
    slot = timezone.now() + timedelta(days=3)
    for number in numbers:
        text = f"{ORDINARY[number % len(ORDINARY)]} ({number})"
        if number % EVERY == 0:
            text = f"The Exampleton barrage opens to walkers on Saturday. ({number})"
        yield Content(
            targets=(replace(target, parts=(Part(text),)),), not_before=stamp(slot)
        )
