"""The log before real witnesses: cosigned, outvoted, lied to; and two keys at once."""

import json
import threading
import time
from contextlib import contextmanager

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command

from audit.export import policy_text, write_bundle
from audit.models import Cosignature
from audit.sequencer import Memory, Sequencer, ask_all
from audit.tree.cosignatures import Cosigner
from audit.tree.notes import parse_key, verifier_key
from audit.tree.policy import parse_policy
from audit.tree.verifier import main
from audit.tree.witness.decision import Answer, Witness, WitnessMemory
from audit.tree.witness.server import WitnessServer
from tests.audit.workshop import ORIGIN
from tests.databases import connected_to


ARCHIVE = Cosigner("archive.example", Ed25519PrivateKey.generate())
AUDIT = Cosigner("audit.example", Ed25519PrivateKey.generate())


class Liar:
    """Answers every request with the same words."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def add_checkpoint(self, _encoded: bytes) -> Answer:
        return self._answer


@contextmanager
def running(witness):
    with WitnessServer(("127.0.0.1", 0), witness) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def honest(workshop, cosigner):
    memory = WitnessMemory(workshop.folder / cosigner.name)
    keys = [parse_key(workshop.verifier_key)]
    try:
        with running(Witness(cosigner, keys, memory, time.time)) as url:
            yield url
    finally:
        memory.close()


def witness_line(cosigner, url):
    return f"witness {cosigner.name} {cosigner.key.text} {url}\n"


def asked(workshop, lines):
    witnesses = parse_policy(f"{lines}quorum none\n".encode()).witnesses
    with connected_to(workshop.urls.sequencer):
        return ask_all(witnesses)


def verified(workshop, policy, capsys, name="bundle"):
    path = workshop.folder / "policy"
    path.write_text(policy)
    code = main([str(workshop.folder / name), "--policy", str(path), "--json"])
    return code, json.loads(capsys.readouterr().out)["sentence"]


@pytest.fixture(autouse=True)
def _public_key(workshop, settings):
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = workshop.verifier_key


def test_a_witnessed_log_meets_its_quorum(workshop, capsys):
    with honest(workshop, ARCHIVE) as one, honest(workshop, AUDIT) as other:
        lines = witness_line(ARCHIVE, one) + witness_line(AUDIT, other)
        for count in (3, 300, 1):
            workshop.write_together(count)
            workshop.seal()
            assert asked(workshop, lines) == [ARCHIVE.name, AUDIT.name]
    write_bundle(workshop.folder / "bundle", disclose=False)
    names = f"{ARCHIVE.name} {AUDIT.name}"
    policy = policy_text().replace("quorum none\n", "")
    both = f"{policy}{lines}group both all {names}\nquorum both\n"
    assert verified(workshop, both, capsys)[0] == 0


def test_a_log_without_its_witnesses_is_not_witnessed(workshop, capsys):
    workshop.write(3)
    workshop.seal()
    write_bundle(workshop.folder / "bundle", disclose=False)
    policy = policy_text().replace("quorum none\n", "")
    line = witness_line(ARCHIVE, "https://archive.example")
    needed = f"{policy}{line}quorum {ARCHIVE.name}\n"
    assert verified(workshop, needed, capsys)[0] == 12


def test_a_witnessed_export_goes_as_far_as_the_witness_saw(workshop, capsys):
    workshop.write(3)
    workshop.seal()
    with honest(workshop, ARCHIVE) as url:
        line = witness_line(ARCHIVE, url)
        asked(workshop, line)
    workshop.write(4)
    workshop.seal()
    write_bundle(workshop.folder / "bundle", disclose=False, witnessed=True)
    policy = policy_text().replace("quorum none\n", "")
    code, said = verified(workshop, f"{policy}{line}quorum {ARCHIVE.name}\n", capsys)
    assert (code, said) == (0, "All 3 entries are as they were signed.")
    assert (workshop.folder / "bundle/witness/1").read_bytes() == (
        workshop.folder / "bundle/checkpoint"
    ).read_bytes()


def test_a_witness_that_knows_more_than_we_remember_says_so(workshop):
    with honest(workshop, ARCHIVE) as url:
        line = witness_line(ARCHIVE, url)
        workshop.write(3)
        workshop.seal()
        asked(workshop, line)
        workshop.rewrite("audit_cosignature", "DELETE FROM audit_cosignature")
        workshop.write(3)
        workshop.seal()
        assert asked(workshop, line) == [ARCHIVE.name]


def test_a_checkpoint_is_asked_for_once(workshop):
    workshop.write(1)
    workshop.seal()
    with honest(workshop, ARCHIVE) as url:
        line = witness_line(ARCHIVE, url)
        assert [asked(workshop, line), asked(workshop, line)] == [[ARCHIVE.name]] * 2
    assert Cosignature.objects.count() == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b""),
        Answer(200, b"nonsense\n"),
        Answer(200, "\u2014 archive.example AAAAAAAAAAAA\n".encode()),
        Answer(409, b"nonsense"),
        Answer(409, b"99\n"),
        Answer(500, b"broken"),
    ],
    ids=lambda answer: f"{answer.status} {answer.body!r:.20}",
)
def test_a_witness_that_answers_nonsense_is_passed_over(workshop, answer):
    workshop.write(1)
    workshop.seal()
    with running(Liar(answer)) as bad, honest(workshop, AUDIT) as good:
        lines = witness_line(ARCHIVE, bad) + witness_line(AUDIT, good)
        assert asked(workshop, lines) == [AUDIT.name]


@pytest.mark.parametrize("url", ["", "ftp://archive.example", "http://127.0.0.1:9"])
def test_a_witness_that_cannot_be_reached_is_passed_over(workshop, url):
    workshop.write(1)
    workshop.seal()
    assert asked(workshop, witness_line(ARCHIVE, url)) == []


def test_nobody_is_asked_about_an_empty_log(workshop):
    assert asked(workshop, witness_line(ARCHIVE, "http://127.0.0.1:9")) == []


def test_the_command_asks_once(workshop, capsys):
    policy = workshop.folder / "witnesses"
    policy.write_text(witness_line(ARCHIVE, "http://127.0.0.1:9") + "quorum none\n")
    workshop.write(1)
    workshop.seal()
    call_command("askwitnesses", policy=policy)
    assert capsys.readouterr().out == "0 of 1 cosigned.\n"


def test_one_key_follows_another_with_both_signing_between(workshop, settings, capsys):
    old, new = workshop.key, Ed25519PrivateKey.generate()
    for signers in ([old], [old, new], [new]):
        workshop.write(2)
        sealed_by(workshop, signers)
        bundle = f"bundle{len(list(workshop.folder.glob('bundle*')))}"
        write_bundle(workshop.folder / bundle, disclose=False)
    first, second = (f"log {verifier_key(ORIGIN, key).text}\n" for key in (old, new))
    found = [
        [
            verified(workshop, f"{keys}quorum none\n", capsys, f"bundle{number}")[0]
            for number in range(3)
        ]
        for keys in (first, second, first + second)
    ]
    assert found == [[0, 0, 10], [10, 0, 0], [0, 0, 0]]


def sealed_by(workshop, keys):
    memory = Memory(workshop.memory_file)
    signers = [(ORIGIN, key) for key in keys]
    with connected_to(workshop.urls.sequencer):
        try:
            return Sequencer(origin=ORIGIN, signers=signers, memory=memory).batch()
        finally:
            memory.unlock()
