"""Whatever breaks, at whichever try: one live post, or none and a true status.

A row of the matrix is a platform and a moment; its columns are the faults.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from publishing.models import Publication
from publishing.platforms.registry import ADAPTERS
from tests.publishing.platforms.matrix.house import House, a_house
from tests.publishing.platforms.matrix.proxy import Fault
from tests.publishing.platforms.matrix.servers import SERVERS
from tests.publishing.stage import Stage


FAULTS = [fault for fault in Fault if fault is not Fault.NONE]
# A platform that refuses the credential ends with a person, and nothing live.
FOR_A_PERSON = {Fault.UNAUTHORISED}
PLACES = ["Exampleton", "Sampleford", "Demobury", "Testwick", "Mockham", "Trialby"]


def first_try(house: House, fault: Fault) -> None:
    house.faults[:] = [fault]
    house.run()


def second_try(house: House, fault: Fault) -> None:
    house.faults[:] = [Fault.REFUSED, fault]
    house.run()


def killed_before(house: House, fault: Fault) -> None:
    """The worker that takes it over meets the fault."""
    house.death.moment = "before"
    house.faults[:] = [fault]
    house.run()


def killed_during(house: House, fault: Fault) -> None:
    """The call went wrong, and the worker died of it."""
    house.death.moment = "during"
    house.faults[:] = [fault]
    house.run()


def killed_after(house: House, fault: Fault) -> None:
    """The call went well and was never recorded; the next call goes wrong."""
    house.death.moment = "after"
    house.faults[:] = [Fault.NONE, fault]
    house.run()


MOMENTS: list[Callable[[House, Fault], None]] = [
    first_try,
    second_try,
    killed_before,
    killed_during,
    killed_after,
]


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.__name__)
@pytest.mark.parametrize("platform", SERVERS)
def test_exactly_one_live_post_or_none_and_a_true_status(
    stage: Stage,
    platform: str,
    moment: Callable[[House, Fault], None],
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    with SERVERS[platform]() as server, a_house(
        stage, platform, server, monkeypatch
    ) as house:
        told = {fault: told_of(house, fault, moment) for fault in FAULTS}
    wrong = {fault: told for fault, told in told.items() if not as_it_must(told)}
    record_property("matrix", dict(Counter(live_of(each) for each in told.values())))
    assert wrong == {}


def told_of(
    house: House, fault: Fault, moment: Callable[[House, Fault], None]
) -> tuple[int, str, bool]:
    """How often the words are live, the status, and whether a person was called."""
    text = f"Flood warning near {PLACES[FAULTS.index(fault) % 6]}, {fault.name.lower()}."
    text = text.replace("_", " ").replace("429", "")
    publication = house.approved(text)
    house.stage.seal()
    moment(house, fault)
    status = house.finish(publication)
    live = sum(text in words for words in house.server.live())
    house.faults.clear()
    reconnect(house, publication)
    return live, status, fault in FOR_A_PERSON and bool(publication.why)


def reconnect(house: House, publication: Publication) -> None:
    """What the platform refused is live again for the next column."""
    house.account.credential.state = "live"
    house.account.credential.save()
    if publication.status == "held":
        publication.status = "cancelled"
        publication.save(update_fields=["status"])


def as_it_must(told: tuple[int, str, bool]) -> bool:
    live, status, for_a_person = told
    if status == "published":
        return live == 1
    return status == "held" and for_a_person and live == 0


def live_of(told: tuple[int, str, bool]) -> str:
    live, status, for_a_person = told
    if live > 1:
        return "live twice"
    if live == 1:
        return "live once"
    return "not live, and told so" if for_a_person else "lost"


def test_every_platform_stands_in_the_matrix() -> None:
    # The rehearsal network has no wire that could break; its own switches do that.
    assert set(SERVERS) == set(ADAPTERS) - {"rehearsal"}
