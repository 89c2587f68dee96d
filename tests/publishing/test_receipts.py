"""The receipt of a decision: whoever decided may keep it, and it proves itself.

The format is tested with the log.
"""

import json

import pytest

from approvals.actions import send_back
from approvals.models import Decision
from audit.events import Event
from audit.queries import Search, search
from audit.tree.policy import parse_policy
from audit.tree.proof_file import parse_proof, verify_proof
from tests.cast import Cast, a_submitted_draft, an_approved_draft, current
from tests.pages import HOSTILE, browser_of, page_text
from tests.publishing.stage import Stage


@pytest.fixture
def decided(stage: Stage) -> Stage:
    """Written by Alice, approved by Priya, sealed."""
    stage.sealed()
    return stage


def address() -> str:
    return f"/receipts/{Decision.objects.get().pk}.tlog-proof"


def post_page(stage: Stage, name: str) -> str:
    draft = Decision.objects.get().revision.draft_id
    return page_text(browser_of(getattr(stage.cast, name)).get(f"/posts/{draft}/"))


def test_receipt_proves_the_decision_with_the_public_key_alone(decided: Stage) -> None:
    response = browser_of(decided.cast.priya).get(address())
    key = decided.workshop.verifier_key
    policy = parse_policy(f"log {key}\nquorum none\n".encode())
    proof = parse_proof(response.content)
    assert proof.extra is not None
    verify_proof(proof, proof.extra, policy)
    entry = json.loads(proof.extra)
    decision = Decision.objects.get()
    assert (entry["id"], entry["event"], entry["digest"]) == (
        str(decision.entry),
        "decision.approved",
        bytes(decision.digest).hex(),
    )


def test_receipt_is_a_file_to_keep(decided: Stage) -> None:
    response = browser_of(decided.cast.priya).get(address())
    name = f"decision-{Decision.objects.get().pk}.tlog-proof"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_only_who_decided_and_auditors_find_it(decided: Stage) -> None:
    people = ("alice", "bob", "priya", "tom", "grace", "sam", "mallory")
    found = {
        name
        for name in people
        if browser_of(getattr(decided.cast, name)).get(address()).status_code == 200
    }
    assert found == {"priya", "grace"}


def test_everybody_else_is_told_nothing(decided: Stage) -> None:
    people = ("alice", "bob", "tom", "sam", "mallory")
    answers = [
        browser_of(getattr(decided.cast, name)).get(address()).status_code
        for name in people
    ]
    assert answers == [404] * 5


def test_whoever_left_their_post_takes_no_receipts(decided: Stage) -> None:
    decided.cast.priya.holdings.update(ends_on="2025-12-31")
    assert browser_of(decided.cast.priya).get(address()).status_code == 404


def test_taking_a_receipt_is_logged(decided: Stage) -> None:
    browser_of(decided.cast.priya).get(address())
    (entry,) = search(Search(event=Event.LOG_READ)).entries
    assert entry.body["details"] == {"receipt": True}
    assert entry.body["subject"] == {
        "type": "entry",
        "id": str(Decision.objects.get().entry),
    }


def test_decision_that_is_being_sealed_has_no_receipt_yet(cast: Cast) -> None:
    an_approved_draft(cast)
    assert browser_of(cast.priya).get(address()).status_code == 404


@pytest.mark.parametrize("number", HOSTILE)
def test_what_is_no_decision_is_not_found(decided: Stage, number: str) -> None:
    asked = number.encode(errors="replace").decode()
    response = browser_of(decided.cast.grace).get(f"/receipts/{asked}.tlog-proof")
    assert response.status_code == 404


def test_post_page_offers_the_receipt_to_who_decided(decided: Stage) -> None:
    offered = {
        name: "Keep your receipt" in post_page(decided, name)
        for name in ("alice", "priya", "bob")
    }
    assert offered == {"alice": False, "priya": True, "bob": False}


def test_post_page_offers_an_auditor_every_receipt(decided: Stage) -> None:
    assert "Receipt of this decision" in post_page(decided, "grace")


def test_post_page_offers_no_receipt_before_the_seal(stage: Stage) -> None:
    stage.approved()
    assert "Keep your receipt" not in post_page(stage, "priya")


def test_sending_back_has_a_receipt_too(stage: Stage) -> None:
    revision = current(a_submitted_draft(stage.cast))
    digest = bytes(revision.digest)
    send_back(revision, by=stage.cast.priya, digest=digest, reason="Name the river.")
    stage.seal()
    assert "Keep your receipt" in post_page(stage, "priya")
    assert browser_of(stage.cast.priya).get(address()).status_code == 200
