"""A stage of its own for a publishing story: real commits, a sealer, no real time.

No test lives here.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
from django.utils import timezone

from drafts.models import Draft
from publishing.actions.look_up import look_up_next
from publishing.jobs import publish_one
from publishing.models import Publication, RehearsalPost, RehearsalSwitch
from tests.audit.workshop import Workshop
from tests.cast import ROUTINE, Cast, an_approved_draft
from tests.databases import DatabaseUrls


@dataclass
class Stage:
    """The cast in a database of this test's own, and the machinery around it."""

    cast: Cast
    urls: DatabaseUrls
    workshop: Workshop

    def approved(self, text: str = ROUTINE) -> Publication:
        """Written by Alice, approved by Priya, not sealed yet."""
        draft = an_approved_draft(self.cast, text=text)
        return self.publication_of(draft)

    def sealed(self, text: str = ROUTINE) -> Publication:
        publication = self.approved(text)
        self.seal()
        return publication

    def seal(self) -> None:
        self.workshop.seal()

    def publication_of(self, draft: Draft) -> Publication:
        return Publication.objects.get(revision__draft=draft)

    def inject(self, fault: RehearsalSwitch.Fault, times: int = 1) -> None:
        RehearsalSwitch.objects.create(
            handle=self.cast.rehearsal.handle, fault=fault, times=times
        )

    def timeline(self) -> list[str]:
        """What is live on the rehearsal network, oldest first."""
        posts = RehearsalPost.objects.filter(deleted_at=None).order_by("pk")
        return list(posts.values_list("text", flat=True))

    def publish_all(self) -> None:
        while publish_one():
            pass

    def pass_time(self) -> None:
        """Let every waiting time be over: retries, leases and look-ups are due."""
        past = timezone.now() - timedelta(seconds=1)
        Publication.objects.filter(status="waiting").update(try_at=past)
        Publication.objects.filter(status="claimed").update(lease_until=past)
        Publication.objects.filter(status="unknown").update(look_up_at=past)

    def look_up(self, times: int = 1) -> None:
        """Look up with the settle delay over, as often as said."""
        for _ in range(times):
            self.pass_time()
            look_up_next(now=timezone.now() + timedelta(minutes=5))

    def sql(self, statement: str, role: str = "app") -> None:
        with psycopg.connect(getattr(self.urls, role)) as connection:
            connection.execute(statement)


def set_stage(urls: DatabaseUrls, cast: Cast, folder: Path) -> Stage:
    return Stage(cast=cast, urls=urls, workshop=Workshop(urls=urls, folder=folder))
