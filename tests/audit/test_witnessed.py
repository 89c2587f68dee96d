"""How far publishing may go: to the last checkpoint, or to the last with its quorum."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.queries import alarms, claimable_size
from audit.tree.cosignatures import Cosigner, cosign
from audit.tree.notes import parse_note


ARCHIVE = Cosigner("archive.example", Ed25519PrivateKey.generate())
AUDIT = Cosigner("audit.example", Ed25519PrivateKey.generate())
LIBRARY = Cosigner("library.example", Ed25519PrivateKey.generate())
EVERYBODY = (ARCHIVE, AUDIT, LIBRARY)


@pytest.fixture
def log(workshop):
    """Checkpoints of 2, 4 and 6 entries."""
    for _ in range(3):
        workshop.write(2)
        workshop.seal()
    return workshop


@pytest.fixture
def waits(log, settings):
    """`waits("quorum …")` has publishing wait for what these lines ask."""

    def wait_for(*lines):
        witnesses = [f"witness {one.name} {one.key.text}" for one in EVERYBODY]
        policy = [f"log {log.verifier_key}", *witnesses, *lines, ""]
        (log.folder / "policy").write_text("\n".join(policy))
        settings.COUNTERSIGN_WITNESS_POLICY = str(log.folder / "policy")
        settings.COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES = True

    return wait_for


def cosigned(log, size, *witnesses, text=None):
    """Store what these witnesses would answer for the checkpoint of this size."""
    ((stored,),) = log.sql("SELECT note FROM audit_checkpoint WHERE size = %s", size)
    note = parse_note((text or stored).encode())
    for witness in witnesses:
        log.sql(
            "INSERT INTO audit_cosignature (checkpoint_id, witness, line, at)"
            " VALUES (%s, %s, %s, now())",
            size,
            witness.name,
            cosign(note, witness, time=1_700_000_000).line,
            role="sequencer",
        )


TWO = ("group two 2 archive.example audit.example library.example", "quorum two")


def test_nobody_waits_for_witnesses_unless_told_to(log):
    assert claimable_size() == 6


def test_empty_log_has_nothing_to_publish(workshop):
    assert claimable_size() == 0


def test_log_is_claimable_as_far_as_the_quorum_saw(log, waits):
    waits(*TWO)
    cosigned(log, 2, *EVERYBODY)
    cosigned(log, 4, ARCHIVE, LIBRARY)
    cosigned(log, 6, AUDIT)
    assert claimable_size() == 4


def test_one_witness_can_be_quorum_enough(log, waits):
    waits("quorum audit.example")
    cosigned(log, 4, ARCHIVE, LIBRARY)
    cosigned(log, 2, AUDIT)
    assert claimable_size() == 2


def test_group_inside_a_group_is_counted_by_what_it_needs(log, waits):
    waits(
        "group bodies all archive.example audit.example",
        "group both 2 bodies library.example",
        "quorum both",
    )
    cosigned(log, 6, ARCHIVE, AUDIT)
    cosigned(log, 4, *EVERYBODY)
    assert claimable_size() == 4


def test_quorum_of_none_is_the_last_checkpoint(log, waits):
    waits("quorum none")
    assert claimable_size() == 6


def test_nothing_is_claimable_before_any_witness_signed(log, waits):
    waits(*TWO)
    assert claimable_size() == 0


def test_cosignature_of_another_checkpoint_counts_for_nothing(log, waits):
    waits("quorum audit.example")
    ((other,),) = log.sql("SELECT note FROM audit_checkpoint WHERE size = 2")
    cosigned(log, 6, AUDIT, text=other)
    assert claimable_size() == 0


def test_checkpoint_of_another_key_counts_for_nothing(log, waits):
    waits("quorum audit.example")
    cosigned(log, 6, AUDIT)
    policy = (log.folder / "policy").read_text().partition("\n")[2]
    (log.folder / "policy").write_text(policy)
    assert claimable_size() == 0


@pytest.mark.parametrize("content", [None, "nonsense\n"])
def test_policy_that_cannot_be_read_lets_nothing_out_and_alarms(log, waits, content):
    waits(*TWO)
    cosigned(log, 6, *EVERYBODY)
    (log.folder / "policy").unlink()
    if content:
        (log.folder / "policy").write_text(content)
    assert claimable_size() == 0
    assert [alarm.code for alarm in alarms()] == ["witness-policy"]


def test_policy_that_nobody_named_lets_nothing_out(log, settings):
    settings.COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES = True
    assert claimable_size() == 0
    assert [alarm.sentence for alarm in alarms()] == [
        "Publishing waits for witnesses, and COUNTERSIGN_WITNESS_POLICY is not set."
    ]


@pytest.mark.parametrize(("seconds", "found"), [(50, []), (70, ["witnesses-late"])])
def test_witnesses_are_late_after_a_minute(log, waits, seconds, found):
    waits(*TWO)
    cosigned(log, 2, *EVERYBODY)
    log.rewrite(
        "audit_checkpoint",
        "UPDATE audit_checkpoint SET signed_at = signed_at - %s * interval '1 s'",
        seconds,
    )
    assert [alarm.code for alarm in alarms()] == found


def test_witnesses_that_saw_everything_are_never_late(log, waits):
    waits(*TWO)
    cosigned(log, 6, *EVERYBODY)
    log.rewrite(
        "audit_checkpoint", "UPDATE audit_checkpoint SET signed_at = '2026-1-1'"
    )
    assert (claimable_size(), alarms()) == (6, [])
