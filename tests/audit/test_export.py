"""What leaves the log: bundles, receipts, proofs; each checked without the database."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.events import Event
from audit.export import (
    NothingSealedError,
    checkpoint_note,
    consistency_proof,
    entries_bytes,
    inclusion_proof,
    policy_text,
    receipt,
    tile_bytes,
    write_bundle,
)
from audit.log import Subject, record
from audit.models import Entry
from audit.queries import last_checkpoint
from audit.tree.notes import NoteError
from audit.tree.policy import parse_policy
from audit.tree.proof_file import parse_proof, verify_proof
from audit.tree.proofs import verify_consistency, verify_inclusion
from audit.tree.tiles import parse_path
from audit.tree.verifier import main
from tests.audit.workshop import ALICE, DIGEST, DRAFT


PERSON = Subject("person", ALICE.id)


@pytest.fixture
def log(workshop, settings):
    """A sealed log of 600 entries, one of them with a personal value."""
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = workshop.verifier_key
    with transaction.atomic():
        record(
            Event.PERSON_ADDED,
            actor=ALICE,
            subject=PERSON,
            personal={"name": "Alice Archer"},
        )
        for number in range(599):
            record(
                Event.REVISION_SAVED,
                actor=ALICE,
                subject=DRAFT,
                digest=DIGEST,
                details={"revision": number},
            )
    workshop.seal()
    return workshop


def verified(log, folder, capsys):
    policy = log.folder / "policy"
    policy.write_text(policy_text())
    code = main([str(folder), "--policy", str(policy), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("disclose", "opened"), [(True, 1), (False, 0)])
def test_export_is_verified_offline(log, capsys, disclose, opened):
    exported = write_bundle(log.folder / "bundle", disclose=disclose)
    code, report = verified(log, log.folder / "bundle", capsys)
    assert (code, report["size"], report["opened"]) == (0, 600, opened)
    assert (exported.size, exported.openings) == (600, opened)


def test_manifest_lists_every_file_with_its_sum(log):
    folder = log.folder / "bundle"
    write_bundle(folder, disclose=True)
    listed = (folder / "MANIFEST").read_text().splitlines()
    names = [line.split("  ")[1] for line in listed]
    assert sorted([*names, "MANIFEST"]) == sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
    )


def test_command_logs_the_export_before_it_is_made(log, capsys):
    folder = log.folder / "bundle"
    call_command("export_log", out=folder)
    entry = Entry.objects.order_by("-at")[0]
    capsys.readouterr()
    assert (entry.event, entry.actor) == ("log.exported", "service:operator")
    assert verified(log, folder, capsys)[0] == 0


def test_command_never_writes_into_a_folder_that_is_there(log):
    with pytest.raises(CommandError, match="not exported"):
        call_command("export_log", out=log.folder)


def test_nothing_is_exported_before_the_first_checkpoint(workshop):
    workshop.write(1)
    with pytest.raises(NothingSealedError):
        write_bundle(workshop.folder / "bundle", disclose=False)


def test_receipt_proves_its_entry(log):
    entry = Entry.objects.order_by("at")[300]
    proof = parse_proof((receipt(entry.pk) or "").encode())
    head = verify_proof(proof, bytes(entry.body), parse_policy(policy_text().encode()))
    assert (proof.index, head.size) == (300, 600)


def test_there_is_no_receipt_before_the_seal(log):
    (waiting,) = log.write(1)
    assert receipt(waiting) is None


def test_proofs_from_stored_tiles_hold(log):
    log.write(7)
    log.seal()
    old, new = checkpoints()
    hashes = [bytes(leaf) for leaf in stored_leaves()]
    for index in (0, 255, 256, 511, 512, 599, 606):
        path = inclusion_proof(index, new.size)
        verify_inclusion(hashes[index], index, new.size, path, bytes(new.root))
    proof = consistency_proof(old.size, new.size)
    verify_consistency(old.size, new.size, bytes(old.root), bytes(new.root), proof)


def checkpoints():
    newest = last_checkpoint()
    assert newest is not None
    return [type(newest).objects.get(size=600), newest]


def stored_leaves():
    entries = Entry.objects.filter(leaf__isnull=False).order_by("leaf__index")
    return entries.values_list("leaf_hash", flat=True)


def test_a_proof_is_one_query(log):
    for index in (0, 300, 599):
        with CaptureQueriesContext(connection) as captured:
            inclusion_proof(index, 600)
            consistency_proof(index + 1, 600)
        assert len(captured) == 2


def test_served_tiles_and_entries_are_the_exported_ones(log):
    write_bundle(log.folder / "bundle", disclose=False)
    for path in ("tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"):
        exported = (log.folder / "bundle" / path).read_bytes()
        assert tile_bytes(parse_path(path)) == exported
    for path in ("tile/entries/000", "tile/entries/002.p/88"):
        exported = (log.folder / "bundle" / path).read_bytes()
        assert entries_bytes(parse_path(path)) == exported


def test_a_tile_that_is_not_complete_is_not_served(log):
    for path in ("0/002", "0/002.p/89", "0/003", "1/000", "2/000"):
        assert tile_bytes(parse_path(f"tile/{path}")) is None
    for path in ("002", "002.p/89", "003"):
        assert entries_bytes(parse_path(f"tile/entries/{path}")) is None


def test_served_checkpoint_carries_its_cosignatures(log):
    log.sql(
        "INSERT INTO audit_cosignature (checkpoint_id, witness, line, at)"
        " VALUES (600, 'w', '- w line\n', now())",
        role="sequencer",
    )
    last = checkpoints()[-1]
    assert checkpoint_note(last) == f"{last.note}- w line\n".encode()


def test_policy_names_every_key_of_the_log(log, settings):
    assert policy_text() == f"log {log.verifier_key}\nquorum none\n"
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = "nonsense"
    with pytest.raises(NoteError):
        policy_text()
