"""The self-check: a whole log holds, and whatever is changed in the database shows."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.events import Event
from audit.log import CannotCheckError, begin_self_check, go_on_with_self_check
from audit.models import Entry, SelfCheck
from audit.queries import alarms, last_self_check, self_check_under_way
from audit.tree.notes import parse_note, sign_note
from tests.audit.workshop import ORIGIN, TOM


@pytest.fixture
def log(workshop, settings):
    """600 entries under three checkpoints, one of them in the middle of a tile."""
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = workshop.verifier_key
    for count in (100, 400, 100):
        workshop.write_together(count)
        workshop.seal()
    return workshop


def verified():
    """The self-check after all its parts, each as small as a part can be."""
    begin_self_check(by=TOM)
    while go_on_with_self_check(seconds=0):
        pass
    return last_self_check()


def result(check):
    return (check.done, check.failure, check.first_bad_index)


def test_log_that_holds_is_verified(log):
    assert result(verified()) == (600, "", None)


def test_log_grows_while_it_is_verified(log):
    begin_self_check(by=TOM)
    go_on_with_self_check(seconds=0)
    log.write_together(500)
    log.seal()
    assert result(verified()) == (600, "", None)
    assert result(verified()) == (1100, "", None)


def test_result_is_recorded_with_who_asked(log):
    verified()
    (entry,) = Entry.objects.filter(event=Event.LOG_VERIFIED)
    assert (entry.actor, entry.actor_post, entry.actor_role) == (
        TOM.id,
        TOM.post,
        TOM.role,
    )
    assert b'"entries":600,"first_bad_index":null,"result":"verified"' in entry.body


def test_each_part_takes_it_further(log):
    begin_self_check(by=TOM)
    seen = []
    for _ in range(3):
        more = go_on_with_self_check(seconds=0)
        seen.append((more, SelfCheck.objects.get().done))
    assert seen == [(True, 256), (True, 512), (False, 600)]


def test_second_request_joins_the_check_under_way(log):
    assert begin_self_check(by=TOM) == begin_self_check(by=TOM)
    assert self_check_under_way()


def test_part_that_another_worker_has_in_hand_is_left_to_it(log):
    begin_self_check(by=TOM)
    with log.holding("SELECT FROM audit_selfcheck FOR UPDATE"):
        assert go_on_with_self_check() is False
    assert SelfCheck.objects.get().done == 0


def test_nothing_to_do_is_no_work(log):
    assert go_on_with_self_check() is False


def queries_of_a_part():
    with CaptureQueriesContext(connection) as queries:
        go_on_with_self_check(seconds=0)
    return len(queries)


def test_a_part_reads_no_more_in_a_longer_log(log):
    begin_self_check(by=TOM)
    go_on_with_self_check(seconds=0)
    before = queries_of_a_part()
    while go_on_with_self_check(seconds=0):
        pass
    log.write_together(2000)
    log.seal()
    begin_self_check(by=TOM)
    for _ in range(7):
        go_on_with_self_check(seconds=0)
    assert queries_of_a_part() <= before + 1


TAMPERED = {
    "an entry and its hash": (
        "audit_entry",
        (
            "UPDATE audit_entry SET body = '{}', leaf_hash = sha256('\\x007b7d')"
            " WHERE id = (SELECT entry_id FROM audit_leaf WHERE index = 300)"
        ),
        ("entry 300 is not the one that the log holds", 300),
    ),
    "the hash of a leaf": (
        "audit_leaf",
        "UPDATE audit_leaf SET hash = sha256('') WHERE index = 255",
        ("entry 255 is not the one that the log holds", 255),
    ),
    "a leaf gone": (
        "audit_leaf",
        "DELETE FROM audit_leaf WHERE index = 7",
        ("entry 7 is missing", 7),
    ),
    "an entry gone": (
        "audit_entry",
        (
            "DELETE FROM audit_entry"
            " WHERE id = (SELECT entry_id FROM audit_leaf WHERE index = 511)"
        ),
        ("the entries end before entry 511", 511),
    ),
    "the last leaf gone": (
        "audit_leaf",
        "DELETE FROM audit_leaf WHERE index = 599",
        ("tile/0/002.p/88 is cut short", 512),
    ),
    "a hash in a tile": (
        "audit_tile",
        (
            "UPDATE audit_tile SET hashes = overlay(hashes placing '\\x00' from 65 for 1)"
            " WHERE index = 1"
        ),
        ("tile/0/001 does not lead to its own hash", 256),
    ),
    "the hash of a tile": (
        "audit_tile",
        "UPDATE audit_tile SET root = sha256('') WHERE index = 0",
        ("tile/0/000 does not lead to its own hash", 0),
    ),
    "a tile gone": (
        "audit_tile",
        "DELETE FROM audit_tile WHERE index = 1",
        ("tile/1/000.p/2 is cut short", 0),
    ),
    "the root of an old checkpoint": (
        "audit_checkpoint",
        "UPDATE audit_checkpoint SET root = sha256('') WHERE size = 100",
        ("the checkpoint of 100 entries is not of the entries that are stored", None),
    ),
    "the text of a checkpoint": (
        "audit_checkpoint",
        (
            "UPDATE audit_checkpoint SET note = replace(note, '500', '501')"
            " WHERE size = 500"
        ),
        (
            (
                "the checkpoint of 500 entries does not hold: "
                f"the signature of {ORIGIN} does not hold"
            ),
            None,
        ),
    ),
    "a checkpoint that is none": (
        "audit_checkpoint",
        "UPDATE audit_checkpoint SET note = 'nothing' WHERE size = 500",
        (
            (
                "the checkpoint of 500 entries does not hold: "
                "a note needs a blank line and signatures"
            ),
            None,
        ),
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_is_changed_in_the_database_shows(log, what):
    table, statement, found = TAMPERED[what]
    log.rewrite(table, statement)
    check = verified()
    assert (check.failure, check.first_bad_index) == found
    assert [alarm.code for alarm in alarms()] == ["self-check-failed"]


def test_checkpoint_of_another_key_is_not_ours(log):
    ((note,),) = log.sql("SELECT note FROM audit_checkpoint WHERE size = 600")
    text = parse_note(note.encode()).text
    forged = sign_note(text, [(ORIGIN, Ed25519PrivateKey.generate())]).encoded
    log.rewrite(
        "audit_checkpoint",
        "UPDATE audit_checkpoint SET note = %s WHERE size = 600",
        forged.decode(),
    )
    assert verified().failure == (
        "no known key of the log signed the checkpoint of 600 entries"
    )


def test_log_that_was_cut_and_signed_again_is_shorter_than_it_was(log):
    verified()
    log.rewrite("audit_checkpoint", "DELETE FROM audit_checkpoint WHERE size > 100")
    assert verified().failure == (
        "rolled back: 600 entries were verified before, and the log has 100"
    )


def test_log_that_was_rewritten_and_signed_again_is_another_one(log):
    verified()
    log.sql("UPDATE audit_selfcheck SET root = sha256('')", role="app")
    assert verified().failure == (
        "diverged: the first 600 entries are not those that were verified before"
    )


def test_alarm_of_a_failure_ends_with_a_check_that_holds(log):
    (before,) = log.sql("SELECT root FROM audit_checkpoint WHERE size = 100")
    damage = "UPDATE audit_checkpoint SET root = %s WHERE size = 100"
    log.rewrite("audit_checkpoint", damage, b"x" * 32)
    assert verified().failure
    log.rewrite("audit_checkpoint", damage, before[0])
    assert (verified().failure, alarms()) == ("", [])


def test_empty_log_has_nothing_to_verify(workshop, settings):
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = workshop.verifier_key
    with pytest.raises(CannotCheckError, match="no checkpoint yet"):
        begin_self_check(by=TOM)


def test_log_without_its_key_cannot_be_verified_here(log, settings):
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = ""
    with pytest.raises(CannotCheckError, match="has not been told"):
        begin_self_check(by=TOM)
