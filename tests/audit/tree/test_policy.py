"""The auditor's trust file: who must have signed, and what cannot be read."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.tree.cosignatures import Cosigner, cosign
from audit.tree.notes import (
    ED25519_COSIGNATURE,
    Note,
    NoteError,
    Signature,
    sign_note,
    verifier_key,
)
from audit.tree.policy import PolicyError, parse_policy


def private(number: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


LOG = verifier_key("log.example", private(0)).text
WITNESSES = {
    name: Cosigner(f"{name}.example", private(number))
    for number, name in enumerate(("x1", "x2", "x3", "y1", "y2"), start=1)
}
LINES = "".join(
    f"witness {name} {cosigner.key.text}\n" for name, cosigner in WITNESSES.items()
)
TEXT = "log.example\n1\n" + "A" * 43 + "=\n"
GROUPS = """
group X 2 x1 x2 x3
group Y any y1 y2
group both all X Y
"""


def note_by(*names: str) -> Note:
    bare = sign_note(TEXT, [("log.example", private(0))])
    lines = [cosign(bare, WITNESSES[name], time=1_700_000_000) for name in names]
    return Note(bare.text, (*bare.signatures, *lines))


def policy_with(quorum):
    text = f"# trust\n\tlog  {LOG} \n{LINES}{GROUPS}quorum {quorum}\n"
    return parse_policy(text.encode())


@pytest.mark.parametrize(
    ("quorum", "names", "met"),
    [
        ("none", "", True),
        ("x1", "", False),
        ("x1", "x2", False),
        ("x1", "x1", True),
        ("X", "x1 y1 y2", False),
        ("X", "x1 x3", True),
        ("X", "x1 x2 x3", True),
        ("Y", "x1", False),
        ("Y", "y2", True),
        ("both", "x1 x2", False),
        ("both", "x1 y1", False),
        ("both", "x1 x2 y1", True),
    ],
)
def test_quorum_counts_the_right_witnesses(quorum, names, met):
    assert policy_with(quorum).is_met_by(note_by(*names.split())) is met


def test_one_witness_twice_counts_once():
    assert not policy_with("X").is_met_by(note_by("x1", "x1"))


def test_a_false_cosignature_of_a_known_witness_rejects_the_note():
    good = note_by("x1")
    line = good.signatures[1]
    false = Signature(line.name, line.key_id, bytes(8) + line.blob[8:])
    with pytest.raises(NoteError, match="does not hold"):
        policy_with("none").is_met_by(Note(good.text, (good.signatures[0], false)))


def test_a_plain_signature_does_not_pass_for_a_cosignature():
    cosigner = WITNESSES["x1"]
    line = Signature(
        cosigner.name,
        cosigner.key.key_id,
        bytes(8) + cosigner.private.sign(TEXT.encode()),
    )
    with pytest.raises(NoteError, match="does not hold"):
        policy_with("x1").is_met_by(Note(TEXT, (line,)))


def test_a_policy_may_name_two_keys_of_one_log():
    second = verifier_key("log.example", private(9)).text
    policy = parse_policy(f"log {LOG}\nlog {second}\nquorum none\n".encode())
    assert [key.text for key in policy.logs] == [LOG, second]


X1 = f"witness x1 {WITNESSES['x1'].key.text}\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no quorum"),
        (f"log {LOG}\n", "no quorum"),
        ("quorum none\nquorum none\n", "line 2 .* second quorum"),
        ("quorum x1\n", "not defined above"),
        ("quorum\n", "too few words"),
        ("quorum none more\n", "too many"),
        ("log\nquorum none\n", "too few words"),
        ("log nonsense\nquorum none\n", "three parts"),
        (f"log {LOG}\nlog {LOG}\nquorum none\n", "the same log key twice"),
        (f"log {WITNESSES['x1'].key.text}\n", "must be an Ed25519 key"),
        (f"witness w {LOG}\n", "must be an Ed25519 cosignature key"),
        (X1 + X1.replace("x1", "x2", 1), "the same witness key twice"),
        (X1 + f"witness x1 {WITNESSES['x2'].key.text}\n", "used twice"),
        (X1.replace("x1", "none", 1), "used twice"),
        (X1 + "group g 2 x1\n", "between one and all"),
        (X1 + "group g 0 x1\n", "between one and all"),
        (X1 + "group g some x1\n", "a number, any or all"),
        (X1 + "group g all\n", "too few words"),
        (X1 + "group g all x1 x1\n", "a member twice"),
        (X1 + "group g all x1\ngroup h all x1\n", "a member twice"),
        (X1 + "group g all g\n", "not defined above"),
        (X1 + "group g all none\n", "not defined above"),
        ("quorum none\r\n", "control character"),
        ("vouch none\n", "unknown word"),
    ],
)
def test_malformed_policy_is_refused_with_its_line(text, reason):
    with pytest.raises(PolicyError, match=reason):
        parse_policy(text.encode())


def test_a_policy_of_any_bytes_ends_in_a_policy_error():
    with pytest.raises(PolicyError):
        parse_policy(bytes(range(32, 256)) + b"\n")


def test_cosignature_key_is_another_key_than_the_plain_one():
    plain = verifier_key("x1.example", private(1))
    witness = verifier_key("x1.example", private(1), ED25519_COSIGNATURE)
    assert plain.key_id != witness.key_id
