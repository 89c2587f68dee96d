"""X's adapter uploading pictures, films, alt text and captions, one call a step.

The description of X's API judges each of these calls too.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from publishing.platforms.protocol import (
    Attachment,
    Later,
    Permanent,
    Ref,
    Rendered,
    Sent,
    Staged,
    Staging,
    Unauthenticated,
)
from publishing.platforms.x.adapter import XAdapter
from publishing.platforms.x.segments import Segments
from tests.publishing.platforms.local_server import Answer, Reset
from tests.publishing.platforms.x.account import (
    KEY,
    POST,
    Shelf,
    a_fake_x,
    account,
    requests_of,
)
from tests.publishing.platforms.x.fake import FakeX, problem
from tests.publishing.platforms.x.fake_auth import SECRET
from tests.publishing.platforms.x.fake_http import Truncated


FILM = b"0123456789abcdefghijklmn"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nStay safe\n"
STEPS = 20


@pytest.fixture
def x() -> Iterator[FakeX]:
    with a_fake_x() as server:
        yield server


def filming(x: FakeX) -> XAdapter:
    """An adapter that cuts films after ten bytes."""
    adapter = account(x)
    adapter.segments = Segments(10)
    return adapter


def post_with(*media: Attachment, language: str = "en") -> Rendered:
    return replace(POST, media=media, language=language)


def staged(adapter: XAdapter, post: Rendered, shelf: Shelf) -> Ref:
    """Take every step, as the publisher does, until the part is whole."""
    step: Staging = Staged({}, whole=False)
    for _ in range(STEPS):
        assert isinstance(step, Staged)
        if step.whole:
            return step.ref
        step = adapter.stage(post, key=KEY, media=shelf, before=step.ref)
    raise AssertionError("staging never ended")


def next_ref(adapter: XAdapter, post: Rendered, shelf: Shelf, before: Ref) -> Ref:
    """What one step leaves, where it goes well."""
    step = adapter.stage(post, key=KEY, media=shelf, before=before)
    assert isinstance(step, Staged)
    return step.ref


def steps_of(x: FakeX) -> list[str]:
    """What was called, without X's numbers."""
    return [
        "/".join(part for part in target.split("/")[3:] if not part.isdigit())
        for _, target in requests_of(x)
    ]


def test_a_post_without_media_is_whole_without_a_call(x):
    step = account(x).stage(POST, key=KEY, media=Shelf(), before={})
    assert step == Staged({}, whole=True)
    assert x.exchanges == []


def test_pictures_go_up_with_their_alt_text_and_are_in_the_post_in_their_order(x):
    shelf = Shelf()
    first = shelf.put(b"first picture", "image/png", alt="A poster: stay safe")
    second = shelf.put(b"second picture", "image/jpeg", alt="A bridge")
    adapter, post = account(x), post_with(first, second)
    ref = staged(adapter, post, shelf)
    assert isinstance(adapter.publish(post, key=KEY, staged=ref), Sent)
    [live] = x.posts
    kept = [x.media.kept[each] for each in live.media]
    assert [(each.data, each.alt) for each in kept] == [
        (b"first picture", "A poster: stay safe"),
        (b"second picture", "A bridge"),
    ]
    assert steps_of(x) == ["upload", "metadata", "upload", "metadata", ""]


def test_every_step_is_one_call_and_is_kept(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/webp", alt="A bridge"))
    adapter = account(x)
    first = adapter.stage(post, key=KEY, media=shelf, before={})
    assert isinstance(first, Staged)
    [number] = x.media.kept
    assert first == Staged({"ready": [], "id": number, "step": "alt"}, whole=False)
    second = account(x).stage(post, key=KEY, media=shelf, before=first.ref)
    assert second == Staged({"ready": [number]}, whole=True)


def test_a_picture_without_alt_text_is_whole_at_once(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a flourish", "image/png"))
    step = account(x).stage(post, key=KEY, media=shelf, before={})
    assert step == Staged({"ready": [*x.media.kept]}, whole=True)


def test_a_film_goes_up_in_segments_with_captions_in_its_language(x):
    shelf = Shelf()
    post = post_with(
        shelf.put(FILM, "video/mp4", alt="A river", captions=CAPTIONS), language="cy"
    )
    ref = staged(filming(x), post, shelf)
    number = ref["ready"][0]
    kept = x.media.kept[number]
    assert (kept.data, kept.alt) == (FILM, "A river")
    assert kept.captions == {"CY": CAPTIONS}
    assert steps_of(x) == [
        "upload/initialize",
        "upload/append",
        "upload/append",
        "upload/append",
        "upload/finalize",
        "metadata",
        "upload",
        "subtitles",
    ]


def test_a_film_is_read_through_once_however_many_segments_it_has(x):
    shelf = Shelf()
    staged(filming(x), post_with(shelf.put(FILM, "video/mp4")), shelf)
    assert shelf.opened == [0]


def test_a_film_goes_on_in_another_worker_where_the_last_one_ended(x):
    shelf = Shelf()
    post = post_with(shelf.put(FILM, "video/mp4"))
    step: Staging = Staged({}, whole=False)
    while isinstance(step, Staged) and not step.whole:
        step = filming(x).stage(post, key=KEY, media=shelf, before=step.ref)
    assert isinstance(step, Staged)
    assert x.media.kept[step.ref["ready"][0]].data == FILM


def test_a_gif_goes_up_in_segments_as_one(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"GIF89a", "image/gif", alt="A turning wheel"))
    ref = staged(account(x), post, shelf)
    kept = x.media.kept[ref["ready"][0]]
    assert (kept.category, kept.alt) == ("tweet_gif", "A turning wheel")


def test_a_film_that_x_works_on_is_asked_for_again_when_x_says(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a film", "video/mp4"))
    x.media.states.extend(["pending", "in_progress", "succeeded"])
    adapter = account(x)
    steps: list[Staging] = [Staged({}, whole=False)]
    while isinstance(steps[-1], Staged) and not steps[-1].whole:
        ref = steps[-1].ref
        steps.append(adapter.stage(post, key=KEY, media=shelf, before=ref))
    pauses = [step.pause for step in steps if isinstance(step, Staged)]
    three = timedelta(seconds=3)
    assert [pause for pause in pauses if pause] == [three, three]


def test_a_film_that_x_cannot_process_is_final(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"no film", "video/mp4"))
    x.media.states.append("failed")
    assert last_step(account(x), post, shelf) == Permanent(
        "X could not process the picture or film"
    )


def last_step(adapter: XAdapter, post: Rendered, shelf: Shelf) -> Staging:
    step: Staging = Staged({}, whole=False)
    for _ in range(STEPS):
        if not isinstance(step, Staged) or step.whole:
            break
        step = adapter.stage(post, key=KEY, media=shelf, before=step.ref)
    return step


def test_alt_text_that_x_does_not_take_of_films_stops_no_film(x):
    x.media.takes_alt_of_films = False
    shelf = Shelf()
    post = post_with(shelf.put(b"a film", "video/mp4", alt="A river"))
    assert list(staged(account(x), post, shelf)["ready"]) == [*x.media.kept]


def test_alt_text_goes_along_to_a_server_with_the_former_name(x):
    x.media.alt_name = "media_id"
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/png", alt="A bridge"))
    ref = staged(account(x), post, shelf)
    assert x.media.kept[ref["ready"][0]].alt == "A bridge"


def test_alt_text_that_is_refused_for_a_picture_is_final(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/png", alt="A bridge"))
    x.media.alt_name = "another"
    step = last_step(account(x), post, shelf)
    assert step == Permanent("400: X refused the picture, film or captions as invalid")


def test_alt_text_that_is_refused_with_a_200_is_tried_again_later(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/png", alt="A bridge"))
    ref = next_ref(account(x), post, shelf, {})
    x.next(Answer(200, {"errors": [problem("invalid-request")]}))
    step = account(x).stage(post, key=KEY, media=shelf, before=ref)
    assert isinstance(step, Later)
    assert step.answer == "X did not take the alt text or captions"


def test_a_lost_answer_to_the_end_of_an_upload_is_made_up_by_its_status(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a film", "video/mp4"))
    adapter = account(x)
    started = next_ref(adapter, post, shelf, {})
    appended = next_ref(adapter, post, shelf, started)
    x.next(Truncated(keeps=True))
    lost = adapter.stage(post, key=KEY, media=shelf, before=appended)
    assert isinstance(lost, Later)
    again = next_ref(adapter, post, shelf, appended)
    whole = adapter.stage(post, key=KEY, media=shelf, before=again)
    assert whole == Staged({"ready": [*x.media.kept]}, whole=True)


def test_a_segment_whose_answer_was_lost_is_sent_again_and_counts_once(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a film", "video/mp4"))
    adapter = account(x)
    started = next_ref(adapter, post, shelf, {})
    x.next(Reset(keeps=True))
    lost = adapter.stage(post, key=KEY, media=shelf, before=started)
    assert isinstance(lost, Later)
    again = next_ref(adapter, post, shelf, started)
    next_ref(adapter, post, shelf, again)
    [kept] = x.media.kept.values()
    assert kept.data == b"a film"


def test_an_upload_that_x_forgot_is_begun_again_once(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/png", alt="A bridge"))
    adapter = account(x)
    forgotten = {"ready": [], "id": "1700000000000000000", "step": "alt"}
    step = adapter.stage(post, key=KEY, media=shelf, before=forgotten)
    assert step == Staged({"ready": [], "again": "yes"}, whole=False)
    step = adapter.stage(
        post, key=KEY, media=shelf, before={**forgotten, "again": "yes"}
    )
    assert step == Permanent("404: X does not know the upload any more")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, Permanent("400: X refused the picture, film or captions as invalid")),
        (
            402,
            Permanent("402: the X API credits are used up, and someone must buy more"),
        ),
        (
            403,
            Permanent("403: X does not let this account or its app upload media"),
        ),
        (413, Permanent("413: X says that the picture or film is too big")),
        (401, Unauthenticated("401: X refused this account's credential")),
    ],
)
def test_stage_reads_a_refusal_by_its_status(x, status, outcome):
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/png"))
    x.next(Answer(status, problem("invalid-request")))
    assert account(x).stage(post, key=KEY, media=shelf, before={}) == outcome


@pytest.mark.parametrize(
    "fault",
    [Answer(429), Answer(500), Answer(503), Answer(200, {}), Answer(200, []), Reset()],
)
def test_stage_does_again_what_is_not_final(x, fault):
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/png"))
    x.next(fault)
    assert isinstance(account(x).stage(post, key=KEY, media=shelf, before={}), Later)


@pytest.mark.parametrize(
    "kinds",
    [
        ["image/png"] * 5,
        ["image/png", "image/gif"],
        ["video/mp4", "image/png"],
        ["video/mp4", "video/mp4"],
    ],
)
def test_media_that_x_does_not_take_together_are_never_sent(x, kinds):
    shelf = Shelf()
    media = [shelf.put(str(n).encode(), kind) for n, kind in enumerate(kinds)]
    step = account(x).stage(post_with(*media), key=KEY, media=shelf, before={})
    assert step == Permanent(
        "X takes up to four pictures, or one GIF, or one film in a post"
    )
    assert x.exchanges == []


def test_a_picture_that_is_too_big_is_never_sent(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"0" * 5_000_001, "image/png"))
    step = account(x).stage(post, key=KEY, media=shelf, before={})
    assert step == Permanent("X takes pictures of up to 5 MB and films of up to 512 MB")
    assert x.exchanges == []


def test_a_post_never_goes_out_without_its_pictures(x):
    post = post_with(Shelf().put(b"a picture", "image/png"))
    outcome = account(x).publish(post, key=KEY, staged={})
    assert outcome == Permanent(
        "its pictures or film were not uploaded, so nothing was sent"
    )
    assert x.exchanges == []


def test_stage_uploads_nothing_with_half_a_credential(x):
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/png"))
    adapter = account(x, secret=SECRET | {"consumer_secret": ""})
    step = adapter.stage(post, key=KEY, media=shelf, before={})
    assert step == Unauthenticated("this account has no complete X credential")


def test_no_alt_text_and_no_credential_is_in_what_is_logged(x, caplog):
    caplog.set_level(logging.DEBUG)
    shelf = Shelf()
    post = post_with(shelf.put(b"a picture", "image/png", alt="A quiet bridge"))
    staged(account(x), post, shelf)
    hidden = ("A quiet bridge", *SECRET.values())
    assert [each for each in hidden if each in caplog.text] == []
