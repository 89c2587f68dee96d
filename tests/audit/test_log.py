"""`record`: what an entry holds, what it refuses, and that it lives with its change."""

import json
from datetime import timedelta
from typing import cast

import pytest
import rfc8785
from django.db import connection, transaction
from django.utils import timezone

from audit.events import Event
from audit.log import (
    Actor,
    AuthorityRef,
    OutsideTransactionError,
    Subject,
    record,
)
from audit.models import Entry, Opening
from audit.queries import entries_about
from audit.tree.commitments import opens
from audit.tree.hashing import leaf_hash
from audit.tree.sealing import unseal_opening
from tests.audit.workshop import ALICE, DRAFT, TOM


pytestmark = pytest.mark.django_db


def saved(**parts):
    return record(Event.REVISION_SAVED, **{"actor": ALICE, "subject": DRAFT, **parts})


def body_of(entry_id):
    return json.loads(bytes(Entry.objects.get(pk=entry_id).body))


def test_record_writes_every_part_into_the_body():
    authority = AuthorityRef("D-114", "commitment", "Minute of 3 March")
    entry_id = record(
        Event.DECISION_APPROVED,
        actor=TOM,
        subject=Subject("revision", "r-7"),
        digest=bytes(range(32)),
        authority=authority,
        details={"limit": 40, "reasons": ["exact", None, True]},
    )
    time = Entry.objects.get(pk=entry_id).at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert body_of(entry_id) == {
        "schema": 1,
        "id": str(entry_id),
        "event": "decision.approved",
        "time": time,
        "actor": {"id": TOM.id, "post": TOM.post, "role": TOM.role},
        "authority": {
            "id": "D-114",
            "class": "commitment",
            "reference": "Minute of 3 March",
        },
        "subject": {"type": "revision", "id": "r-7"},
        "digest": bytes(range(32)).hex(),
        "details": {"limit": 40, "reasons": ["exact", None, True]},
        "personal": {},
    }


def test_record_writes_canonical_bytes_and_their_leaf_hash():
    entry = Entry.objects.get(pk=saved(details={"é": 1, "a": {"z": [], "b": "\u2028"}}))
    body = bytes(entry.body)
    assert body == rfc8785.dumps(json.loads(body))
    assert bytes(entry.leaf_hash) == leaf_hash(body)


def test_record_takes_the_time_of_the_database():
    before = timezone.now() - timedelta(seconds=5)
    entry = Entry.objects.get(pk=saved())
    assert before < entry.at < timezone.now() + timedelta(seconds=5)


def test_record_composes_text_so_that_one_word_has_one_spelling():
    entry_id = saved(
        actor=Actor(ALICE.id, "Cafe\u0301 officer", "author"),
        details={"cafe\u0301": "re\u0301sume\u0301"},
    )
    body = body_of(entry_id)
    assert body["actor"]["post"] == "Café officer"
    assert body["details"] == {"café": "résumé"}


def test_record_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        saved()


def test_record_refuses_to_work_outside_a_transaction():
    with pytest.raises(OutsideTransactionError):
        outside_any_transaction(saved)


def outside_any_transaction(verb):
    was = connection.in_atomic_block
    connection.in_atomic_block = False
    try:
        return verb()
    finally:
        connection.in_atomic_block = was


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(0.5, id="float"),
        pytest.param(float("nan"), id="nan"),
        pytest.param(2**53, id="huge integer"),
        pytest.param(-(2**53), id="huge negative integer"),
        pytest.param("a\0b", id="NUL"),
        pytest.param("\ud800", id="stray surrogate"),
        pytest.param(b"bytes", id="bytes"),
        pytest.param({1: "one"}, id="key that is no text"),
        pytest.param({"e\u0301": 1, "é": 2}, id="two spellings of one key"),
        pytest.param("x" * 65_536, id="over 65,535 bytes"),
    ],
)
def test_record_refuses_what_has_no_single_spelling(value):
    with pytest.raises(ValueError, match=r"."):
        saved(details={"value": value})
    assert Entry.objects.count() == 0


def test_record_refuses_an_unknown_event():
    with pytest.raises(ValueError, match=r"draft\.vanished"):
        record(cast("Event", "draft.vanished"), actor=ALICE, subject=DRAFT)


def test_record_refuses_a_digest_that_is_no_sha256():
    with pytest.raises(ValueError, match="32 bytes"):
        saved(digest=b"short")


def test_entry_goes_when_its_change_is_rolled_back():
    with pytest.raises(RuntimeError):
        failing_change()
    assert entries_about([DRAFT]) == []


@transaction.atomic
def failing_change():
    saved()
    raise RuntimeError("the change failed")


def test_personal_values_are_only_committed_to():
    entry_id = saved(personal={"name": "Alice Archer"})
    entry = Entry.objects.get(pk=entry_id)
    assert b"Archer" not in bytes(entry.body)
    assert b"Archer" not in bytes(Opening.objects.get(entry=entry).sealed)


def test_opening_opens_its_own_commitment_only(settings):
    entry_id = saved(personal={"name": "Alice Archer", "email": "Alice Archer"})
    keys = settings.COUNTERSIGN_OPENING_KEYS
    sealed = Opening.objects.get(entry=entry_id, field="name").sealed
    opening = unseal_opening(bytes(sealed), keys)
    found = {
        field: opens(
            opening, bytes.fromhex(commitment), entry_id=str(entry_id), field=field
        )
        for field, commitment in body_of(entry_id)["personal"].items()
    }
    assert opening.value == "Alice Archer"
    assert found == {"name": True, "email": False}


def test_personal_value_needs_a_key(settings):
    settings.COUNTERSIGN_OPENING_KEYS = []
    with pytest.raises(ValueError, match="no key"):
        saved(personal={"name": "Alice Archer"})
