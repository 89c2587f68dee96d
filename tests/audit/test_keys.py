"""The log says when its signing key came and went, as its checkpoints show."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.log import note_keys
from audit.models import Entry
from audit.sequencer import Memory, Sequencer
from audit.tree.entry import parse_body
from audit.tree.notes import verifier_key
from tests.audit.workshop import ORIGIN
from tests.databases import connected_to


def sealed_by(workshop, *keys):
    workshop.write(1)
    memory = Memory(workshop.memory_file)
    signers = [(ORIGIN, key) for key in keys]
    with connected_to(workshop.urls.sequencer):
        try:
            Sequencer(origin=ORIGIN, signers=signers, memory=memory).batch()
        finally:
            memory.unlock()


def told():
    """What the log says of its keys, the oldest first."""
    found = Entry.objects.filter(subject_type="key").order_by("at", "id")
    return [
        (entry.event, entry.subject_id, parse_body(bytes(entry.body))["details"])
        for entry in found
    ]


def identity(key):
    return f"{ORIGIN}+{verifier_key(ORIGIN, key).key_id.hex()}"


@pytest.fixture
def keys(workshop, settings):
    pair = (Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate())
    texts = [verifier_key(ORIGIN, key).text for key in pair]
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = ",".join(texts)
    return pair


def test_unsigned_log_has_no_key(workshop):
    assert (note_keys(), told()) == (0, [])


def test_first_key_is_recorded_once(workshop, keys):
    sealed_by(workshop, keys[0])
    assert (note_keys(), note_keys()) == (1, 0)
    text = verifier_key(ORIGIN, keys[0]).text
    assert told() == [("key.created", identity(keys[0]), {"verifier_key": text})]


def test_key_that_follows_another_is_recorded_with_the_one_that_goes(workshop, keys):
    old, new = keys
    for signers in ([old], [old, new], [new]):
        sealed_by(workshop, *signers)
        note_keys()
    assert [(event, key) for event, key, _ in told()] == [
        ("key.created", identity(old)),
        ("key.created", identity(new)),
        ("key.retired", identity(old)),
    ]


def test_key_that_comes_back_is_recorded_again(workshop, keys):
    old, new = keys
    for signer in (old, new, old):
        sealed_by(workshop, signer)
        note_keys()
    assert [event for event, key, _ in told() if key == identity(old)] == [
        "key.created",
        "key.retired",
        "key.created",
    ]


def test_key_that_this_server_was_not_told_is_named_by_its_id(workshop, keys, settings):
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = ""
    sealed_by(workshop, keys[0])
    note_keys()
    assert told() == [("key.created", identity(keys[0]), {"verifier_key": ""})]


def test_checkpoint_that_does_not_hold_names_no_key(workshop, keys):
    sealed_by(workshop, keys[0])
    workshop.rewrite(
        "audit_checkpoint", "UPDATE audit_checkpoint SET note = 'x' || note"
    )
    assert (note_keys(), told()) == (0, [])
