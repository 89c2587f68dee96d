"""Comparing an account of 10,000 posts: as many queries a page as for 1,000, memory flat.

COUNTERSIGN_BENCH_POSTS asks for another number of posts. No post leaves this machine.
"""

import os
import time
import tracemalloc
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.actions import store_credential
from accounts.models import Person, SocialAccount, Team
from approvals.models import Authorisation
from audit.log import Actor
from bench.table import Row
from drafts.content import Content, Part, Target, canonical, digest
from drafts.models import Draft, Revision
from publishing.actions.reconciling import reconcile_some
from publishing.models import Publication, Receipt, Reconciliation, RehearsalPost
from publishing.platforms.rendering import freeze, render, wire_digest
from publishing.queries.truth import reconciling_due


POSTS = int(os.environ.get("COUNTERSIGN_BENCH_POSTS", "10000"))
FEW = POSTS // 10
SET_UP = Actor(id="service:bench", post="bench", role="service")
# What writes rows that were never decided on, and receipts that are old at once.
GUARDED = (
    "drafts_draft",
    "approvals_authorisation",
    "publishing_publication",
    "publishing_receipt",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one whole comparison took: `peak` is bytes of Python's objects."""

    pages: int
    matched: int
    queries: int
    peak: int
    seconds: float


def measure() -> list[Row]:
    """The same comparison of two accounts, one ten times as long as the other."""
    few, many = _compared(FEW), _compared(POSTS)
    what = f"comparing an account of {POSTS:,} posts ({many.matched:,} matched)"
    return [
        Row.at_most(
            f"{what}: queries a page, to those for {FEW:,}",
            (many.queries / many.pages) / (few.queries / few.pages),
            1.2,
            "x",
        ),
        Row.at_most(
            f"{what}: peak memory, to that for {FEW:,}", many.peak / few.peak, 1.5, "x"
        ),
        Row(
            f"{what}: {many.queries / many.pages:.0f} queries a page",
            f"{many.seconds:.0f} s, {POSTS / many.seconds:,.0f}/s",
        ),
    ]


def _compared(posts: int) -> Cost:
    account = _account(posts)
    # What is imported and cached at the first look belongs to no account.
    reconciling_due()
    queries = 0

    def counted(execute: Callable[..., object], *call: object) -> object:
        nonlocal queries
        queries += 1
        return execute(*call)

    tracemalloc.start()
    began = time.perf_counter()
    with connection.execute_wrapper(counted):
        while reconcile_some():
            pass
    seconds = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    run = Reconciliation.objects.get(account=account)
    return Cost(run.pages, run.matched, queries, peak, seconds)


def _account(posts: int) -> SocialAccount:
    team, _ = Team.objects.get_or_create(name="Compared rivers")
    author = Person.objects.create_user(f"{posts}@rivers.example", "Alice Archer", None)
    account = SocialAccount.objects.create(
        platform="rehearsal",
        handle=f"@Compared{posts}",
        name="Rivers",
        team=team,
        registered_at=timezone.now() - timedelta(days=365),
    )
    _guard(on=False)
    draft = Draft.objects.create(
        title="Levels", team=team, author=author, status="published"
    )
    for first in range(0, posts, 1000):
        _fill(range(first, min(first + 1000, posts)), draft, account)
    _guard(on=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    store_credential(account, by=SET_UP, secret={"token": "rehearsal-token"})
    return account


def _guard(*, on: bool) -> None:
    with connection.cursor() as cursor:
        for table in GUARDED:
            change = "ENABLE ALWAYS" if on else "DISABLE"
            cursor.execute(
                "SELECT tgname FROM pg_trigger"
                " WHERE tgrelid = %s::regclass AND NOT tgisinternal",
                [table],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} {change} TRIGGER {name}")


def _fill(numbers: range, draft: Draft, account: SocialAccount) -> None:
    """As many posts of one draft, each authorised, published and live as it was."""
    at = timezone.now() - timedelta(hours=2)
    contents = [_content(account, number) for number in numbers]
    revisions = Revision.objects.bulk_create(
        Revision(
            draft=draft,
            number=number + 1,
            canonical=canonical(content),
            digest=digest(content),
            created_by=draft.author,
        )
        for number, content in zip(numbers, contents, strict=True)
    )
    authorised = Authorisation.objects.bulk_create(
        Authorisation(
            revision=revision,
            digest=revision.digest,
            expires_at=at,
            entry=uuid.uuid4(),
        )
        for revision in revisions
    )
    wires = [freeze(render(content.targets[0])) for content in contents]
    publications = Publication.objects.bulk_create(
        Publication(
            authorisation=given,
            revision=given.revision,
            digest=given.digest,
            account=account,
            client_key=given.pk.hex,
            wire=wire,
            wire_digest=wire_digest(wire),
            status="published",
            due_at=at,
            try_at=at,
        )
        for given, wire in zip(authorised, wires, strict=True)
    )
    posts = RehearsalPost.objects.bulk_create(
        RehearsalPost(
            handle=account.handle,
            client_key=each.client_key,
            text=content.targets[0].parts[0].text,
            posted_at=at,
        )
        for each, content in zip(publications, contents, strict=True)
    )
    Receipt.objects.bulk_create(
        Receipt(publication=each, part=0, remote_id=str(post.pk), received_at=at)
        for each, post in zip(publications, posts, strict=True)
    )


def _content(account: SocialAccount, number: int) -> Content:
    words = Part(f"River levels, reading {number}.")
    return Content(
        targets=(Target(account.pk, account.platform, account.handle, (words,)),)
    )
