"""Tiles against the published Tessera log, and their paths and widths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.tree.checkpoint import open_checkpoint
from audit.tree.frontier import Frontier, load_frontier
from audit.tree.hashing import leaf_hash, root_of
from audit.tree.notes import parse_key
from audit.tree.tiles import (
    TileAddress,
    TileError,
    format_bundle,
    format_index,
    parse_bundle,
    parse_path,
    range_hash,
    split_hashes,
    tiles_of,
    width_at,
)
from audit.tree.verifier import main
from tests.audit.vectors import VECTORS, needs_vectors


LOG = VECTORS / "tlog-tiles/log"
KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
LEAVES = [leaf_hash(str(number).encode()) for number in range(70_000)]


@needs_vectors
@pytest.mark.parametrize("size", range(16))
def test_published_checkpoint_of_every_size_is_our_root(size):
    head, _ = open_checkpoint(
        (LOG / f"checkpoint.{size}").read_bytes(), [parse_key(KEY)]
    )
    assert (head.size, head.root) == (size, root_of(published_leaves()[:size]))


@needs_vectors
@pytest.mark.parametrize("size", range(1, 16))
def test_published_partial_tile_of_every_width_is_ours(size):
    tile = (LOG / TileAddress(0, 0, size).path).read_bytes()
    bundle = (LOG / TileAddress(None, 0, size).path).read_bytes()
    entries, whole = parse_bundle(bundle)
    assert whole
    assert split_hashes(tile) == [leaf_hash(entry) for entry in entries]
    assert format_bundle(entries) == bundle


def published_leaves() -> list[bytes]:
    return split_hashes((LOG / "tile/0/000.p/15").read_bytes())


@needs_vectors
def test_published_log_is_verified(tmp_path, capsys):
    policy = tmp_path / "policy"
    policy.write_text(f"log {KEY}\nquorum none\n")
    code = main([str(LOG), "--policy", str(policy)])
    said = capsys.readouterr().out
    assert (code, said.splitlines()[0]) == (
        0,
        "VERIFIED: All 15 entries are as they were signed.",
    )


@needs_vectors
@pytest.mark.parametrize("size", range(1, 16))
def test_published_log_extends_each_of_its_checkpoints(tmp_path, size):
    policy = tmp_path / "policy"
    policy.write_text(f"log {KEY}\nquorum none\n")
    known = ["--known-checkpoint", str(LOG / f"checkpoint.{size}")]
    assert main([str(LOG), "--policy", str(policy), *known]) == 0


@pytest.mark.parametrize(
    ("index", "path"),
    [
        (0, "000"),
        (999, "999"),
        (1000, "x001/000"),
        (1_234_067, "x001/x234/067"),
        (2**55, "x036/x028/x797/x018/x963/968"),
    ],
)
def test_index_is_written_in_groups_of_three(index, path):
    assert format_index(index) == path


@given(
    st.one_of(st.none(), st.integers(0, 63)),
    st.integers(0, 2**55),
    st.integers(1, 256),
)
def test_path_is_read_as_it_was_written(level, index, width):
    address = TileAddress(level, index, width)
    assert parse_path(address.path) == address


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0",
        "tile/0/1",
        "tile/00/000",
        "tile/100/000",
        "tile/0/x000/000",
        "tile/0/000/000",
        "tile/0/x001/x000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/999",
        "tile/-1/000",
        "tile/0/../000",
        "tile/0/000\n",
        "/tile/0/000",
        "tile/entries/000.p/",
    ],
)
def test_any_other_path_is_no_tile(path):
    with pytest.raises(TileError):
        parse_path(path)


@pytest.mark.parametrize(
    ("size", "tiles"),
    [
        (0, []),
        (1, ["tile/0/000.p/1"]),
        (256, ["tile/0/000", "tile/1/000.p/1"]),
        (257, ["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"]),
    ],
)
def test_a_tree_has_exactly_these_tiles(size, tiles):
    assert [tile.path for tile in tiles_of(size)] == tiles


def test_width_is_what_the_specification_says():
    # c2sp.org/tlog-tiles: a tree of 70,000 has 256, then 112 leaves in the last tile.
    widths = [
        width_at(0, 272, 70_000),
        width_at(0, 273, 70_000),
        width_at(1, 1, 70_000),
    ]
    assert widths == [256, 112, 17]


@given(st.integers(1, 70_000), st.data())
def test_range_hash_reads_any_subtree_from_tiles(size, data):
    height = data.draw(st.integers(0, size.bit_length() - 1))
    start = data.draw(st.integers(0, (size - 1) >> height)) << height
    end = min(size, start + (1 << height))
    assert range_hash(kept_hashes, start, end) == root_of(LEAVES[start:end])


def kept_hashes(level: int, start: int, count: int) -> list[bytes]:
    width = 256**level
    return [
        root_of(LEAVES[at * width : (at + 1) * width])
        for at in range(start, start + count)
    ]


@given(st.lists(st.integers(0, 600), max_size=6))
def test_frontier_grows_in_any_steps_to_the_same_root(steps):
    frontier = Frontier()
    for step in steps:
        frontier.append(LEAVES[frontier.size : frontier.size + step])
    size = sum(steps)
    assert (frontier.size, frontier.root()) == (size, root_of(LEAVES[:size]))


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_536, 65_537, 69_999])
def test_frontier_is_loaded_from_what_is_stored(size):
    frontier = load_frontier(size, kept_hashes)
    assert frontier.root() == root_of(LEAVES[:size])
    frontier.append([LEAVES[size]])
    assert frontier.root() == root_of(LEAVES[: size + 1])


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundle_is_read_as_it_was_written(entries):
    assert parse_bundle(format_bundle(entries)) == (entries, True)


@given(st.binary(max_size=300))
def test_bundle_of_any_bytes_is_read_to_its_end(raw):
    entries, whole = parse_bundle(raw)
    assert raw.startswith(format_bundle(entries))
    assert whole == (raw == format_bundle(entries))
