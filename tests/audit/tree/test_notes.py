"""Signed notes and keys against the published example, and what is refused."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from audit.tree.checkpoint import TreeHead, open_checkpoint, parse_tree_head
from audit.tree.notes import (
    NoteError,
    Signature,
    parse_key,
    parse_note,
    sign_note,
    verified_signatures,
    verifier_key,
)
from tests.audit.vectors import VECTORS, needs_vectors


KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
NAME = "log.example"
NOTE = sign_note("log.example\n1\n" + "A" * 43 + "=\n", [(NAME, KEY)])
PUBLIC = verifier_key(NAME, KEY)
LINE = NOTE.signatures[0].line


@needs_vectors
def test_published_note_verifies_with_its_published_key():
    note = parse_note((VECTORS / "signed-note/signed-note.note").read_bytes())
    key = parse_key((VECTORS / "signed-note/signed-note.vkey").read_text().strip())
    assert verified_signatures(note, [key]) == [key]
    assert note.text == "This is an example message.\n"


@needs_vectors
def test_published_checkpoint_is_read():
    note = parse_note((VECTORS / "signed-note/checkpoint.txt").read_bytes())
    head = parse_tree_head(note.text)
    assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert head.text == note.text


@needs_vectors
def test_what_our_library_accepts_of_the_ed25519_edge_cases(record_property):
    (path,) = (VECTORS / "ed25519").iterdir()
    cases = json.loads(path.read_bytes())
    accepted = sum(accepts(case) for case in cases)
    record_property("ed25519_edge_cases_accepted", accepted)
    assert len(cases) == 914


def accepts(case):
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(case["key"]))
        key.verify(bytes.fromhex(case["sig"]), case["msg"].encode())
    except Exception:  # noqa: BLE001 - whatever it says, it did not accept
        return False
    return True


def test_note_is_read_as_it_was_written():
    assert parse_note(NOTE.encoded) == NOTE
    assert verified_signatures(NOTE, [PUBLIC]) == [PUBLIC]


def test_note_is_split_at_the_last_blank_line():
    note = sign_note("first\n\nsecond\n", [(NAME, KEY)])
    assert parse_note(note.encoded).text == "first\n\nsecond\n"


def test_signatures_of_unknown_keys_are_passed_over():
    strangers = [
        (f"stranger{number}.example", Ed25519PrivateKey.generate())
        for number in range(16)
    ]
    note = parse_note(sign_note(NOTE.text, [*strangers, (NAME, KEY)]).encoded)
    assert verified_signatures(note, [PUBLIC]) == [PUBLIC]


def test_a_false_signature_of_a_known_key_rejects_the_note():
    false = Signature(NAME, PUBLIC.key_id, KEY.sign(b"something else"))
    note = parse_note(NOTE.encoded + false.line.encode())
    with pytest.raises(NoteError, match="does not hold"):
        verified_signatures(note, [PUBLIC])


def test_the_same_name_with_another_key_is_a_stranger():
    other = verifier_key(NAME, Ed25519PrivateKey.generate())
    assert verified_signatures(NOTE, [other]) == []


@pytest.mark.parametrize(
    "encoded",
    [
        b"",
        b"\n",
        b"no signatures\n",
        b"text\n\n",
        NOTE.encoded[:-1],
        NOTE.encoded.replace(b"\n\n", b"\n"),
        NOTE.encoded.replace(b"\n", b"\r\n"),
        NOTE.encoded.replace("\u2014".encode(), b"-"),
        NOTE.encoded + b"\n",
        NOTE.encoded + b"\xff",
        b"tab\there\n\n" + LINE.encode(),
        b"text\n\n" + "\u2014 name\n".encode(),
        b"text\n\n" + "\u2014 na+me AAAAAAAA\n".encode(),
        b"text\n\n" + "\u2014 name AAAA\n".encode(),
        b"text\n\n" + "\u2014 name AAAAAAAA extra\n".encode(),
        b"text\n\n" + "\u2014 name AAAAAA*A\n".encode(),
        b"text\n\n" + LINE.encode() * 101,
        b"x" * 1_000_001,
    ],
)
def test_malformed_note_is_refused(encoded):
    with pytest.raises(NoteError):
        parse_note(encoded)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000",
        "name+00000000+",
        "name+00000000+AQ==",
        PUBLIC.text.replace("log.example", "log.exampl"),
        PUBLIC.text.upper(),
        " " + PUBLIC.text,
        PUBLIC.text + "\n",
        "na me+" + PUBLIC.text.split("+", 1)[1],
        "+" + PUBLIC.text.split("+", 1)[1],
    ],
)
def test_malformed_key_is_refused(text):
    with pytest.raises(NoteError):
        parse_key(text)


def test_key_is_read_as_it_was_written():
    assert parse_key(PUBLIC.text) == PUBLIC


ROOT = "A" * 43 + "=\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "log.example\n",
        "log.example\n1\n",
        "\n1\n" + ROOT,
        "log.example\n01\n" + ROOT,
        "log.example\n-1\n" + ROOT,
        "log.example\n+1\n" + ROOT,
        "log.example\n1_0\n" + ROOT,
        "log.example\n\u0661\n" + ROOT,
        "log.example\n9223372036854775808\n" + ROOT,
        "log.example\n" + "9" * 5000 + "\n" + ROOT,
        "log.example\n1\nAAAA\n",
        "log.example\n1\n" + "A" * 42 + "B=\n",
        "log.example\n1\n" + "A" * 43 + "\n",
        "log.example\n1\n" + ROOT + "\n",
    ],
)
def test_malformed_checkpoint_is_refused(text):
    with pytest.raises(NoteError):
        parse_tree_head(text)


def test_extension_lines_are_kept():
    head = parse_tree_head("log.example\n1\n" + ROOT + "extension\n")
    assert head.extensions == ("extension",)
    assert head.text == "log.example\n1\n" + ROOT + "extension\n"


def test_checkpoint_needs_a_signature_in_its_own_name():
    text = TreeHead("other.example", 1, bytes(32)).text
    note = sign_note(text, [(NAME, KEY)])
    with pytest.raises(NoteError, match="no known key of the log"):
        open_checkpoint(note.encoded, [PUBLIC])


def test_checkpoint_fits_in_a_post():
    text = TreeHead("countersign.example/log", 10**7, bytes(32)).text
    note = sign_note(text, [("countersign.example/log", KEY)])
    assert len(note.encoded.decode()) < 280
