"""Secrets and matched personal values are nowhere that people or exports can read."""

import logging

import psycopg
import pytest

from accounts.actions import store_credential
from accounts.reasons import RefusedError
from drafts.actions import submit
from publishing.actions.claim import claim_next
from publishing.actions.record import record_outcome
from publishing.actions.send import send
from publishing.platforms import registry
from publishing.platforms.protocol import Outcome, PostKey, Ref, Rendered
from publishing.platforms.rehearsal import RehearsalAdapter
from tests.cast import SET_UP, a_draft, a_submitted_draft
from tests.publishing.stage import Stage
from tests.refusals import refused


SECRET = "swordfish-in-the-ouse"
NUMBER = "AB123456C"


def stored(stage: Stage, *tables: str) -> str:
    """Every value of those tables as text (of all tables when none is named)."""
    with psycopg.connect(stage.urls.admin) as connection:
        names = tables or [
            row[0]
            for row in connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            )
        ]
        return "\n".join(
            row[0]
            for name in names
            for row in connection.execute(f'SELECT t::text FROM "{name}" t')  # noqa: S608
        )


def holds(text: str, value: str) -> bool:
    """Whether a value stands there, as it is or as the hex that PostgreSQL prints."""
    return value in text or value.encode().hex() in text


class BrokenAdapter(RehearsalAdapter):
    """A connector whose error message carries the secret, as careless clients do."""

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        raise RuntimeError(f"Authorization: Bearer {self.token}")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.ADAPTERS, "rehearsal", BrokenAdapter)


def test_a_secret_is_in_no_table_and_no_log_line(
    stage: Stage, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store_credential(stage.cast.rehearsal, by=SET_UP, secret={"token": SECRET})
    stage.sealed()
    claimed = claim_next()
    assert claimed is not None

    record_outcome(claimed, send(claimed))

    assert "RuntimeError" in caplog.text
    assert not holds(caplog.text, SECRET)
    assert not holds(stored(stage), SECRET)


def test_a_matched_value_is_in_no_finding_and_no_log_entry(stage: Stage) -> None:
    draft = a_draft(stage.cast, text=f"Your NI number {NUMBER} has been updated")
    with refused("blocked:PD-NINO"):
        submit(draft, by=stage.cast.alice, based_on=1)
    a_submitted_draft(stage.cast, text="We will open 40 centres by March.")
    kept = stored(stage, "drafts_check", "drafts_finding", "audit_entry")
    assert not holds(kept, NUMBER)


def test_a_refusal_does_not_repeat_the_personal_value(stage: Stage) -> None:
    draft = a_draft(stage.cast, text=f"Your NI number {NUMBER} has been updated")
    with pytest.raises(RefusedError) as caught:
        submit(draft, by=stage.cast.alice, based_on=1)
    sentences = " ".join(reason.sentence for reason in caught.value.reasons)
    assert NUMBER not in sentences
