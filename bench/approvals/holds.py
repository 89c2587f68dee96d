"""Stopping 100,000 scheduled posts: under 5 seconds until nothing can be sent.

Then, with no budget, how long it takes until each is off the schedule with its entry in
the log. COUNTERSIGN_BENCH_POSTS asks for another number of posts.
"""

import os
import time
import uuid
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import Holding, JobPost, Person, SocialAccount, Team
from accounts.roles import Role
from approvals.models import Authorisation
from audit.models import Entry
from bench.table import Row
from drafts.content import Content, Part, Target, canonical, digest
from drafts.models import Draft, Revision
from publishing.actions.holds import place_hold
from publishing.actions.unscheduling import unschedule_some
from publishing.models import Publication
from publishing.platforms.rendering import freeze, render, wire_digest
from publishing.queries.stops import Scope, reach_of


WORDS = Part("Planning a walk by the river? Levels change quickly after rain.")
WIRE = freeze(render(Target(0, "rehearsal", "@Rivers", (WORDS,))))
POSTS = int(os.environ.get("COUNTERSIGN_BENCH_POSTS", "100000"))
SECONDS = 5
ACCOUNTS = 100
FREE = """
SELECT count(*) FROM publishing_publication post WHERE NOT EXISTS (
    SELECT FROM publishing_holds_on(post.id, post.account_id, post.reviewed_at)
)
"""


def measure() -> list[Row]:
    """Fill the outbox, place one hold as its page does, and unschedule it all."""
    team = Team.objects.create(name="Held rivers")
    director = _director(team)
    _fill(director, team)
    began = time.perf_counter()
    reach = reach_of(Scope())
    place_hold(by=director, reason="Exercise")
    stopped = time.perf_counter() - began
    free = _free()
    began = time.perf_counter()
    while unschedule_some():
        pass
    logged = time.perf_counter() - began
    entries = Entry.objects.filter(event="publication.held").count()
    what = (
        f"hold of {reach.posts:,} scheduled posts on {reach.accounts} accounts until"
        f" nothing can be sent ({free} still could)"
    )
    return [
        Row.at_most(what, stopped, SECONDS, " s"),
        Row(
            f"until each is off the schedule, {entries:,} entries in the log",
            f"{logged:.0f} s, {POSTS / logged:,.0f}/s",
        ),
    ]


def _free() -> int:
    """How many posts the database would still let a worker claim."""
    with connection.cursor() as cursor:
        cursor.execute(FREE)
        counted: int = cursor.fetchone()[0]
    return counted


def _director(team: Team) -> Person:
    person = Person.objects.create_user("dee@rivers.example", "Dee Marsh", None)
    post = JobPost.objects.create(
        title="Director of held rivers", team=team, roles=[Role.DIRECTOR]
    )
    Holding.objects.create(job_post=post, person=person, starts_on=date(2026, 1, 1))
    return person


def _fill(author: Person, team: Team) -> None:
    accounts = SocialAccount.objects.bulk_create(
        SocialAccount(platform="x", handle=f"@Held{each}", name="Rivers", team=team)
        for each in range(ACCOUNTS)
    )
    _guard(on=False)
    for first in range(0, POSTS, 5000):
        _fill_some(range(first, min(first + 5000, POSTS)), author, team, accounts)
    _guard(on=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _guard(*, on: bool) -> None:
    """The triggers that ask for decisions, which these posts never had."""
    with connection.cursor() as cursor:
        for table in ("drafts_draft", "approvals_authorisation"):
            cursor.execute(
                f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} TRIGGER USER"
            )


def _fill_some(
    numbers: range, author: Person, team: Team, accounts: list[SocialAccount]
) -> None:
    now = timezone.now()
    on = [accounts[number % len(accounts)] for number in numbers]
    contents = [_content(account) for account in on]
    drafts = Draft.objects.bulk_create(
        Draft(title=f"Post {number}", team=team, author=author, status="approved")
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
        for draft, content in zip(drafts, contents, strict=True)
    )
    authorised = Authorisation.objects.bulk_create(
        Authorisation(
            revision=revision,
            digest=revision.digest,
            expires_at=now + timedelta(days=3),
            entry=uuid.uuid4(),
        )
        for revision in revisions
    )
    Publication.objects.bulk_create(
        Publication(
            authorisation=given,
            revision=given.revision,
            digest=given.digest,
            account=account,
            client_key=given.pk.hex,
            wire=WIRE,
            wire_digest=wire_digest(WIRE),
            due_at=now + timedelta(days=1),
            try_at=now + timedelta(days=1),
        )
        for given, account in zip(authorised, on, strict=True)
    )


def _content(account: SocialAccount) -> Content:
    return Content(
        targets=(Target(account.pk, account.platform, account.handle, (WORDS,)),)
    )
