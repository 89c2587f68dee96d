"""A witness's answers, each as c2sp.org/tlog-witness wants it, and over HTTP."""

import http.client
import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.tree.cosignatures import Cosigner, cosigned_at
from audit.tree.hashing import leaf_hash, root_of
from audit.tree.notes import NoteError, parse_note, sign_note, verifier_key
from audit.tree.proofs import prove_consistency
from audit.tree.witness.__main__ import main
from audit.tree.witness.decision import Answer, Witness, WitnessMemory
from audit.tree.witness.keys import make_witness_key, read_witness_key
from audit.tree.witness.request import AddCheckpoint, format_request, parse_request
from audit.tree.witness.server import WitnessServer
from tests.audit.tree.bundles import KEY, ORIGIN, signed
from tests.audit.vectors import VECTORS, needs_vectors


LEAVES = [leaf_hash(bytes([number])) for number in range(40)]
COSIGNER = Cosigner("w.example", Ed25519PrivateKey.from_private_bytes(bytes(32)))
NOON = 1_800_000_000


@pytest.fixture
def memory(tmp_path):
    memory = WitnessMemory(tmp_path / "state")
    yield memory
    memory.close()


@pytest.fixture
def witness(memory):
    return Witness(COSIGNER, [verifier_key(ORIGIN, KEY)], memory, lambda: NOON)


def checkpoint(size, leaves=LEAVES, key=KEY):
    return signed(size, root_of(leaves[:size]), key)


def proof(old, new, leaves=LEAVES):
    return tuple(
        prove_consistency(old, new, lambda start, end: root_of(leaves[start:end]))
    )


def request(old, new, **changes):
    parts = {
        "old": old,
        "proof": proof(old, new) if 0 < old <= new else (),
        "checkpoint": checkpoint(new).encoded,
    }
    return format_request(AddCheckpoint(**{**parts, **changes}))


def test_first_checkpoint_of_a_log_is_cosigned(witness):
    answer = witness.add_checkpoint(request(0, 7))
    note = parse_note(checkpoint(7).encoded + answer.body)
    assert (answer.status, cosigned_at(note, COSIGNER.key)) == (200, NOON)


def test_growing_log_is_cosigned_each_time(witness):
    steps = [(0, 3), (3, 4), (4, 4), (4, 33), (33, 40)]
    assert [witness.add_checkpoint(request(*step)).status for step in steps] == [
        200
    ] * 5


def test_what_was_seen_outlives_the_process(witness, memory, tmp_path):
    witness.add_checkpoint(request(0, 7))
    memory.close()
    again = WitnessMemory(tmp_path / "state")
    assert again.last(ORIGIN) == (7, root_of(LEAVES[:7]))
    again.close()


def test_one_memory_serves_one_process(memory, tmp_path):
    with pytest.raises(OSError, match="unavailable"):
        WitnessMemory(tmp_path / "state")


@pytest.mark.parametrize("old", [0, 3, 8])
def test_another_old_size_is_told_the_right_one(witness, old):
    witness.add_checkpoint(request(0, 7))
    answer = witness.add_checkpoint(request(old, 9))
    assert answer == Answer(409, b"7\n", "text/x.tlog.size")


def test_the_same_size_with_another_root_conflicts(witness):
    witness.add_checkpoint(request(0, 7))
    other = signed(7, leaf_hash(b"other")).encoded
    answer = witness.add_checkpoint(request(7, 7, checkpoint=other))
    assert (answer.status, answer.body) == (409, b"7\n")


def test_a_rewritten_past_is_not_cosigned(witness, memory):
    witness.add_checkpoint(request(0, 7))
    rewritten = [leaf_hash(b"x"), *LEAVES[1:]]
    forged = checkpoint(9, rewritten).encoded
    answer = witness.add_checkpoint(
        request(7, 9, checkpoint=forged, proof=proof(7, 9, rewritten))
    )
    assert (answer.status, memory.last(ORIGIN)[0]) == (422, 7)


def test_a_proof_from_nothing_must_be_empty(witness):
    answer = witness.add_checkpoint(request(0, 7, proof=(LEAVES[0],)))
    assert answer.status == 422


def test_an_unknown_origin_is_not_found(witness):
    text = checkpoint(7).text.replace(ORIGIN, "other.example")
    note = sign_note(text, [("other.example", KEY)])
    assert witness.add_checkpoint(request(0, 7, checkpoint=note.encoded)).status == 404


def test_another_key_is_forbidden(witness):
    note = checkpoint(7, key=Ed25519PrivateKey.generate())
    assert witness.add_checkpoint(request(0, 7, checkpoint=note.encoded)).status == 403


def test_a_false_signature_is_forbidden(witness):
    encoded = checkpoint(7).encoded.replace(b"\n7\n", b"\n8\n")
    assert witness.add_checkpoint(request(0, 7, checkpoint=encoded)).status == 403


@pytest.mark.parametrize(
    "encoded",
    [
        b"",
        b"old 0\n",
        b"new 0\n\n" + checkpoint(7).encoded,
        b"old 00\n\n" + checkpoint(7).encoded,
        b"old -1\n\n" + checkpoint(7).encoded,
        b"old 0\nAAAA\n\n" + checkpoint(7).encoded,
        b"old 0\n\nnonsense",
        b"old 0\n\n" + b"x" * 200_000,
        request(0, 7, proof=(LEAVES[0],) * 64),
        request(9, 7),
    ],
)
def test_a_malformed_request_is_a_bad_one(witness, encoded):
    assert witness.add_checkpoint(encoded).status == 400


@needs_vectors
def test_published_request_is_read():
    encoded = (VECTORS / "signed-note/add-checkpoint.request.txt").read_bytes()
    read = parse_request(encoded)
    assert (read.old, len(read.proof)) == (20_852_014, 4)
    assert format_request(read) == encoded


def test_of_two_requests_at_once_only_one_moves_the_witness_on(witness):
    answers = []
    threads = [
        threading.Thread(
            target=lambda size=size: answers.append(
                witness.add_checkpoint(request(0, size))
            )
        )
        for size in range(1, 17)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status for answer in answers) == [200] + [409] * 15


@pytest.fixture
def address(witness):
    with WitnessServer(("127.0.0.1", 0), witness) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[:2]
        server.shutdown()
        thread.join()


def posted(connection, path, body, headers):
    connection.request("POST", path, body, headers)
    response = connection.getresponse()
    return response.status, response.headers["Content-Type"], response.read()


def test_requests_share_a_connection(address):
    connection = http.client.HTTPConnection(address[0], address[1], timeout=10)
    first = posted(connection, "/add-checkpoint", request(0, 7), {})
    second = posted(connection, "/prefix/add-checkpoint", request(0, 9), {})
    connection.close()
    assert (first[0], second) == (200, (409, "text/x.tlog.size", b"7\n"))


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 404),
        ("/add-checkpoint", {"Content-Length": "100001"}, 413),
        ("/add-checkpoint", {"Content-Length": "-1"}, 411),
        ("/add-checkpoint", {"Content-Length": "many"}, 411),
    ],
)
def test_other_requests_are_refused(address, path, headers, status):
    connection = http.client.HTTPConnection(address[0], address[1], timeout=10)
    answered = posted(connection, path, b"", headers)
    connection.close()
    assert answered[0] == status


def test_a_witness_key_is_made_once_and_read_back(tmp_path, capsys):
    path = tmp_path / "key"
    arguments = ["make-key", "--name", "w.example", "--key", str(path)]
    assert main(arguments) == 0
    said = capsys.readouterr().out.strip()
    assert (read_witness_key(path).key.text, path.stat().st_mode & 0o777) == (
        said,
        0o600,
    )
    assert main(arguments) == 2


@pytest.mark.parametrize("text", ["", "a+b", "PRIVATE+KEY+w+00000000+AQ=="])
def test_a_file_without_a_witness_key_is_refused(tmp_path, text):
    (tmp_path / "key").write_text(text)
    with pytest.raises(NoteError):
        read_witness_key(tmp_path / "key")


def test_a_witness_key_of_another_name_is_refused(tmp_path):
    make_witness_key(tmp_path / "key", "w.example")
    text = (tmp_path / "key").read_text().replace("w.example", "v.example")
    (tmp_path / "key").write_text(text)
    with pytest.raises(NoteError, match="not that of its key"):
        read_witness_key(tmp_path / "key")
