"""Whatever breaks, at whichever try: one live post, or none and a true status.

A row of the matrix is a platform and a moment; its columns are the faults.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from publishing.models import Publication
from publishing.platforms.registry import ADAPTERS
from tests.publishing.platforms.matrix.house import House, Step, a_house
from tests.publishing.platforms.matrix.proxy import Fault
from tests.publishing.platforms.matrix.servers import SERVERS
from tests.publishing.platforms.matrix.written import Shelf
from tests.summary import MATRIX


class Told(NamedTuple):
    """How often a post is live, its status, and what people are told of it."""

    live: int
    status: str
    why: str


# The refused credential comes last: it stops the account until a person looks.
FAULTS = [
    *(each for each in Fault if each not in {Fault.NONE, Fault.UNAUTHORISED}),
    Fault.UNAUTHORISED,
]
MOMENTS = {
    "first try": lambda fault: [Step(fault)],
    "second try": lambda fault: [Step(Fault.REFUSED), Step(fault)],
    # Whoever takes it over meets the fault.
    "killed before": lambda fault: [Step(dies="before"), Step(fault)],
    # It went wrong, and the worker died of it.
    "killed during": lambda fault: [Step(fault, dies="after")],
    # It went well and nobody heard; the next call, if there is one, goes wrong.
    "killed after": lambda fault: [Step(dies="after"), Step(fault)],
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("platform", SERVERS)
def test_exactly_one_live_post_or_none_and_a_true_status(
    shelf: Shelf,
    platform: str,
    moment: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    texts = [words_for(fault) for fault in FAULTS]
    with (
        SERVERS[platform]() as server,
        shelf.stage(platform, server.handle, texts, tmp_path) as stage,
        a_house(stage, platform, server, monkeypatch) as house,
    ):
        told = told_of(house, moment)
    record_property(MATRIX, counted(told))
    assert {fault: each for fault, each in told.items() if not as_it_must(each)} == {}


def told_of(house: House, moment: str) -> dict[Fault, Told]:
    """What came of one post for each fault."""
    posts = {fault: house.approved(words_for(fault)) for fault in FAULTS}
    house.stage.seal()
    for fault, publication in posts.items():
        house.meet(publication, *MOMENTS[moment](fault))
    house.finish()
    live = house.server.live()
    return {fault: told(fault, posts[fault], live) for fault in FAULTS}


def words_for(fault: Fault) -> str:
    """Words that no two posts of a row share."""
    name = fault.name.lower().replace("_", " ")
    return f"Flood warning for the River Ouse near Exampleton, {name}."


def told(fault: Fault, publication: Publication, live: list[str]) -> Told:
    publication.refresh_from_db()
    times = sum(words_for(fault) in words for words in live)
    return Told(times, publication.status, publication.why)


def as_it_must(told: Told) -> bool:
    """Live once and known to be; or not live, held, and a person told what to do."""
    if told.status == "published":
        return told.live == 1
    return (told.status, told.live) == ("held", 0) and "Connect it again" in told.why


def counted(told: dict[Fault, Told]) -> dict[str, int]:
    """For the line that the run ends with."""
    return dict(Counter(map(counted_as, told.values())))


def counted_as(told: Told) -> str:
    if told.live > 1:
        return "live twice"
    if told.live == 1:
        return "live once"
    return "not live, and told so" if as_it_must(told) else "lost"


def test_every_platform_stands_in_the_matrix() -> None:
    # The rehearsal network has no wire that could break; its own switches do that.
    assert set(SERVERS) == set(ADAPTERS) - {"rehearsal"}
