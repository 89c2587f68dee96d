"""The log served in the layout of C2SP tlog-tiles: who may have what, for how long.

What is in a tile is tested with the log; here a copy made through these addresses
must verify.
"""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.events import Event
from audit.queries import Search, last_checkpoint, search
from audit.tree.tiles import TileAddress, tiles_of, width_at
from audit.tree.verifier import main as verify
from tests.audit.workshop import DRAFT
from tests.cast import Cast, assemble
from tests.databases import connected_to, copied_database
from tests.pages import browser_of
from tests.publishing.stage import Stage, set_stage


TILE = "/log/tile/0/000"
BUNDLE = "/log/tile/entries/000"
YEAR = "max-age=31536000, immutable"


@pytest.fixture(scope="module")
def sealed(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    """More than a tile of entries, sealed; written once for all who only read them."""
    with copied_database(uuid.uuid4().hex[:8]) as urls:
        with django_db_blocker.unblock(), connected_to(urls.app):
            stage = set_stage(urls, assemble(), tmp_path_factory.mktemp("log"))
            stage.workshop.write_together(300, DRAFT)
            stage.seal()
        yield stage


@pytest.fixture
def log(sealed: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The sealed log; what a test adds, such as that it was read, is taken back."""
    with (
        django_db_blocker.unblock(),
        connected_to(sealed.urls.app),
        transaction.atomic(),
    ):
        yield sealed
        transaction.set_rollback(True)


@pytest.fixture
def graces(log: Stage) -> Client:
    return browser_of(log.cast.grace)


def size() -> int:
    last = last_checkpoint()
    assert last is not None
    return last.size


def bundles_read() -> list[object]:
    found = search(Search(event=Event.LOG_READ)).entries
    return [entry.body["details"] for entry in found]


def addresses() -> list[TileAddress]:
    bundles = [
        TileAddress(None, index, width_at(0, index, size()))
        for index in range(-(-size() // 256))
    ]
    return [*tiles_of(size()), *bundles]


def test_copy_made_through_these_addresses_verifies(
    log: Stage, graces: Client, tmp_path: Path
) -> None:
    for path in ("checkpoint", *(each.path for each in addresses())):
        (tmp_path / "copy" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / path).write_bytes(graces.get(f"/log/{path}").content)
    policy = tmp_path / "trusted"
    policy.write_text(f"log {log.workshop.verifier_key}\nquorum none\n")
    assert verify([str(tmp_path / "copy"), "--policy", str(policy)]) == 0


@pytest.mark.parametrize(
    ("address", "kind", "caching"),
    [
        ("/log/checkpoint", "text/plain; charset=utf-8", "private, no-cache"),
        (TILE, "application/octet-stream", f"private, {YEAR}"),
        (f"{TILE}.p/7", "application/octet-stream", "private, max-age=60"),
        ("/log/tile/1/000.p/1", "application/octet-stream", "private, max-age=60"),
        (BUNDLE, "application/octet-stream", f"private, {YEAR}"),
        (f"{BUNDLE}.p/2", "application/octet-stream", "private, max-age=60"),
    ],
)
def test_answer_says_what_it_is_and_how_long_it_keeps(
    graces: Client, address: str, kind: str, caching: str
) -> None:
    headers = graces.get(address).headers
    assert (headers["Content-Type"], headers["Cache-Control"]) == (kind, caching)


def test_full_tile_has_256_hashes_and_a_partial_one_its_width(graces: Client) -> None:
    full, part = graces.get(TILE).content, graces.get(f"{TILE}.p/7").content
    assert (len(full), part) == (256 * 32, full[: 7 * 32])


@pytest.mark.parametrize("address", ["/log/checkpoint", TILE])
def test_internal_log_is_for_whoever_is_signed_in(log: Stage, address: str) -> None:
    assert Client().get(address).headers["Location"].startswith("/account/sign-in/")
    people = (log.cast.alice, log.cast.tom, log.cast.sam, log.cast.mallory)
    assert {browser_of(one).get(address).status_code for one in people} == {200}


@pytest.mark.parametrize(
    ("address", "caching"),
    [("/log/checkpoint", "public, no-cache"), (TILE, f"public, {YEAR}")],
)
def test_public_log_is_for_everybody_and_for_shared_caches(
    log: Stage, settings: object, address: str, caching: str
) -> None:
    settings.COUNTERSIGN_LOG_PUBLIC = True  # type: ignore[attr-defined]
    response = Client().get(address)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, caching)


@pytest.mark.parametrize("public", [False, True])
def test_entries_are_for_auditors_whatever_is_public(
    log: Stage, settings: object, public: bool
) -> None:
    settings.COUNTERSIGN_LOG_PUBLIC = public  # type: ignore[attr-defined]
    cast = log.cast
    people = (cast.alice, cast.priya, cast.tom, cast.sam, cast.mallory)
    assert {browser_of(one).get(BUNDLE).status_code for one in people} == {403}
    assert Client().get(BUNDLE).status_code == 302
    assert bundles_read() == []


def test_reading_a_bundle_is_logged_once_for_the_bundle(graces: Client) -> None:
    graces.get(BUNDLE)
    graces.get(TILE)
    graces.get("/log/tile/entries/999")
    assert bundles_read() == [{"first": 0, "entries": 256}]


@pytest.mark.parametrize("kind", ["0", "entries"])
@pytest.mark.parametrize(
    "rest",
    [
        "001",
        "000.p/0",
        "000.p/256",
        "000.p/257",
        "000.p/-1",
        "000.p/",
        "000.p",
        "0",
        "0000",
        "x000/000",
        "999",
        "x999/" * 4 + "999",
        "x999/" * 1800 + "999",
        "../../../etc/passwd",
        "000/../001",
        "%2e%2e/000",
        "000%00",
        "000%0a",
        "%d9%a0%d9%a0%d9%a0",
        "%ff%fe",
        "000?x=1/../../",
        "x" * 5000,
    ],
)
def test_what_names_no_tile_is_not_found(graces: Client, kind: str, rest: str) -> None:
    expected = 200 if rest.startswith("000?") else 404
    assert graces.get(f"/log/tile/{kind}/{rest}").status_code == expected


@pytest.mark.parametrize("level", ["1", "2", "7", "63", "99", "100", "-1", "00", "x"])
def test_tile_of_a_level_that_is_not_there_is_not_found(
    graces: Client, level: str
) -> None:
    assert graces.get(f"/log/tile/{level}/000").status_code == 404


def test_partial_tile_wider_than_the_log_is_not_found(graces: Client) -> None:
    width = size() - 256
    found = [
        graces.get(f"/log/tile/0/001.p/{each}").status_code
        for each in (width, width + 1)
    ]
    assert found == [200, 404]


@pytest.mark.parametrize("address", ["/log/checkpoint", TILE, BUNDLE])
def test_empty_log_has_nothing_to_serve(cast: Cast, address: str) -> None:
    assert browser_of(cast.grace).get(address).status_code == 404


def test_log_is_only_read(graces: Client) -> None:
    assert {
        graces.post(address).status_code
        for address in ("/log/checkpoint", TILE, BUNDLE)
    } == {405}
