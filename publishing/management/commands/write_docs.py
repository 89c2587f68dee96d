"""Writes the pages of docs/ that are drawn from data, or checks that they are current.

No prose lives here beyond a line above each diagram.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import TextChoices

from drafts import lifecycle as of_drafts
from guidance.engine import catalogue_page
from publishing import lifecycle as of_publications
from publishing.platforms.catalogue import platforms_page


S = TypeVar("S", of_drafts.Status, of_publications.PublicationStatus)


class Command(BaseCommand):
    help = "Write the generated pages of docs/; --check fails when one is out of date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        stale = [
            path for path, page in pages() if options["check"] and _is_stale(path, page)
        ]
        if stale:
            names = ", ".join(path.name for path in stale)
            raise CommandError(
                f"Out of date: {names}. Run manage.py write_docs and commit the result."
            )
        if not options["check"]:
            for path, page in pages():
                path.write_text(page, encoding="utf-8")


def pages() -> Iterator[tuple[Path, str]]:
    """Each generated file and what it should hold now."""
    docs = Path(settings.BASE_DIR) / "docs"
    yield docs / "lifecycle.md", lifecycle_page()
    yield docs / "guidance.md", catalogue_page()
    yield docs / "platforms.md", platforms_page()


def lifecycle_page() -> str:
    return "\n".join(
        [
            "# Lifecycles",
            "",
            "Drawn by `manage.py write_docs` from the two lifecycle tables; not by hand.",
            "",
            "## A draft",
            "",
            *diagram(of_drafts.MOVES),
            "",
            "| Status | Who has to act next |",
            "| --- | --- |",
            *[f"| {status.label} | {who} |" for status, who in of_drafts.OWNER.items()],
            "",
            "## A publication: one revision on one account",
            "",
            *diagram(of_publications.MOVES),
            "",
        ]
    )


def diagram(moves: Mapping[S, Mapping[str, S]]) -> Iterator[str]:
    """A Mermaid state diagram of one table of moves."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for status, verbs in moves.items():
        yield f"    {_name(status)}: {status.label}"
        for verb, to in verbs.items():
            yield f"    {_name(status)} --> {_name(to)}: {verb}"
        if not verbs:
            yield f"    {_name(status)} --> [*]"
    yield "```"


def _name(status: TextChoices) -> str:
    return str(status.value).replace(" ", "_")


def _is_stale(path: Path, page: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != page
