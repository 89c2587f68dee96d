"""How far a post's files are on its platform, read from what staging keeps of them."""

from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from publishing.platforms.progress import DONE, uploaded
from publishing.platforms.protocol import (
    Attachment,
    Connection,
    PostKey,
    Ref,
    Staged,
    Wording,
)
from publishing.platforms.registry import ADAPTERS
from tests.publishing.platforms.matrix.servers import SERVERS
from tests.publishing.platforms.media_shelf import Shelf


PICTURE = Attachment("ab" * 32, "image/jpeg", "Map of the Ouse")
FILM = Attachment("ef" * 32, "video/mp4", "The Ouse from the air", captions="WEBVTT")
SIZES = {PICTURE.sha256: 100_000, FILM.sha256: 8_000_000}
MOST_STEPS = 20
THREE = (PICTURE, PICTURE, PICTURE)


@pytest.mark.parametrize(
    ("platform", "media", "ref", "said"),
    [
        ("mastodon", (), {"reads": "plain"}, ""),
        (
            "mastodon",
            THREE,
            {"media": ["1", "2"], "waiting": ""},
            "2 of 3 files uploaded",
        ),
        (
            "mastodon",
            (FILM,),
            {"media": [], "waiting": "7"},
            "0 of 1 file uploaded, and the platform is still working on it",
        ),
        ("discourse", THREE, {"topic": "4"}, "0 of 3 files uploaded"),
        (
            "bluesky",
            THREE,
            {"did": "did:plc:a", "blobs": ["{}"]},
            "1 of 3 files uploaded",
        ),
        (
            "wordpress",
            (FILM,),
            {"post": "-", "files": ["8 u"]},
            "1 of 2 files uploaded",
        ),
        (
            "x",
            (FILM,),
            {"ready": [], "id": "9", "step": "append 3"},
            "0 of 1 file uploaded, 3 of 8 pieces of it",
        ),
        (
            "x",
            (PICTURE, FILM),
            {"ready": ["8"], "id": "9", "step": "status"},
            "1 of 2 files uploaded, and the platform is still working on the next",
        ),
        ("x", (FILM,), {"ready": ["9"]}, "1 of 1 file uploaded"),
        (
            "linkedin",
            (FILM,),
            {"video": "urn:1", "urls": ["a", "b"], "etags": ["x"], "token": ""},
            "0 of 1 file uploaded, 1 of 2 pieces of it",
        ),
        (
            "linkedin",
            (FILM,),
            {"video": "urn:1", "urls": ["a"], "etags": ["x"], "finishing": "yes"},
            "0 of 1 file uploaded, and the platform is still working on it",
        ),
        ("facebook", THREE, {"photos": ["1"]}, "1 of 3 files uploaded"),
        (
            "facebook",
            (FILM,),
            {"session": "5", "video": "6", "first": "2000000", "last": "6000000"},
            "0 of 1 file uploaded, 25% of it",
        ),
        (
            "instagram",
            THREE,
            {"children": ["1", "2", "3"], "ready": "2"},
            "2 of 3 files uploaded, and the platform is still fetching the next",
        ),
        (
            "instagram",
            THREE,
            {"children": ["1", "2", "3"], "ready": "3", "container": "4"},
            "3 of 3 files uploaded, and the platform is putting them together",
        ),
        (
            "threads",
            (PICTURE,),
            {"container": "4"},
            "0 of 1 file uploaded, and the platform is still fetching it",
        ),
        ("threads", (PICTURE,), {"tries": "1"}, "0 of 1 file uploaded"),
    ],
)
def test_it_says_how_many_files_are_there_and_how_the_next_one_stands(
    platform: str, media: tuple[Attachment, ...], ref: Ref, said: str
) -> None:
    assert uploaded(platform, media, ref, SIZES) == said


def test_nothing_is_made_up_about_a_file_whose_size_nobody_knows() -> None:
    ref = {"session": "5", "first": "2000000", "last": "6000000"}
    assert uploaded("facebook", (FILM,), ref, {}) == "0 of 1 file uploaded"


def test_no_platform_is_forgotten() -> None:
    assert set(DONE) == set(ADAPTERS)


def a_picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("platform", SERVERS)
def test_each_adapter_keeps_what_this_reads(platform: str) -> None:
    """Staged on its fake to the end: at the last step all files are said to be there."""
    shelf = Shelf()
    adapter = ADAPTERS[platform]
    media = (shelf.put(a_picture(), "image/jpeg", "The Ouse at Exampleton"),) * 2
    post = adapter.prepare(Wording("River levels.", title="Levels", media=media))
    key = PostKey("0123abcd-7", datetime(2026, 11, 21, 9, tzinfo=UTC), 0)
    said, step = [], Staged({}, whole=False)
    with ExitStack() as open_ones:
        server = open_ones.enter_context(SERVERS[platform]())
        account = adapter(Connection(server.handle, server.secret, server.url))
        for _ in range(MOST_STEPS):
            if step.whole:
                break
            taken = account.stage(post, key=key, media=shelf, before=step.ref)
            assert isinstance(taken, Staged), taken
            step = taken
            said.append(uploaded(platform, media, step.ref, {}).partition(",")[0])
    assert said[-1] == "2 of 2 files uploaded"
    assert "1 of 2 files uploaded" in said
