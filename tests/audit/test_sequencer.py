"""The sequencer: order, signatures, interruption at every step, and refusal."""

import json
import subprocess
import sys
from threading import Event, Thread

import psycopg
import pytest

from audit.queries import health, seal_of
from audit.sequencer import Busy, Refused, UnusableMemoryError, adopt, run
from audit.sequencer.memory import Memory
from audit.sequencer.signing import SigningKeyError, make_signing_key, read_signing_keys
from audit.sequencer.store import ADVISORY_LOCK
from audit.tree.checkpoint import open_checkpoint
from audit.tree.hashing import root_of
from audit.tree.notes import parse_key
from tests.audit.forgery import forged, insert, now_of
from tests.audit.workshop import ORIGIN, Workshop, environment
from tests.databases import connected_to


class Killed(BaseException):
    """Stands for SIGKILL: nothing between here and the end of the process runs."""


STEPS = (
    "begun",
    "read",
    "signed",
    "memory written",
    "memory synced",
    "memory replaced",
    "remembered",
    "leaves inserted",
    "tiles inserted",
    "checkpoint inserted",
    "committed",
)


def killed_at(step):
    def hook(reached):
        if reached == step:
            raise Killed(step)

    return hook


def leaves(workshop):
    return workshop.sql("SELECT index, entry_id, hash FROM audit_leaf ORDER BY index")


def checkpoints(workshop):
    return workshop.sql("SELECT size, root, note FROM audit_checkpoint ORDER BY size")


def memory_of(workshop):
    return json.loads(workshop.memory_file.read_text())


def assert_whole(workshop, ids):
    """Every entry has one index, without a gap, under a checkpoint that holds."""
    placed = leaves(workshop)
    assert [index for index, _, _ in placed] == list(range(len(ids)))
    assert sorted(entry for _, entry, _ in placed) == sorted(ids)
    hashes = [bytes(leaf) for _, _, leaf in placed]
    key = parse_key(workshop.verifier_key)
    for size, root, note in checkpoints(workshop):
        head, _ = open_checkpoint(note.encode(), [key])
        assert (head.size, head.root) == (size, bytes(root))
        assert head.root == root_of(hashes[:size])


def test_a_batch_seals_what_waits(workshop):
    ids = workshop.write(3)
    assert workshop.seal() == 3
    assert_whole(workshop, ids)
    seals = [seal_of(entry) for entry in ids]
    assert [seal and seal.index for seal in seals] == [0, 1, 2]


def test_a_batch_of_nothing_signs_nothing(workshop):
    assert workshop.seal() == 0
    assert checkpoints(workshop) == []


def test_batches_follow_each_other_across_tiles(workshop):
    ids = []
    for count in (1, 254, 1, 1, 300):
        ids += workshop.write_together(count)
        assert workshop.seal() == count
    assert_whole(workshop, ids)
    assert workshop.sql("SELECT level, index FROM audit_tile ORDER BY 1, 2") == [
        (0, 0),
        (0, 1),
    ]


def test_one_sequencer_seals_many_batches(workshop):
    ids = []
    with workshop.sequencer() as sequencer:
        for count in (2, 0, 5):
            with connected_to(workshop.urls.app):
                ids += workshop.write(count)
            assert sequencer.batch() == count
    assert_whole(workshop, ids)


def test_an_entry_that_commits_late_comes_in_a_later_batch(workshop):
    with psycopg.connect(workshop.urls.app) as slow:
        now = now_of(slow)
        slow_entry = insert(slow, forged(now), at=now)
        early = workshop.write(2)
        with workshop.sequencer() as sequencer:
            taken = [sequencer.batch(), sequencer.batch()]
            slow.commit()
            taken += [sequencer.batch(), sequencer.batch()]
    assert taken == [2, 0, 1, 0]
    assert_whole(workshop, [*early, slow_entry])


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_no_gap_and_no_second_signature(workshop, step):
    ids = workshop.write(2)
    workshop.seal()
    ids += workshop.write_together(260)
    with pytest.raises(Killed):
        workshop.seal(killed_at(step))
    signed = [memory_of(workshop)]
    # More entries arrive while nobody seals: the interrupted batch must not take them.
    ids += workshop.write(3)
    while workshop.seal():
        signed.append(memory_of(workshop))
    signed.append(memory_of(workshop))
    assert_whole(workshop, ids)
    roots = {(held["size"], held["root"]) for held in signed}
    assert len(roots) == len({size for size, _ in roots})


@pytest.mark.parametrize("step", ["leaves inserted", "checkpoint inserted"])
def test_a_second_kill_while_committing_again_changes_nothing(workshop, step):
    ids = workshop.write(3)
    for _ in range(3):
        with pytest.raises(Killed):
            workshop.seal(killed_at(step))
    workshop.seal()
    assert_whole(workshop, ids)


def test_a_failed_batch_is_started_afresh_by_the_same_sequencer(workshop):
    ids = workshop.write(3)
    steps = iter(["leaves inserted"])

    def once(reached):
        if reached == "leaves inserted" and next(steps, None):
            raise RuntimeError("the connection was lost")

    with workshop.sequencer(once) as sequencer:
        with pytest.raises(RuntimeError):
            sequencer.batch()
        sequencer.batch()
    assert_whole(workshop, ids)


def test_a_batch_that_was_rolled_back_is_committed_as_it_was_signed(workshop):
    ids = workshop.write(3)
    workshop.seal()
    ids += workshop.write(2)
    workshop.seal()
    before = checkpoints(workshop)
    forget_checkpoint(workshop, 5)
    ids += workshop.write(1)
    workshop.seal()
    workshop.seal()
    assert checkpoints(workshop)[:2] == before
    assert_whole(workshop, ids)


def forget_checkpoint(workshop, size):
    """Undo a batch as a restored backup would: its entries are there, its rows not."""
    workshop.rewrite(
        "audit_checkpoint", "DELETE FROM audit_checkpoint WHERE size >= %s", size
    )
    workshop.rewrite(
        "audit_leaf",
        "DELETE FROM audit_leaf WHERE index >="
        " (SELECT coalesce(max(size), 0) FROM audit_checkpoint)",
    )


def two_batches(workshop):
    for _ in range(2):
        workshop.write(2)
        workshop.seal()


def roll_back_two_batches(workshop):
    forget_checkpoint(workshop, 1)


def lose_an_entry_of_the_last_batch(workshop):
    forget_checkpoint(workshop, 4)
    workshop.rewrite(
        "audit_entry",
        "DELETE FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_leaf)",
    )


def rewrite_a_leaf(workshop):
    workshop.rewrite(
        "audit_leaf", "UPDATE audit_leaf SET hash = sha256('x') WHERE index = 1"
    )


def rewrite_a_root(workshop):
    workshop.rewrite(
        "audit_checkpoint", "UPDATE audit_checkpoint SET root = sha256('x')"
    )


def lose_the_memory(workshop):
    workshop.memory_file.unlink()


REASONS = {
    roll_back_two_batches: "rolled back",
    lose_an_entry_of_the_last_batch: "not there any more",
    rewrite_a_leaf: "does not lead to the root",
    rewrite_a_root: "diverged",
    lose_the_memory: "somebody else signed, or the memory is an old one",
}


@pytest.mark.parametrize(("tamper", "reason"), REASONS.items())
def test_a_database_that_is_not_the_one_last_signed_is_refused(
    workshop, tamper, reason
):
    two_batches(workshop)
    tamper(workshop)
    workshop.write(1)
    before = checkpoints(workshop)
    with pytest.raises(Refused, match=reason):
        workshop.seal()
    assert checkpoints(workshop) == before


def test_a_running_sequencer_refuses_a_database_changed_under_it(workshop):
    two_batches(workshop)
    with workshop.sequencer() as sequencer:
        sequencer.batch()
        forget_checkpoint(workshop, 4)
        with pytest.raises(Refused, match="rolled back"):
            sequencer.batch()


def test_a_refusal_stays_until_a_person_acts(workshop):
    two_batches(workshop)
    memory = workshop.memory_file.read_bytes()
    lose_the_memory(workshop)
    with pytest.raises(Refused):
        workshop.seal()
    workshop.memory_file.write_bytes(memory)
    with pytest.raises(Refused, match="somebody else signed"):
        workshop.seal()


def test_a_person_may_adopt_the_log_by_its_size_and_root(workshop):
    two_batches(workshop)
    lose_the_memory(workshop)
    with pytest.raises(Refused):
        workshop.seal()
    size, root, _ = checkpoints(workshop)[-1]
    adopted(workshop, size, bytes(root))
    workshop.write(1)
    assert workshop.seal() == 1


def adopted(workshop, size, root):
    memory = Memory(workshop.memory_file)
    with connected_to(workshop.urls.sequencer):
        try:
            adopt(memory, [(ORIGIN, workshop.key)], size=size, root=root)
        finally:
            memory.unlock()


@pytest.mark.parametrize(("size", "root"), [(4, b"x" * 32), (2, None), (5, None)])
def test_nothing_else_can_be_adopted(workshop, size, root):
    two_batches(workshop)
    right = bytes(checkpoints(workshop)[-1][1])
    with pytest.raises(Refused, match="not the one that was named"):
        adopted(workshop, size, root or right)


def test_a_log_signed_by_another_key_is_not_adopted(workshop):
    two_batches(workshop)
    size, root, _ = checkpoints(workshop)[-1]
    other = Workshop(workshop.urls, workshop.folder)
    with pytest.raises(Refused, match="does not hold"):
        adopted(other, size, bytes(root))


def test_two_sequencers_never_work_at_once(workshop, tmp_path_factory):
    other = Workshop(workshop.urls, tmp_path_factory.mktemp("other"), workshop.key)
    with psycopg.connect(workshop.urls.sequencer) as first:
        first.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        with pytest.raises(Busy):
            other.seal()


def test_a_memory_serves_one_sequencer_at_a_time(workshop):
    first = Memory(workshop.memory_file)
    first.lock()
    with pytest.raises(UnusableMemoryError, match="in use"):
        workshop.seal()
    first.unlock()
    assert workshop.seal() == 0


def test_a_memory_that_cannot_be_read_is_not_taken_for_an_empty_one(workshop):
    workshop.memory_file.write_text("{")
    with pytest.raises(UnusableMemoryError):
        workshop.seal()


def test_the_loop_finds_a_lost_database_again_and_stops_when_told(workshop):
    stop = Event()
    ids = workshop.write(2)
    watcher = Thread(target=interrupt_then_stop, args=(workshop, stop, ids))
    watcher.start()
    with workshop.sequencer() as sequencer:
        run(sequencer, stop)
    watcher.join()
    assert_whole(workshop, ids)


def interrupt_then_stop(workshop, stop, ids):
    try:
        wait_until(lambda: checkpoints(workshop), stop)
        workshop.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = 'countersign_sequencer' AND datname = %s",
            workshop.urls.name,
        )
        with psycopg.connect(workshop.urls.app) as app:
            now = now_of(app)
            ids.append(insert(app, forged(now), at=now))
        wait_until(lambda: len(checkpoints(workshop)) == 2, stop)
    finally:
        stop.set()


def wait_until(condition, stop, seconds=20):
    """Look every 50 ms; an AssertionError when it takes too long."""
    for _ in range(seconds * 20):
        if condition():
            return
        stop.wait(0.05)
    raise AssertionError("it did not happen in time")


def command(workshop, *arguments):
    return [sys.executable, "manage.py", *arguments]


@pytest.fixture
def process_environment(workshop):
    key_file = workshop.folder / "key"
    make_signing_key(key_file, ORIGIN)
    ((_, workshop.key),) = read_signing_keys(key_file, ORIGIN)
    return environment(
        DATABASE_URL=workshop.urls.sequencer,
        COUNTERSIGN_LOG_ORIGIN=ORIGIN,
        COUNTERSIGN_SIGNING_KEY_FILE=str(key_file),
        COUNTERSIGN_SEQUENCER_MEMORY=str(workshop.memory_file),
    )


def started(workshop, process_environment):
    return subprocess.Popen(
        command(workshop, "runsequencer"),
        env=process_environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_survives_being_killed_and_stops_cleanly(
    workshop, process_environment
):
    ids = workshop.write(20)
    for _ in range(2):
        with started(workshop, process_environment) as process:
            wait_for_leaves(workshop, len(ids))
            ids += workshop.write(20)
            process.kill()
    with started(workshop, process_environment) as process:
        wait_for_leaves(workshop, len(ids))
        process.terminate()
        assert process.wait(20) == 0
    assert_whole(workshop, ids)


def wait_for_leaves(workshop, count):
    wait_until(lambda: len(leaves(workshop)) >= count, Event())


def test_the_command_refuses_loudly(workshop, process_environment):
    two_batches(workshop)
    lose_the_memory(workshop)
    with started(workshop, process_environment) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "refuses to sign" in said


def test_health_knows_what_waits(workshop):
    workshop.write(3)
    before = health()
    workshop.seal()
    after = health()
    assert (before.entries_waiting, before.entries_sealed) == (3, 0)
    assert (after.entries_waiting, after.entries_sealed) == (0, 3)
    assert (before.late, after.oldest_waiting_age) == (False, None)


def test_a_key_file_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "key"
    public = make_signing_key(path, ORIGIN)
    ((name, private),) = read_signing_keys(path, ORIGIN)
    assert path.stat().st_mode & 0o777 == 0o600
    assert (name, private.public_key().public_bytes_raw()) == (ORIGIN, public.public)
    path.chmod(0o640)
    with pytest.raises(SigningKeyError, match="read by others"):
        read_signing_keys(path, ORIGIN)


def test_a_key_is_never_written_over(tmp_path):
    make_signing_key(tmp_path / "key", ORIGIN)
    with pytest.raises(SigningKeyError, match="could not be made"):
        make_signing_key(tmp_path / "key", ORIGIN)


@pytest.mark.parametrize("content", ["", "garbage\n", "PRIVATE+KEY+other+00+AA==\n"])
def test_a_file_without_our_key_is_refused(tmp_path, content):
    path = tmp_path / "key"
    path.touch(0o600)
    path.write_text(content)
    with pytest.raises(SigningKeyError):
        read_signing_keys(path, ORIGIN)
