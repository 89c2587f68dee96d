"""The monitor: silence while the log is well, and one plain alarm for each trouble."""

import logging
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.queries import alarms
from audit.sequencer import Memory, Refused, Sequencer, run
from tests.audit.workshop import ORIGIN
from tests.databases import connected_to


def codes():
    return [alarm.code for alarm in alarms()]


def age(workshop, *, entries=0, checkpoints=0):
    """Let everything that was written so far be that many seconds older."""
    workshop.rewrite(
        "audit_entry", "UPDATE audit_entry SET at = at - %s * interval '1 s'", entries
    )
    workshop.rewrite(
        "audit_checkpoint",
        "UPDATE audit_checkpoint SET signed_at = signed_at - %s * interval '1 s'",
        checkpoints,
    )


def test_new_log_is_no_cause_for_alarm(workshop):
    assert codes() == []


def test_sealed_log_is_no_cause_for_alarm_however_old(workshop):
    workshop.write(3)
    workshop.seal()
    age(workshop, entries=9000, checkpoints=9000)
    assert codes() == []


def test_entry_in_a_quiet_log_has_some_seconds_to_be_sealed(workshop):
    workshop.write(3)
    workshop.seal()
    age(workshop, entries=9000, checkpoints=9000)
    workshop.write(1)
    assert codes() == []


@pytest.mark.parametrize(("seconds", "found"), [(50, []), (70, ["entry-late"])])
def test_entry_that_was_never_sealed_is_late_after_a_minute(workshop, seconds, found):
    workshop.write(1)
    age(workshop, entries=seconds)
    assert codes() == found


def test_checkpoint_is_late_when_entries_wait_behind_it(workshop):
    workshop.write(1)
    workshop.seal()
    workshop.write(2)
    age(workshop, entries=30, checkpoints=70)
    (alarm,) = alarms()
    assert (alarm.code, alarm.sentence) == (
        "checkpoint-late",
        "The log has not been signed for 70 seconds, and 2 entries wait.",
    )


def test_entry_that_checkpoints_pass_over_is_late(workshop):
    workshop.write(1)
    workshop.seal()
    workshop.write(1)
    age(workshop, entries=70)
    assert codes() == ["entry-late"]


def refused(workshop):
    """Run the sequencer against a database that holds less than it signed."""
    with connected_to(workshop.urls.sequencer):
        memory = Memory(workshop.memory_file)
        signers = [(ORIGIN, workshop.key)]
        try:
            with pytest.raises(Refused):
                run(Sequencer(origin=ORIGIN, signers=signers, memory=memory), Event())
        finally:
            memory.unlock()


def test_refusal_of_the_sequencer_is_told_once_with_its_reason(workshop):
    workshop.write(2)
    workshop.seal()
    workshop.memory_file.unlink()
    refused(workshop)
    refused(workshop)
    (alarm,) = alarms()
    assert (alarm.code, workshop.count("audit_refusal")) == ("refused", 1)
    assert alarm.sentence.startswith("The sequencer refuses to sign the log: the")


def test_refusal_ends_with_the_next_signature(workshop):
    workshop.write(2)
    workshop.seal()
    workshop.memory_file.unlink()
    refused(workshop)
    workshop.rewrite(
        "audit_checkpoint",
        "UPDATE audit_checkpoint SET signed_at = clock_timestamp()",
    )
    assert codes() == []


def test_refusal_stands_where_the_database_does_not_take_word_of_it(workshop, caplog):
    workshop.write(2)
    workshop.seal()
    workshop.memory_file.unlink()
    workshop.sql("REVOKE INSERT ON audit_refusal FROM countersign_sequencer")
    with caplog.at_level(logging.WARNING):
        refused(workshop)
    assert "could not be written down" in caplog.text
    assert codes() == []


def test_command_says_that_all_is_well(workshop, capsys):
    workshop.write(3)
    workshop.seal()
    call_command("check_log_health")
    assert capsys.readouterr().out == "ok: 3 entries are sealed, 0 wait.\n"


def test_command_ends_with_2_and_each_alarm(workshop):
    workshop.write(1)
    age(workshop, entries=70)
    with pytest.raises(CommandError, match=r"^entry-late: An entry") as ended:
        call_command("check_log_health")
    assert ended.value.returncode == 2


def test_command_ends_with_2_where_the_database_does_not_answer(workshop):
    nowhere = workshop.urls.app.replace(workshop.urls.name, "no_such_database")
    with (
        connected_to(nowhere),
        pytest.raises(CommandError, match=r"^unreachable") as ended,
    ):
        call_command("check_log_health")
    assert ended.value.returncode == 2
    assert connection.settings_dict["NAME"] == workshop.urls.name
