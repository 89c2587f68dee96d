"""A board of accounts on the rehearsal network, and sealed posts that are due on them.

No measure is here. The rows are laid in bulk, as after their approval: the triggers
that ask for decisions are off meanwhile, those of the outbox and the claim are not.
"""

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.credentials import seal
from accounts.models import Credential, Person, SocialAccount, Team
from approvals.models import Authorisation
from audit.events import Event
from audit.log import Actor, Subject, record
from audit.queries import health
from drafts.content import Content, Part, Target, canonical, digest
from drafts.models import Check, Draft, Revision
from publishing.models import Publication
from publishing.platforms.rendering import freeze, render, wire_digest


CLOCK = Actor(id="service:bench", post="bench", role="service")
TEXT = "Planning a walk by the river? Levels change quickly after rain."


@dataclass(frozen=True, slots=True)
class Board:
    team: Team
    author: Person
    accounts: Sequence[SocialAccount]


def build(number: int) -> Board:
    """A team, its author, and that many connected accounts."""
    tag = uuid.uuid4().hex[:6]
    team = Team.objects.create(name=f"Board {tag}")
    author = Person.objects.create_user(f"ana.{tag}@bench.example", "Ana Bell", None)
    accounts = SocialAccount.objects.bulk_create(
        SocialAccount(
            platform="rehearsal", handle=f"@B{tag}n{each}", name="Rivers", team=team
        )
        for each in range(number)
    )
    Credential.objects.bulk_create(
        Credential(account=account, ciphertext=seal({"token": "bench"}))
        for account in accounts
    )
    return Board(team, author, accounts)


def lay(board: Board, dues: Sequence[datetime]) -> list[Publication]:
    """One sealed post for each of these moments, the accounts in turn."""
    with transaction.atomic():
        entries = [_entry() for _ in dues]
    on = [board.accounts[at % len(board.accounts)] for at in range(len(dues))]
    contents = [_content(account, at) for at, account in enumerate(on)]
    with _unguarded():
        revisions = _revisions(board, contents)
        given = Authorisation.objects.bulk_create(
            Authorisation(
                revision=revision,
                digest=revision.digest,
                expires_at=timezone.now() + timedelta(days=3),
                entry=entry,
            )
            for revision, entry in zip(revisions, entries, strict=True)
        )
    _wait_until_sealed()
    return Publication.objects.bulk_create(
        _publication(authorisation, content, due_at)
        for authorisation, content, due_at in zip(given, contents, dues, strict=True)
    )


def _entry() -> uuid.UUID:
    return record(
        Event.LOG_READ,
        actor=CLOCK,
        subject=Subject("log", "bench"),
        details={},
    )


def _content(account: SocialAccount, number: int) -> Content:
    words = Part(f"{TEXT} ({number})")
    return Content(
        targets=(Target(account.pk, account.platform, account.handle, (words,)),)
    )


def _revisions(board: Board, contents: Sequence[Content]) -> list[Revision]:
    drafts = Draft.objects.bulk_create(
        Draft(title="Levels", team=board.team, author=board.author, status="approved")
        for _ in contents
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            draft=draft,
            number=1,
            canonical=canonical(content),
            digest=digest(content),
            created_by=board.author,
        )
        for draft, content in zip(drafts, contents, strict=True)
    )
    for draft, revision in zip(drafts, revisions, strict=True):
        draft.current = revision
    Draft.objects.bulk_update(drafts, ["current"], batch_size=1000)
    Check.objects.bulk_create(
        Check(
            revision=revision,
            ruleset="bench",
            digest="bench",
            classes=["routine"],
            checked_for=board.author,
        )
        for revision in revisions
    )
    return revisions


def _publication(
    given: Authorisation, content: Content, due_at: datetime
) -> Publication:
    wire = freeze(render(content.targets[0]))
    return Publication(
        authorisation=given,
        revision=given.revision,
        digest=given.digest,
        account_id=content.targets[0].account,
        client_key=given.pk.hex,
        wire=wire,
        wire_digest=wire_digest(wire),
        due_at=due_at,
        try_at=due_at,
    )


@contextmanager
def _unguarded() -> Iterator[None]:
    tables = ("drafts_draft", "drafts_check", "approvals_authorisation")
    try:
        for table in tables:
            _set_triggers(table, "DISABLE")
        yield
    finally:
        for table in tables:
            _set_triggers(table, "ENABLE ALWAYS")


def _set_triggers(table: str, verb: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} {verb} TRIGGER "{name}"')


def _wait_until_sealed() -> None:
    while health().entries_waiting:
        time.sleep(0.05)
