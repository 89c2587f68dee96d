"""The table of moves: closed, owned, and the same in Python and in PostgreSQL."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import TextChoices

from drafts.lifecycle import MOVES as DRAFT_MOVES
from drafts.lifecycle import OWNER, Status
from publishing.lifecycle import MOVES as PUBLICATION_MOVES
from publishing.lifecycle import PublicationStatus


def test_every_status_has_moves_and_an_owner() -> None:
    assert set(DRAFT_MOVES) == set(OWNER) == set(Status)


def test_every_publication_status_has_moves() -> None:
    assert set(PUBLICATION_MOVES) == set(PublicationStatus)


def pairs_in_sql(path: str) -> set[str]:
    source = (Path(settings.BASE_DIR) / path).read_text(encoding="utf-8")
    return set(re.findall(r"'([a-z ]+ > [a-z ]+)'", source))


@pytest.mark.parametrize(
    ("moves", "path"),
    [
        (DRAFT_MOVES, "drafts/migrations/0002_immutable.py"),
        (PUBLICATION_MOVES, "publishing/migrations/0004_holds.py"),
    ],
)
def test_the_trigger_allows_exactly_the_moves_of_the_table(
    moves: Mapping[TextChoices, Mapping[str, TextChoices]], path: str
) -> None:
    in_python = {
        f"{status.value} > {to.value}"
        for status, verbs in moves.items()
        for to in verbs.values()
        if to != status
    }
    assert pairs_in_sql(path) == in_python
