"""The auditor's pages: searching, one entry with its proof, export, and being logged.

The formats themselves are tested with the log.
"""

import io
import tarfile
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from approvals.actions import send_back
from audit.events import Event
from audit.queries import Search, search
from audit.tree.policy import parse_policy
from audit.tree.proof_file import parse_proof, verify_proof
from audit.tree.verifier import main as verify
from tests.archives import unpack
from tests.cast import Cast, a_draft, a_submitted_draft, an_approved_draft, current
from tests.pages import (
    EXTREME_TIMES,
    HOSTILE,
    browser_of,
    page_text,
    problems,
    title_of,
)
from tests.publishing.stage import Stage


DASH = "\N{EN DASH}"


@pytest.fixture
def graces(cast: Cast) -> Client:
    return browser_of(cast.grace)


@pytest.fixture
def sealed_log(stage: Stage) -> Client:
    """Grace's browser over a log in which everything so far is sealed."""
    a_submitted_draft(stage.cast)
    stage.seal()
    return browser_of(stage.cast.grace)


def readings() -> list[object]:
    """What the log says about its own readers, the newest first."""
    return [
        {"subject": entry.body["subject"], "details": entry.body["details"]}
        for entry in search(Search(event=Event.LOG_READ)).entries
    ]


def shown_events(text: str) -> list[str]:
    words = (
        "Draft created",
        "Revision saved",
        "Revision submitted",
        "Publication scheduled",
        "Hold placed",
    )
    return [word for word in words if word in text]


def listed(client: Client, query: str) -> list[str]:
    page = client.get(f"/log/?{query}").content.decode()
    return shown_events(page.split("</form>", 2)[1])


def test_log_shows_everything_the_newest_first(cast: Cast, graces: Client) -> None:
    a_submitted_draft(cast)
    text = page_text(graces.get("/log/"))
    assert text.index("by Alice Archer, Press officer. About draft") > 0


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ("event=draft.created", ["Draft created"]),
        ("actor=Alice+Archer&event=revision.saved", ["Revision saved"]),
        ("actor=alice%40rivers.example&event=revision.saved", ["Revision saved"]),
        ("actor=Tom+Reed", []),
        ("actor=service:test", []),
        ("subject=draft+{draft}&event=revision.submitted", ["Revision submitted"]),
        ("subject=draft+999999", []),
        ("job_post=Press+officer&event=revision.saved", ["Revision saved"]),
        ("account=%40RiversDept+on+Rehearsal+network", ["Publication scheduled"]),
        ("since=2026-01-01&event=draft.created", ["Draft created"]),
        ("until=2025-01-01", []),
    ],
)
def test_log_is_searched_by_what_who_about_and_when(
    cast: Cast, graces: Client, query: str, events: list[str]
) -> None:
    draft = an_approved_draft(cast)
    assert listed(graces, query.format(draft=draft.pk)) == events


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("event=made.up", "Choose what happened from the list."),
        (
            "actor=Nobody",
            "Nobody has that name or email address. Try a part of the name.",
        ),
        ("actor=a", "More than one person has that name. Use their email address."),
        (
            "job_post=Alice+Archer",
            "Nobody has acted in a post of that title. Write it in full.",
        ),
        (
            "account=%40Elsewhere",
            "Nothing is in the log about that account. Write it like “@RiversDept on X”.",
        ),
        ("subject=what+a+day", "Write a kind and a number, such as “draft 12”."),
        ("since=yesterday", "Write the first day like 2026-11-21."),
        ("until=9999-12-31", "Write the last day like 2026-11-21."),
        (
            "since=2026-02-01&until=2026-01-01",
            "The last day must not be before the first.",
        ),
    ],
)
def test_search_that_makes_no_sense_is_explained_and_kept(
    cast: Cast, graces: Client, query: str, sentence: str
) -> None:
    response = graces.get(f"/log/?{query}")
    assert problems(response) == [sentence]
    assert title_of(response).startswith("Problem: Log")
    assert readings() == []


@pytest.mark.parametrize(
    "field",
    [
        "event",
        "actor",
        "subject",
        "job_post",
        "account",
        "since",
        "until",
        "after",
        "q",
    ],
)
def test_hostile_search_is_answered_with_a_page(graces: Client, field: str) -> None:
    values = [value.encode(errors="replace").decode() for value in HOSTILE]
    statuses = {
        graces.get(address, {field: value}, follow=True).status_code
        for address in ("/log/", "/log/find/")
        for value in [*values, "x" * 5000]
    }
    assert statuses <= {200, 404}


def test_reading_is_logged_once_with_what_was_asked(cast: Cast, graces: Client) -> None:
    graces.get("/log/?event=draft.created&actor=Alice+Archer")
    assert readings() == [
        {
            "subject": {"id": "search", "type": "log"},
            "details": {
                "event": "draft.created",
                "actor": str(cast.alice.pk),
                "subject": "",
                "post": "",
                "account": "",
                "since": "",
                "until": "",
                "first_page": True,
            },
        }
    ]


def test_reading_one_entry_is_logged_with_its_id(cast: Cast, graces: Client) -> None:
    a_draft(cast)
    (entry,) = search(Search(event=Event.DRAFT_CREATED)).entries
    graces.get(f"/log/entries/{entry.id}/")
    assert readings() == [
        {"subject": {"id": str(entry.id), "type": "entry"}, "details": {}}
    ]


def test_long_log_is_read_by_key_without_loss_or_repetition(
    cast: Cast, graces: Client
) -> None:
    for _ in range(40):
        a_draft(cast)
    seen: list[str] = []
    address = "/log/?event=draft.created"
    pages = 0
    while address:
        found = graces.get(address)
        seen += [str(line.entry.id) for line in found.context["lines"]]
        address = found.context["next"]
        pages += 1
    assert (pages, len(seen), len(set(seen))) == (1, 40, 40)
    everything = graces.get("/log/?subject=draft")
    rest = graces.get(everything.context["next"])
    first = [line.entry.id for line in everything.context["lines"]]
    second = [line.entry.id for line in rest.context["lines"]]
    assert (len(first), len(second)) == (50, 30)
    assert not set(first) & set(second)
    assert rest.context["next"] == ""


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_queries_do_not_grow_with_the_log(cast: Cast, graces: Client) -> None:
    a_draft(cast)
    with_one = queries_of(graces, "/log/?event=draft.created")
    a_draft(cast)
    a_submitted_draft(cast, by=cast.bob)
    assert queries_of(graces, "/log/?event=draft.created") == with_one


def test_entry_waiting_for_its_seal_says_so(cast: Cast, graces: Client) -> None:
    a_draft(cast)
    (entry,) = search(Search(event=Event.DRAFT_CREATED)).entries
    response = graces.get(f"/log/entries/{entry.id}/")
    assert title_of(response) == f"Draft created {DASH} being sealed {DASH} Countersign"
    assert "tlog-proof" not in page_text(response)


def test_entry_shows_its_exact_bytes_and_where_it_is(sealed_log: Client) -> None:
    response = sealed_log.get("/log/entries/1/")
    (entry,) = search(Search(event=Event.DRAFT_CREATED)).entries
    assert title_of(response) == f"Draft created {DASH} entry 1 {DASH} Countersign"
    text = page_text(response)
    assert entry.body_bytes.decode() in text
    assert entry.leaf_hash.hex() in text
    assert "Index 1 in a tree of" in text


def test_proof_of_an_entry_verifies_with_the_public_key_alone(
    sealed_log: Client, stage: Stage
) -> None:
    (entry,) = search(Search(event=Event.DRAFT_CREATED)).entries
    response = sealed_log.get("/log/entries/1.tlog-proof")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="1.tlog-proof"'
    )
    policy = parse_policy(f"log {stage.workshop.verifier_key}\nquorum none\n".encode())
    head = verify_proof(parse_proof(response.content), entry.body_bytes, policy)
    assert head.origin == "countersign.example/log"


def test_erased_words_are_said_to_be_erased_and_kept_ones_are_shown(
    cast: Cast, graces: Client
) -> None:
    revision = current(a_submitted_draft(cast))
    digest = bytes(revision.digest)
    send_back(revision, by=cast.priya, digest=digest, reason="Name the river.")
    (entry,) = search(Search(event=Event.DECISION_RETURNED)).entries
    address = f"/log/entries/{entry.id}/"
    assert "Name the river." in page_text(graces.get(address))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_opening WHERE entry_id = %s", [entry.id])
    text = page_text(graces.get(address))
    assert "Name the river." not in text
    assert "Erased every proof still holds without it." in text


@pytest.mark.parametrize(
    "address",
    [
        "/log/entries/999999/",
        f"/log/entries/{'9' * 30}/",
        f"/log/entries/{'9' * 5000}/",
        "/log/entries/01a1fd55-61df-7d25-885d-8d88ac03914a/",
        "/log/entries/999999.tlog-proof",
        f"/log/entries/{'9' * 30}.tlog-proof",
        "/log/checkpoint",
    ],
)
def test_what_is_not_in_the_log_is_not_found(graces: Client, address: str) -> None:
    assert graces.get(address).status_code == 404


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("1204", "/log/entries/1204/"),
        ("draft 12", "/log/?subject=draft+12"),
        ("Alice Archer", "/log/?actor=Alice+Archer"),
        ("  ", "/log/"),
    ],
)
def test_one_box_finds_entries_subjects_and_people(
    graces: Client, words: str, address: str
) -> None:
    response = graces.get("/log/find/", {"q": words})
    assert response.headers["Location"] == address


def test_checkpoint_is_plain_text_for_everybody_who_is_signed_in(
    sealed_log: Client, stage: Stage
) -> None:
    response = browser_of(stage.cast.alice).get("/log/checkpoint")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("countersign.example/log\n")


def test_export_is_a_bundle_that_the_offline_verifier_accepts(
    sealed_log: Client, stage: Stage, tmp_path: Path
) -> None:
    key = stage.workshop.verifier_key
    with override_settings(COUNTERSIGN_LOG_VERIFIER_KEY=key):
        response = sealed_log.post("/log/export/")
        content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        unpack(archive, tmp_path)
    policy = tmp_path / "trusted"
    policy.write_text(f"log {key}\nquorum none\n")
    assert verify([str(tmp_path / "log"), "--policy", str(policy)]) == 0
    assert (tmp_path / "log" / "openings.jsonl").read_bytes() == b""


@pytest.mark.parametrize("moment", EXTREME_TIMES)
def test_a_key_at_the_ends_of_the_calendar_is_no_trouble(
    graces: Client, moment: str
) -> None:
    key = f"{moment}_00000000-0000-0000-0000-000000000000"
    assert graces.get("/log/", {"after": key}).status_code == 200


def test_export_is_logged_with_whether_it_discloses(
    sealed_log: Client, stage: Stage
) -> None:
    response = sealed_log.post("/log/export/", {"disclose": "yes"})
    assert b"".join(response.streaming_content)  # type: ignore[attr-defined]
    (entry,) = search(Search(event=Event.LOG_EXPORTED)).entries
    assert entry.body["details"] == {"disclosed": True}
    assert entry.body["actor"] == {
        "id": str(stage.cast.grace.pk),
        "post": "Internal auditor",
        "role": "auditor",
    }


def test_export_of_an_unsealed_log_is_refused_in_words(graces: Client) -> None:
    response = graces.post("/log/export/", follow=True)
    assert "there is nothing to export" in page_text(response)
    assert search(Search(event=Event.LOG_EXPORTED)).entries == []


def test_nobody_else_exports(cast: Cast) -> None:
    statuses = {
        name: browser_of(getattr(cast, name)).post("/log/export/").status_code
        for name in ("alice", "priya", "tom", "sam", "mallory")
    }
    assert set(statuses.values()) == {403}


def test_health_page_says_how_to_check_without_us(sealed_log: Client) -> None:
    response = sealed_log.get("/log/health/")
    assert title_of(response) == f"Health of the log {DASH} working {DASH} Countersign"
    assert "python -m audit.tree.verifier" in page_text(response)
