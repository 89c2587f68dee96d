"""`record`: what an entry holds, what it refuses, and that it lives with its change."""

import json
from datetime import timedelta
from typing import Any, cast

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
from tests.audit.workshop import ALICE, DIGEST, DRAFT, TOM


PERSON = Subject("person", ALICE.id)
AUTHORITY = AuthorityRef("D-114", "commitment", "Minute of 3 March")


pytestmark = pytest.mark.django_db


def saved(**parts):
    plain: dict[str, Any] = {
        "actor": ALICE,
        "subject": DRAFT,
        "digest": DIGEST,
        "details": {"revision": 3},
    }
    return record(Event.REVISION_SAVED, **plain | parts)


def approved(authorities, **parts):
    """An entry whose details nest: what each authority that was relied on says."""
    plain: dict[str, Any] = {
        "actor": ALICE,
        "subject": DRAFT,
        "digest": DIGEST,
        "authority": AUTHORITY,
        "details": {"revision": 7, "authorities": authorities},
    }
    return record(Event.DECISION_APPROVED, **plain | parts)


def created(team):
    return record(
        Event.DRAFT_CREATED, actor=ALICE, subject=DRAFT, details={"team": team}
    )


def named(name):
    return named_as({"name": name})


def named_as(personal):
    return record(Event.PERSON_ADDED, actor=TOM, subject=PERSON, personal=personal)


def body_of(entry_id):
    return json.loads(bytes(Entry.objects.get(pk=entry_id).body))


def test_record_writes_every_part_into_the_body():
    authorities = {"commitment": {"reference": "D-114", "post": "Deputy director"}}
    entry_id = approved(authorities, actor=TOM)
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
        "subject": {"type": DRAFT.type, "id": DRAFT.id},
        "digest": bytes(range(32)).hex(),
        "details": {"revision": 7, "authorities": authorities},
        "personal": {},
    }


def test_record_writes_canonical_bytes_and_their_leaf_hash():
    entry = Entry.objects.get(pk=approved({"é": {}, "a": {"z": "", "b": "\u2028"}}))
    body = bytes(entry.body)
    assert body == rfc8785.dumps(json.loads(body))
    assert bytes(entry.leaf_hash) == leaf_hash(body)


def test_record_takes_the_time_of_the_database():
    before = timezone.now() - timedelta(seconds=5)
    entry = Entry.objects.get(pk=saved())
    assert before < entry.at < timezone.now() + timedelta(seconds=5)


def test_record_composes_text_so_that_one_word_has_one_spelling():
    entry_id = approved(
        {"cafe\u0301": {"post": "re\u0301sume\u0301"}},
        actor=Actor(ALICE.id, "Cafe\u0301 officer", "author"),
    )
    body = body_of(entry_id)
    assert body["actor"]["post"] == "Café officer"
    assert body["details"]["authorities"] == {"café": {"post": "résumé"}}


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
    ("write", "value"),
    [
        pytest.param(named, 0.5, id="float"),
        pytest.param(named, float("nan"), id="nan"),
        pytest.param(named, 2**53, id="huge integer"),
        pytest.param(named, -(2**53), id="huge negative integer"),
        pytest.param(created, "a\0b", id="NUL"),
        pytest.param(created, "\ud800", id="stray surrogate"),
        pytest.param(named, b"bytes", id="bytes"),
        pytest.param(approved, {1: {}}, id="key that is no text"),
        pytest.param(approved, {"e\u0301": {}, "é": {}}, id="two spellings of a key"),
        pytest.param(created, "x" * 65_536, id="over 65,535 bytes"),
    ],
)
def test_record_refuses_what_has_no_single_spelling(write, value):
    with pytest.raises((ValueError, TypeError), match=r"."):
        write(value)
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
    entry_id = named_as({"name": "Alice Archer"})
    entry = Entry.objects.get(pk=entry_id)
    assert b"Archer" not in bytes(entry.body)
    assert b"Archer" not in bytes(Opening.objects.get(entry=entry).sealed)


def test_opening_opens_its_own_commitment_only(settings):
    entry_id = named_as({"name": "Alice Archer", "email": "Alice Archer"})
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
        named_as({"name": "Alice Archer"})
