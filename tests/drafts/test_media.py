"""What is stored of uploaded pictures and films, and which are not taken at all."""

import io

import pytest
from django.test import override_settings
from PIL import Image, ImageCms

from accounts.reasons import RefusedError
from audit.events import Event
from audit.log import Subject
from audit.queries.entries import entries_about
from drafts.actions.media import NOT_AN_AUTHOR, UNREADABLE, store_media
from drafts.actions.pictures import DAMAGED, MOVES, TOO_LONG, TOO_MANY
from drafts.models import MediaFile, MediaPiece
from drafts.queries.media import media_pieces
from tests.cast import Cast
from tests.drafts.uploads import (
    CAMERA,
    bomb,
    drawn,
    film,
    moving,
    photographed,
    track,
    upload,
    with_texts,
)


def stored_bytes(file: MediaFile) -> bytes:
    return b"".join(media_pieces(file.sha256))


def opened(file: MediaFile) -> Image.Image:
    return Image.open(io.BytesIO(stored_bytes(file)))


def refusal(cast: Cast, content: bytes, name: str = "river.jpg") -> list[str]:
    with pytest.raises(RefusedError) as refused:
        store_media(upload(content, name), by=cast.alice)
    return refused.value.sentences


@pytest.mark.parametrize(
    ("format_", "type_"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
    ],
)
def test_a_picture_is_known_by_its_bytes_and_not_by_its_name(
    cast: Cast, format_: str, type_: str
) -> None:
    file = store_media(upload(drawn(format_), "film.mp4"), by=cast.alice)

    assert (file.type, file.width, file.height) == (type_, 64, 48)
    assert file.size == len(stored_bytes(file))
    assert opened(file).format == format_


def test_no_place_and_no_camera_is_left_in_a_photograph(cast: Cast) -> None:
    sent = photographed()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)

    file = store_media(upload(sent), by=cast.alice)

    kept = stored_bytes(file)
    assert dict(opened(file).getexif()) == {}
    assert [word in kept for word in (CAMERA.encode(), b"home", b"xmp", b"Exif")] == [
        False
    ] * 4


def test_a_photograph_taken_sideways_stands_upright(cast: Cast) -> None:
    file = store_media(upload(photographed(orientation=6)), by=cast.alice)

    assert (file.width, file.height) == (48, 64)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_profile_of_colours_is_used_and_not_kept(cast: Cast, format_: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = store_media(upload(drawn(format_, icc_profile=profile)), by=cast.alice)

    assert "icc_profile" not in opened(file).info


def test_words_in_a_png_are_left_out(cast: Cast) -> None:
    file = store_media(upload(with_texts()), by=cast.alice)

    assert b"53.95" not in stored_bytes(file)


def test_a_page_hidden_behind_a_picture_is_left_out(cast: Cast) -> None:
    page = b"<html><script>alert(1)</script></html>"

    file = store_media(upload(drawn("GIF") + page), by=cast.alice)

    assert b"<script>" not in stored_bytes(file)


def test_a_gif_still_moves(cast: Cast) -> None:
    file = store_media(upload(moving("GIF")), by=cast.alice)

    assert getattr(opened(file), "n_frames", 1) == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00garbage" * 125_000, UNREADABLE),
        (b"", UNREADABLE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNREADABLE),
        (b"<html><body>GIF89a</body></html>", UNREADABLE),
        (b"\xff\xd8\xff<html><script>alert(1)</script></html>", DAMAGED),
        (drawn()[:400], DAMAGED),
        (drawn("PNG")[:60], DAMAGED),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 garbage!", DAMAGED),
        (bomb(), TOO_MANY),
        (bomb(8000, 8000), TOO_MANY),
        (moving("PNG"), MOVES),
        (moving("WEBP"), MOVES),
        (moving("GIF", frames=301, size=(2, 2)), TOO_LONG),
    ],
    ids=[
        "a megabyte of garbage",
        "nothing",
        "svg",
        "a page",
        "a page that begins as a JPEG",
        "a JPEG cut off",
        "a PNG cut off",
        "a broken WebP",
        "a bomb",
        "too many pixels",
        "a PNG that moves",
        "a WebP that moves",
        "a GIF without end",
    ],
)
def test_what_cannot_be_a_picture_is_refused_with_a_sentence(
    cast: Cast, content: bytes, sentence: str
) -> None:
    assert refusal(cast, content) == [sentence]
    assert MediaFile.objects.count() == 0


@override_settings(
    COUNTERSIGN_MEDIA_IMAGE_BYTES=1000, COUNTERSIGN_MEDIA_VIDEO_BYTES=1500
)
def test_what_is_too_large_is_refused_in_numbers(cast: Cast) -> None:
    assert refusal(cast, drawn(size=(640, 480))) == [
        "The picture has 0 MB. It may have up to 0 MB."
    ]
    assert len(refusal(cast, film())) == 1


def test_the_same_picture_is_one_row_whoever_brings_it(cast: Cast) -> None:
    first = store_media(upload(drawn()), by=cast.alice)
    again = store_media(upload(drawn(), "copy.png"), by=cast.bob)

    assert again == first
    assert (MediaFile.objects.count(), MediaPiece.objects.count()) == (1, 1)


def test_storing_is_in_the_log_and_says_nothing_about_anybody(cast: Cast) -> None:
    file = store_media(upload(drawn()), by=cast.alice)

    (entry,) = entries_about([Subject("media", file.sha256)])
    assert (entry.event, entry.body["details"]) == (
        Event.MEDIA_STORED,
        {"type": "image/jpeg", "size": file.size},
    )


def test_an_approver_uploads_nothing(cast: Cast) -> None:
    with pytest.raises(RefusedError) as refused:
        store_media(upload(drawn()), by=cast.tom)

    assert refused.value.reasons == (NOT_AN_AUTHOR,)


def test_no_place_and_no_camera_is_left_in_a_film(cast: Cast) -> None:
    sent = film()

    file = store_media(upload(sent, "river.mp4"), by=cast.alice)

    kept = stored_bytes(file)
    assert (file.type, file.width, file.height) == ("video/mp4", 640, 360)
    assert len(kept) == len(sent)
    assert [word in sent for word in (b"53.95", CAMERA.encode())] == [True, True]
    assert [word in kept for word in (b"53.95", CAMERA.encode())] == [False, False]
    # The film itself stays where the tables of its tracks say.
    assert kept.index(b"\x11" * 5000) == sent.index(b"\x11" * 5000)


def test_a_long_film_is_kept_in_pieces(cast: Cast) -> None:
    sent = film(sound=b"\x11" * 2_500_000)

    file = store_media(upload(sent, "river.mp4"), by=cast.alice)

    assert [len(bytes(each.data)) for each in file.pieces.order_by("number")] == [
        1_000_000,
        1_000_000,
        file.size - 2_000_000,
    ]


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (film(brand=b"qt  "), "This film is in QuickTime"),
        (
            film(track(b"vide"), track(b"meta")),
            "The film carries a track of other data",
        ),
        (film(track(b"soun")), "This file has no moving picture"),
        (film()[:300], "The film is damaged"),
        (film()[:28], "The film is damaged"),
        (film().replace(b"moov", b"mooo"), "The film is damaged"),
    ],
    ids=[
        "quicktime",
        "a track of places",
        "sound alone",
        "cut off",
        "a head",
        "no moov",
    ],
)
def test_a_film_that_cannot_go_out_is_refused_with_a_sentence(
    cast: Cast, content: bytes, begins: str
) -> None:
    (sentence,) = refusal(cast, content, "river.mp4")

    assert sentence.startswith(begins)
