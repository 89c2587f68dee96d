"""Who is given the bytes of a picture or film: whoever may read its draft, when they ask."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.people import end_holding
from drafts.actions.media import store_media
from drafts.content import Media
from tests.cast import Cast
from tests.drafts.uploads import a_draft_with, drawn, film, picture_of, upload
from tests.pages import browser_of


def address(sha256: str) -> str:
    return reverse("draft-media", args=[sha256])


def asked(browser: Client, media: Media, **headers: str) -> HttpResponse:
    found: HttpResponse = browser.get(address(media.sha256), headers=headers)  # type: ignore[assignment]
    return found


def test_a_picture_is_for_whoever_may_read_its_draft(cast: Cast) -> None:
    """Its team, deciders and auditors; no other team, no administrator, not the public."""
    picture = picture_of(cast)
    a_draft_with(cast, picture)

    answers = {
        person.name.partition(" ")[0]: asked(browser_of(person), picture).status_code
        for person in (
            cast.alice,
            cast.bob,
            cast.priya,
            cast.tom,
            cast.grace,
            cast.mallory,
            cast.sam,
        )
    }

    assert answers == {
        "Alice": 200,
        "Bob": 200,
        "Priya": 200,
        "Tom": 200,
        "Grace": 200,
        "Mallory": 404,
        "Sam": 403,
    }
    assert asked(Client(), picture).status_code == 302


def test_an_upload_is_for_its_uploader_until_it_is_saved(cast: Cast) -> None:
    picture = picture_of(cast)
    alice, bob, priya = (
        browser_of(each) for each in (cast.alice, cast.bob, cast.priya)
    )
    seen = [asked(each, picture).status_code for each in (alice, bob, priya)]
    store_media(upload(drawn()), by=cast.bob)
    brought = asked(bob, picture).status_code

    assert (seen, brought) == ([200, 404, 404], 200)


def test_a_right_that_ended_ends_the_picture_at_once(cast: Cast) -> None:
    """Also of whoever uploaded it, and of a browser that has kept it."""
    picture = picture_of(cast)
    a_draft_with(cast, picture)
    alice = browser_of(cast.alice)
    etag = asked(alice, picture).headers["ETag"]
    again = asked(alice, picture, if_none_match=etag)
    assert (again.status_code, again.getvalue()) == (304, b"")

    yesterday = timezone.localdate() - timedelta(days=1)
    end_holding(cast.alice.holdings.get(), by=cast.sam, ends_on=yesterday)

    after = asked(alice, picture, if_none_match=etag)
    assert after.status_code in {403, 404}


@pytest.mark.parametrize("name", ["0" * 64, "x", "F" * 64, "0" * 63])
def test_what_is_no_file_is_not_found(cast: Cast, name: str) -> None:
    assert browser_of(cast.alice).get(address(name)).status_code == 404


def test_a_picture_is_shown_and_never_run_or_shared(cast: Cast) -> None:
    picture = picture_of(cast)

    answer = asked(browser_of(cast.alice), picture)

    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["ETag"] == f'"{picture.sha256}"'
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


STRETCHES = [
    ("bytes=0-9", 206, 10),
    ("bytes=2000-", 206, None),
    ("bytes=0-", 200, None),
    ("bytes=5-99999999", 206, None),
    ("bytes=99999999-", 416, 0),
    ("bytes=9-5", 416, 0),
    ("bytes=-5", 200, None),
    ("apples=1-2", 200, None),
]


def test_a_film_is_given_in_stretches(cast: Cast) -> None:
    medium = picture_of(cast, film())
    alice = browser_of(cast.alice)

    for stretch, status, length in STRETCHES:
        answer = asked(alice, medium, range=stretch)
        body = answer.getvalue()

        assert (stretch, answer.status_code) == (stretch, status)
        assert len(body) == (length if length is not None else len(body))
        if status != 416:
            assert int(answer.headers["Content-Length"]) == len(body)


@pytest.mark.parametrize(("kept", "status"), [("", 206), ("another", 200)])
def test_a_stretch_is_of_the_file_that_the_browser_has(
    cast: Cast, kept: str, status: int
) -> None:
    medium = picture_of(cast, film())
    etag = f'"{kept or medium.sha256}"'

    answer = asked(browser_of(cast.alice), medium, range="bytes=0-9", if_range=etag)

    assert answer.status_code == status
