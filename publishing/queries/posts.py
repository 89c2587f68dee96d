"""Reads of posts: what has become of each publication, and one draft's whole story.

Nothing here changes a row; a page that reads the log records `log.read` itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet

from accounts.models import Person
from approvals.models import Authorisation, Decision
from approvals.queries import decisions_shown, votes_hidden
from audit.events import Event
from audit.log import Subject
from audit.queries import EntryView, Seal, entries_about, seal_of
from drafts.models import Draft, Revision
from drafts.queries import Page, drafts_open_to, keyset_page
from publishing.lifecycle import SETTLED, PublicationStatus
from publishing.models import Publication
from publishing.pairs import half_of_a_pair
from publishing.queries.truth import not_as_authorised


@dataclass(frozen=True, slots=True)
class Story:
    """One draft from first words to post: words, decisions, publications, log."""

    draft: Draft
    revision: Revision
    authorisation: Authorisation | None
    seal: Seal | None
    decisions: Sequence[Decision]
    publications: Sequence[Publication]
    entries: Sequence[EntryView]
    people: Mapping[str, str]
    votes_hidden: bool

    @property
    def half_of_a_pair(self) -> str:
        """What to do where one language is live and the other is not; else empty."""
        return half_of_a_pair(self.publications)

    @property
    def moving(self) -> bool:
        """Whether something may still happen by itself."""
        return any(
            PublicationStatus(each.status) not in (*SETTLED, PublicationStatus.HELD)
            for each in self.publications
        )


def publications_open_to(person: Person) -> QuerySet[Publication]:
    """The publications of every draft that the person may read."""
    return Publication.objects.filter(
        revision__draft__in=drafts_open_to(person).values("pk")
    ).select_related("account", "revision__draft__author")


def posts_page(person: Person, *, status: str, after: str) -> Page[Publication]:
    """The publications that changed last, of one status or of any."""
    rows = publications_open_to(person).prefetch_related("receipts")
    if status in PublicationStatus.values:
        rows = rows.filter(status=status)
    return keyset_page(rows, after=after)


def story_of(draft: Draft, *, reader: Person) -> Story:
    """Everything that the page "who authorised this" shows this reader."""
    authorisation = (
        Authorisation.objects.filter(revision__draft=draft)
        .select_related("revision__created_by")
        .order_by("-authorised_at")
        .first()
    )
    publications = list(
        Publication.objects.filter(revision__draft=draft)
        .select_related("account", "revision")
        .prefetch_related("attempts", "receipts__sighting", "stagings")
        .prefetch_related(not_as_authorised())
        .order_by("revision_id", "pk")
    )
    hidden = votes_hidden(draft, reader)
    entries = _entries(draft, publications)
    if hidden:
        entries = [e for e in entries if not _is_vote_on(draft, e)]
    return Story(
        draft=draft,
        revision=authorisation.revision if authorisation else _current(draft),
        authorisation=authorisation,
        seal=seal_of(authorisation.entry) if authorisation else None,
        decisions=list(decisions_shown(draft, reader)),
        publications=publications,
        entries=entries,
        people=_names(entries),
        votes_hidden=hidden,
    )


def _is_vote_on(draft: Draft, entry: EntryView) -> bool:
    """Whether an entry tells what somebody decided on the words that wait."""
    waits = draft.current is not None and bytes(draft.current.digest).hex()
    return entry.event == Event.DECISION_APPROVED and entry.body.get("digest") == waits


def _current(draft: Draft) -> Revision:
    return draft.revisions.select_related("created_by").latest("number")


def _entries(draft: Draft, publications: Sequence[Publication]) -> list[EntryView]:
    """The log's entries about the draft and its publications, readings left out."""
    subjects = [
        Subject("draft", str(draft.pk)),
        *(Subject("publication", str(each.pk)) for each in publications),
    ]
    return [e for e in entries_about(subjects) if e.event != Event.LOG_READ]


def _names(entries: Sequence[EntryView]) -> dict[str, str]:
    """The names behind the actors' identifiers; a service is nobody's name."""
    actors = {str(actor_of(entry)["id"]) for entry in entries}
    people = Person.objects.filter(
        pk__in=[actor for actor in actors if ":" not in actor]
    )
    return {str(person.pk): person.name for person in people}


def actor_of(entry: EntryView) -> Mapping[str, str]:
    """Who acted, as the entry's body says it: `id`, `post`, `role`."""
    return cast("Mapping[str, str]", entry.body["actor"])
