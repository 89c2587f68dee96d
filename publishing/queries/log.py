"""Entries of the log beside the names of the people in them, for the auditor's pages.

Nothing here writes, and no row of the log is read past `audit.queries`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Person
from audit.queries import EntryView
from audit.tree.canonical import Json


# Which page shows a subject of this type; the others have none.
PAGES = {"draft": "/drafts/{}/", "entry": "/log/entries/{}/"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, who acted by name if the register still knows them, and its address."""

    entry: EntryView
    actor_name: str
    subject_page: str

    @property
    def words(self) -> str:
        return event_words(self.entry.event)

    @property
    def details(self) -> Sequence[tuple[str, str]]:
        """What the action added, named and told in words."""
        found = self.entry.body.get("details")
        members = found.items() if isinstance(found, dict) else ()
        return [(in_words(name), _told(value)) for name, value in members]

    @property
    def address(self) -> str:
        """By index once it is sealed, by id until then."""
        seal = self.entry.seal
        return f"/log/entries/{seal.index if seal else self.entry.id}/"


def event_words(event: str) -> str:
    """`sign_in.failed` as "Sign in failed"."""
    return in_words(event.replace(".", " "))


def in_words(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def lines(entries: Iterable[EntryView]) -> Sequence[Line]:
    """One query for the names, however many entries."""
    views = list(entries)
    names = _names(views)
    return [
        Line(
            entry=view,
            actor_name=names.get(_part(view, "actor", "id"), ""),
            subject_page=_subject_page(view),
        )
        for view in views
    ]


def _names(views: Sequence[EntryView]) -> dict[str, str]:
    ids = {_part(view, "actor", "id") for view in views}
    people = Person.objects.in_bulk([one for one in ids if _is_uuid(one)])
    return {str(pk): person.name for pk, person in people.items()}


def _subject_page(view: EntryView) -> str:
    page = PAGES.get(_part(view, "subject", "type"), "")
    return page.format(_part(view, "subject", "id"))


def _part(view: EntryView, member: str, name: str) -> str:
    found = view.body.get(member)
    return str(found.get(name, "")) if isinstance(found, dict) else ""


def _told(value: Json) -> str:
    if isinstance(value, dict):
        return "; ".join(
            f"{in_words(name)}: {_told(one)}" for name, one in value.items()
        )
    if isinstance(value, list):
        return ", ".join(_told(one) for one in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None or value == "" else str(value)


def _is_uuid(words: str) -> bool:
    try:
        UUID(words)
    except ValueError:
        return False
    return True
