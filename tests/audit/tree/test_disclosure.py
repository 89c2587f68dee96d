"""Disclosed openings, erasures and proof files, as the auditor's own checks see them."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.tree.canonical import encode
from audit.tree.commitments import Opening, commit, new_opening, opens
from audit.tree.cosignatures import Cosigner
from audit.tree.disclosure import Disclosed, format_disclosed
from audit.tree.hashing import leaf_hash, root_of
from audit.tree.notes import NoteError
from audit.tree.policy import parse_policy
from audit.tree.proof_file import ProofFile, format_proof, parse_proof, verify_proof
from audit.tree.proofs import ProofError, prove_inclusion
from audit.tree.verifier import main
from tests.audit.tree.bundles import KEY, POLICY, Spoilt, put, signed, write_log


OPENING = Opening(bytes(range(32)), {"name": "Alice Archer"})
KNOWN_COMMITMENT = "403e9567ffee3ed793d31f94756a407d67811347a6288bae775c95966670d4e8"
WITNESS = Cosigner("w.example", KEY).key.text
SIZE = 300
ERASURE = 290


def entry(number: int) -> bytes:
    name = str(number)
    personal = {"person": commit(OPENING, entry_id=name, field="person").hex()}
    event = "erased" if number == ERASURE else "person.added"
    return encode({"event": event, "id": name, "personal": personal})


ENTRIES = [entry(number) for number in range(SIZE)]


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("log") / "bundle"
    write_log(folder, ENTRIES)
    disclosed = [Disclosed(at, "person", OPENING) for at in (0, 7, 255, 256, 299)]
    put(folder / "openings.jsonl", "".join(map(format_disclosed, disclosed)).encode())
    return folder


@pytest.fixture
def log(original, tmp_path):
    return Spoilt.of(original, tmp_path / "bundle", SIZE)


def verified(folder, capsys):
    policy = folder.parent / "policy"
    policy.write_text(POLICY)
    main([str(folder), "--policy", str(policy), "--json"])
    return json.loads(capsys.readouterr().out)


def test_disclosed_values_hold_and_erasures_are_named(log, capsys):
    report = verified(log.folder, capsys)
    assert (report["code"], report["opened"]) == (0, 5)
    assert (report["erasures"], report["erased_at"]) == (1, [ERASURE])


def test_what_is_not_disclosed_changes_nothing(log, capsys):
    (log.folder / "openings.jsonl").unlink()
    report = verified(log.folder, capsys)
    assert (report["code"], report["opened"]) == (0, 0)


def disclosed_line(**changes):
    line = json.loads(format_disclosed(Disclosed(7, "person", OPENING)))
    return json.dumps({**line, **changes}).encode() + b"\n"


@pytest.mark.parametrize(
    ("lines", "index"),
    [
        (disclosed_line(value="Alice Archer"), 7),
        (disclosed_line(value={"name": "Bob Okafor"}), 7),
        (disclosed_line(salt="AAAA"), 7),
        (disclosed_line(field="other"), 7),
        (disclosed_line(value=0.5), 7),
        (disclosed_line(index=SIZE), None),
        (disclosed_line(index=-1), None),
        (disclosed_line(index=True), None),
        (disclosed_line(index="7"), None),
        (disclosed_line(salt="*"), None),
        (disclosed_line() + disclosed_line(index=6), None),
        (b"\xff\n", None),
        (b"[]\n", None),
        (b"[" * 100_000 + b"\n", None),
        (b"1" * 150_000 + b"\n", None),
        (b" " * 200_001, None),
        (b"\n", None),
    ],
)
def test_a_false_or_malformed_opening_is_invalid(log, capsys, lines, index):
    put(log.folder / "openings.jsonl", lines)
    report = verified(log.folder, capsys)
    assert (report["code"], report["first_bad_index"]) == (10, index)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_flipped_bit_goes_unnoticed(original, tmp_path_factory, capsys, data):
    folder = tmp_path_factory.mktemp("flip") / "bundle"
    log = Spoilt.of(original, folder, SIZE)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    at = data.draw(st.integers(0, len(path.read_bytes()) - 1))
    log.flip(path, at, data.draw(st.integers(0, 7)))
    report = verified(folder, capsys)
    # A letter of JSON's own syntax may be spelt another way and say the same.
    same = path.name == "openings.jsonl" and report["opened"] == 5
    assert report["code"] in {10, 13} or same


def test_an_opening_opens_one_field_of_one_entry():
    opening = new_opening("Alice Archer")
    commitment = commit(opening, entry_id="e-1", field="name")
    found = [
        opens(opening, commitment, entry_id=entry_id, field=name)
        for entry_id in ("e-1", "e-2")
        for name in ("name", "email")
    ]
    assert found == [True, False, False, False]


def test_a_commitment_is_the_published_construction():
    # audit-log section 2, computed once with OpenSSL.
    opening = Opening(b"\x01" * 32, "Alice")
    assert commit(opening, entry_id="e", field="f").hex() == KNOWN_COMMITMENT


LEAVES = [leaf_hash(item) for item in ENTRIES]


def proof_of(index: int, extra: bytes | None = None) -> ProofFile:
    path = prove_inclusion(index, SIZE, lambda start, end: root_of(LEAVES[start:end]))
    checkpoint = signed(SIZE, root_of(LEAVES)).encoded
    return ProofFile(index, tuple(path), checkpoint, extra)


@pytest.mark.parametrize("extra", [None, b"", b"context"])
@pytest.mark.parametrize("index", [0, 7, 299])
def test_proof_file_is_read_as_it_was_written_and_proves_its_entry(index, extra):
    proof = parse_proof(format_proof(proof_of(index, extra)).encode())
    head = verify_proof(proof, ENTRIES[index], parse_policy(POLICY.encode()))
    assert (proof, head.size) == (proof_of(index, extra), SIZE)


def test_proof_file_proves_no_other_entry():
    with pytest.raises(ProofError, match="another root"):
        verify_proof(proof_of(7), ENTRIES[8], parse_policy(POLICY.encode()))


def test_proof_file_needs_the_witnesses_of_the_policy():
    witnessed = POLICY.replace("none", "w").replace(
        "quorum", f"witness w {WITNESS}\nquorum"
    )
    with pytest.raises(NoteError, match="not witnessed"):
        verify_proof(proof_of(7), ENTRIES[7], parse_policy(witnessed.encode()))


TEXT = format_proof(proof_of(7))


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT.replace("@v1", "@v2"),
        TEXT.replace("index 7", "index 07"),
        TEXT.replace("index 7", "index -7"),
        TEXT.replace("index 7\n", ""),
        TEXT.replace("index 7\n", "extra *\nindex 7\n"),
        TEXT.replace("index 7\n", "index 7\nAAAA\n"),
        TEXT.replace("index 7\n", "index 7\n" + ("A" * 43 + "=\n") * 64),
        TEXT.replace("\n\n", "\n"),
        "x" * 2_000_000,
    ],
)
def test_malformed_proof_file_is_refused(text):
    with pytest.raises(ProofError):
        parse_proof(text.encode())


@given(st.binary(max_size=400))
def test_proof_file_of_any_bytes_is_refused(raw):
    with pytest.raises(ProofError):
        parse_proof(raw)
