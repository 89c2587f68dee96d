"""A log of 70,001 entries, spoiled in every way we know: each caught, and where.

The exit code and the first bad index are exact, and nothing takes long.
"""

import json
import os

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.tree.hashing import leaf_hash
from audit.tree.tiles import format_bundle
from audit.tree.verifier import main
from tests.audit.tree.bundles import (
    POLICY,
    Spoilt,
    bundle_entries,
    entry,
    head_over,
    put,
    signed,
    write_log,
)


SIZE = 70_001
# One tile in the middle of the log, and one entry in the middle of it.
MIDDLE = 40_000
FIRST_OF_MIDDLE = MIDDLE // 256 * 256


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("log") / "bundle"
    write_log(folder, [entry(number) for number in range(SIZE)])
    return folder


@pytest.fixture
def log(original, tmp_path):
    return Spoilt.of(original, tmp_path / "bundle", SIZE)


def verified(folder, capsys, *extra):
    """The exit code, and the first bad index as the JSON report has it."""
    policy = folder.parent / "policy"
    policy.write_text(POLICY)
    code = main([str(folder), "--policy", str(policy), "--json", *extra])
    report = json.loads(capsys.readouterr().out)
    assert report["code"] == code
    return code, report["first_bad_index"]


def test_untouched_log_is_verified(log, capsys):
    assert verified(log.folder, capsys) == (0, None)


def flip_an_entry(log):
    log.flip(log.entries_path(MIDDLE), at=2 + 10)


def flip_the_first_entry(log):
    log.flip(log.entries_path(0), at=2)


def flip_the_last_entry(log):
    path = log.entries_path(SIZE - 1)
    log.flip(path, at=len(path.read_bytes()) - 1)


def flip_a_leaf_in_its_tile(log):
    log.flip(log.tile_path(0, MIDDLE // 256), at=32 * (MIDDLE % 256))


def flip_a_hash_above(log):
    log.flip(log.tile_path(1, 0), at=32 * (MIDDLE // 256))


def flip_the_top(log):
    log.flip(log.tile_path(2, 0), at=0)


def flip_an_entry_and_its_tile(log):
    flip_an_entry(log)
    log.rehash(MIDDLE)


def drop_an_entry(log):
    at = MIDDLE % 256
    log.exchange(MIDDLE, lambda entries: entries[:at] + entries[at + 1 :])


def drop_the_last_entry(log):
    log.exchange(SIZE - 1, lambda entries: entries[:-1])


def duplicate_an_entry(log):
    at = MIDDLE % 256
    log.exchange(MIDDLE, lambda entries: [*entries[: at + 1], *entries[at:]])


def append_an_entry(log):
    log.exchange(SIZE - 1, lambda entries: [*entries, entry(SIZE)])


def swap_neighbours(log):
    at = MIDDLE % 256

    def swapped(entries):
        entries[at], entries[at + 1] = entries[at + 1], entries[at]
        return entries

    log.exchange(MIDDLE, swapped)


def reverse_a_bundle(log):
    log.exchange(MIDDLE, lambda entries: entries[::-1])


def swap_bundles(log):
    one, other = log.entries_path(MIDDLE), log.entries_path(MIDDLE + 256)
    contents = one.read_bytes(), other.read_bytes()
    put(other, contents[0])
    put(one, contents[1])


def swap_bundles_and_tiles(log):
    swap_bundles(log)
    log.rehash(MIDDLE)
    log.rehash(MIDDLE + 256)


def backdate_an_entry(log):
    at = MIDDLE % 256

    def backdated(entries):
        entries[at] = entries[at].replace(b"2026", b"2016")
        return entries

    log.exchange(MIDDLE, backdated)


def empty_an_entry(log):
    at = MIDDLE % 256
    log.exchange(MIDDLE, lambda entries: [*entries[:at], b"", *entries[at + 1 :]])


def bytes_that_are_no_text(log):
    log.flip(log.entries_path(MIDDLE), at=2, bit=7)


def bytes_after_the_last_entry(log):
    path = log.entries_path(MIDDLE)
    put(path, path.read_bytes() + b"\0")


def an_endless_length(log):
    path = log.entries_path(SIZE - 1)
    content = path.read_bytes()
    put(path, b"\xff\xff" + content[2:])


def cut_a_bundle(log):
    path = log.entries_path(MIDDLE)
    log.cut(path, len(path.read_bytes()) - 1)


def cut_a_length(log):
    log.cut(log.entries_path(MIDDLE), 1)


def empty_a_bundle(log):
    log.cut(log.entries_path(MIDDLE), 0)


def cut_a_tile(log):
    log.cut(log.tile_path(0, MIDDLE // 256), 8191)


def lengthen_a_tile(log):
    path = log.tile_path(0, MIDDLE // 256)
    put(path, path.read_bytes() + b"\0")


def lose_a_bundle(log):
    log.entries_path(MIDDLE).unlink()


def lose_a_tile(log):
    log.tile_path(0, MIDDLE // 256).unlink()


def lose_a_tile_above(log):
    log.tile_path(1, 1).unlink()


def a_link_for_a_bundle(log):
    path = log.entries_path(MIDDLE)
    path.rename(log.folder.parent / "elsewhere")
    path.symlink_to(log.folder.parent / "elsewhere")


def a_link_for_a_folder(log):
    (log.folder / "tile").rename(log.folder.parent / "elsewhere")
    (log.folder / "tile").symlink_to(log.folder.parent / "elsewhere")


def a_pipe_for_a_bundle(log):
    log.entries_path(MIDDLE).unlink()
    os.mkfifo(log.entries_path(MIDDLE))


def a_folder_for_a_bundle(log):
    log.entries_path(MIDDLE).unlink()
    log.entries_path(MIDDLE).mkdir()


def a_device_for_a_bundle(log):
    log.entries_path(MIDDLE).unlink()
    log.entries_path(MIDDLE).symlink_to("/dev/zero")


def a_bundle_of_nonsense(log):
    put(log.entries_path(MIDDLE), os.urandom(100_000))


def a_bundle_too_long(log):
    path = log.entries_path(MIDDLE)
    path.unlink()
    with path.open("wb") as file:
        file.truncate(2**34)


INVALID, INCOMPLETE = 10, 13
MUTATIONS = {
    flip_an_entry: (INVALID, FIRST_OF_MIDDLE),
    flip_the_first_entry: (INVALID, 0),
    flip_the_last_entry: (INVALID, SIZE - 1),
    flip_a_leaf_in_its_tile: (INVALID, MIDDLE),
    flip_a_hash_above: (INVALID, FIRST_OF_MIDDLE),
    flip_the_top: (INVALID, 0),
    flip_an_entry_and_its_tile: (INVALID, FIRST_OF_MIDDLE),
    drop_an_entry: (INVALID, MIDDLE),
    drop_the_last_entry: (INCOMPLETE, SIZE - 1),
    duplicate_an_entry: (INVALID, MIDDLE + 1),
    append_an_entry: (INVALID, SIZE),
    swap_neighbours: (INVALID, MIDDLE),
    reverse_a_bundle: (INVALID, FIRST_OF_MIDDLE),
    swap_bundles: (INVALID, FIRST_OF_MIDDLE),
    swap_bundles_and_tiles: (INVALID, FIRST_OF_MIDDLE),
    backdate_an_entry: (INVALID, MIDDLE),
    empty_an_entry: (INVALID, MIDDLE),
    bytes_that_are_no_text: (INVALID, FIRST_OF_MIDDLE),
    bytes_after_the_last_entry: (INVALID, FIRST_OF_MIDDLE + 255),
    an_endless_length: (INCOMPLETE, SIZE // 256 * 256),
    cut_a_bundle: (INCOMPLETE, FIRST_OF_MIDDLE + 255),
    cut_a_length: (INCOMPLETE, FIRST_OF_MIDDLE),
    empty_a_bundle: (INCOMPLETE, FIRST_OF_MIDDLE),
    cut_a_tile: (INCOMPLETE, FIRST_OF_MIDDLE),
    lengthen_a_tile: (INVALID, FIRST_OF_MIDDLE),
    lose_a_bundle: (INCOMPLETE, FIRST_OF_MIDDLE),
    lose_a_tile: (INCOMPLETE, FIRST_OF_MIDDLE),
    lose_a_tile_above: (INCOMPLETE, 65_536),
    a_link_for_a_bundle: (INVALID, FIRST_OF_MIDDLE),
    a_link_for_a_folder: (INVALID, 0),
    a_pipe_for_a_bundle: (INVALID, FIRST_OF_MIDDLE),
    a_folder_for_a_bundle: (INVALID, FIRST_OF_MIDDLE),
    a_device_for_a_bundle: (INVALID, FIRST_OF_MIDDLE),
    a_bundle_of_nonsense: (INVALID, FIRST_OF_MIDDLE),
    a_bundle_too_long: (INVALID, FIRST_OF_MIDDLE),
}


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [pytest.param(*item, id=item[0].__name__) for item in MUTATIONS.items()],
)
def test_spoiled_log_is_caught_and_the_place_named(log, capsys, spoil, expected):
    spoil(log)
    assert verified(log.folder, capsys) == expected


def resigned(log, entries):
    """Replace the whole log by another one, signed by the log's real key."""
    folder = log.folder.parent / "resigned"
    write_log(folder, entries)
    return folder


@pytest.fixture
def known(original, tmp_path):
    path = tmp_path / "known-checkpoint"
    path.write_bytes((original / "checkpoint").read_bytes())
    return ["--known-checkpoint", str(path)]


def test_untouched_log_extends_what_is_known(log, capsys, known):
    assert verified(log.folder, capsys, *known) == (0, None)


def test_longer_log_extends_what_is_known(log, capsys, known):
    longer = resigned(log, [entry(number) for number in range(SIZE + 300)])
    assert verified(longer, capsys, *known) == (0, None)


def test_truncated_and_signed_again_is_rolled_back(log, capsys, known):
    shorter = resigned(log, [entry(number) for number in range(SIZE - 1)])
    assert verified(shorter, capsys) == (0, None)
    assert verified(shorter, capsys, *known) == (11, SIZE - 1)


@pytest.mark.parametrize("size", [SIZE, SIZE + 1, SIZE + 300])
def test_rewritten_and_signed_again_has_diverged(log, capsys, known, size):
    entries = [entry(number) for number in range(size)]
    entries[MIDDLE] = entries[MIDDLE].replace(b"2026", b"2016")
    rewritten = resigned(log, entries)
    assert verified(rewritten, capsys) == (0, None)
    assert verified(rewritten, capsys, *known) == (11, None)


def test_a_tree_below_another_root_is_invalid(log, capsys):
    put(log.folder / "checkpoint", signed(SIZE, leaf_hash(b"other")).encoded)
    assert verified(log.folder, capsys) == (10, None)


@pytest.mark.parametrize("size", [SIZE + 1, SIZE + 65_536, 2**40, 2**63 - 1])
def test_a_size_that_is_not_there_is_incomplete(log, capsys, size):
    put(log.folder / "checkpoint", signed(size, leaf_hash(b"other")).encoded)
    code, index = verified(log.folder, capsys)
    assert (code, index is not None) == (13, True)


def test_a_smaller_size_reads_only_what_it_speaks_of(log, capsys):
    entries = [entry(number) for number in range(MIDDLE)]
    put(log.folder / "checkpoint", head_over(entries).encoded)
    code, _ = verified(log.folder, capsys)
    # Its last tiles are partial ones, which this bundle does not have.
    assert code == 13


def test_a_checkpoint_by_another_key_is_invalid(log, capsys):
    root = head_over([entry(number) for number in range(3)]).text
    other = signed(3, leaf_hash(root.encode()), Ed25519PrivateKey.generate())
    put(log.folder / "checkpoint", other.encoded)
    assert verified(log.folder, capsys) == (10, None)


def test_a_missing_checkpoint_is_incomplete(log, capsys):
    (log.folder / "checkpoint").unlink()
    assert verified(log.folder, capsys) == (13, None)


@pytest.mark.parametrize("at", range(0, 170, 7))
def test_any_flipped_byte_of_the_checkpoint_is_invalid(log, capsys, at):
    log.flip(log.folder / "checkpoint", at)
    assert verified(log.folder, capsys) == (10, None)


def test_an_empty_log_is_verified(tmp_path, capsys):
    write_log(tmp_path / "bundle", [])
    assert verified(tmp_path / "bundle", capsys) == (0, None)


def test_a_bundle_is_split_as_it_was_joined():
    entries = [b"", b"a", b"x" * 65_535]
    assert bundle_entries(format_bundle(entries)) == entries
