"""X's adapter posting, over real HTTP, against a fake X held to X's own description.

What the publisher makes of an outcome is tested elsewhere.
"""

import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.platforms.protocol import (
    Capabilities,
    Idempotency,
    Later,
    Lookup,
    MediaLimits,
    Permanent,
    Rendered,
    Sent,
    Unauthenticated,
    Unknown,
    Wording,
)
from publishing.platforms.transport import Limits
from publishing.platforms.x.adapter import XAdapter
from tests.publishing.platforms.local_server import Answer, Reset, Silence
from tests.publishing.platforms.x import contract
from tests.publishing.platforms.x.account import (
    KEY,
    NO_ANSWER,
    POST,
    WORDS,
    a_fake_x,
    account,
    rendered,
    requests_of,
)
from tests.publishing.platforms.x.fake import FakeX, problem
from tests.publishing.platforms.x.fake_auth import SECRET, USER_ID
from tests.publishing.platforms.x.fake_http import Truncated


MINUTE = timedelta(minutes=1)


@pytest.fixture
def x() -> Iterator[FakeX]:
    with a_fake_x() as server:
        yield server


def test_capabilities_say_that_x_must_be_looked_up_and_what_a_post_costs():
    assert XAdapter.capabilities == Capabilities(
        idempotency=Idempotency.NONE,
        lookup=Lookup.BY_TIMELINE,
        settle_delay=timedelta(seconds=30),
        absences_needed=3,
        threads=True,
        delete=True,
        media=MediaLimits(
            images=4,
            image_bytes=5_000_000,
            image_types=frozenset(
                {"image/jpeg", "image/png", "image/webp", "image/gif"}
            ),
            videos=1,
            video_bytes=536_870_912,
            video_types=frozenset({"video/mp4", "video/quicktime"}),
            captions=True,
        ),
        alt_limit=1000,
        price=(0.015, 0.20),
    )


def test_prepare_keeps_the_authorised_words():
    wording = Wording(text=WORDS, reply_to="17")
    assert XAdapter.prepare(wording) == Rendered(words=WORDS, body=WORDS, reply_to="17")


def test_importing_the_adapter_needs_no_models():
    code = (
        "import sys, publishing.platforms.x.adapter;"
        "sys.exit(any(name.endswith('.models') for name in sys.modules"
        " if name.startswith(('publishing', 'drafts', 'accounts', 'audit'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert done.returncode == 0


# Publishing


def test_publish_sends_the_words_once_and_gives_the_permalink(x):
    outcome = account(x).publish(POST, key=KEY, staged={})
    [post] = x.posts
    assert outcome == Sent(post.id, f"https://x.com/exampledept/status/{post.id}")
    assert requests_of(x) == [("POST", "/2/tweets")]


def test_publish_answers_the_post_before_it_in_a_thread(x):
    account(x).publish(rendered("Part two", "1900000000000000001"), key=KEY, staged={})
    [post] = x.posts
    assert (post.text, post.parent) == ("Part two", "1900000000000000001")


def test_every_exchange_is_as_x_describes_its_api(x):
    contract.require()
    adapter = account(x)
    adapter.publish(POST, key=KEY, staged={})
    adapter.publish(rendered("Part two", x.posts[0].id), key=KEY, staged={})
    adapter.look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert requests_of(x) == [
        ("POST", "/2/tweets"),
        ("POST", "/2/tweets"),
        ("GET", "/2/users/me"),
        ("GET", f"/2/users/{USER_ID}/tweets"),
    ]
    assert [each.faithful for each in x.exchanges] == [True] * 4


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, Permanent("400: X refused the post as invalid")),
        (401, Unauthenticated("401: X refused this account's credential")),
        (
            402,
            Permanent("402: the X API credits are used up, and someone must buy more"),
        ),
        (
            403,
            Permanent("403: X does not let this account or its app publish this post"),
        ),
        (422, Permanent("422: X refused the post as invalid")),
        (307, Unknown("307: X did not say whether it published the post")),
        (404, Unknown("404: X did not say whether it published the post")),
        (408, Unknown("408: X did not say whether it published the post")),
        (500, Unknown("500: X did not say whether it published the post")),
        (503, Unknown("503: X did not say whether it published the post")),
        (504, Unknown("504: X did not say whether it published the post")),
    ],
)
@pytest.mark.parametrize("body", [problem("invalid-request"), [WORDS], b"<html>", b""])
def test_publish_reads_a_refusal_by_its_status(x, status, outcome, body):
    x.next(Answer(status, body, headers={"Location": f"{x.url}/2/tweets"}))
    assert account(x).publish(POST, key=KEY, staged={}) == outcome
    assert requests_of(x) == [("POST", "/2/tweets")]


def test_publish_does_not_take_a_duplicate_for_success_nor_for_failure(x):
    detail = "You are not allowed to create a Tweet with duplicate content."
    x.next(Answer(403, {"title": "Forbidden", "detail": detail, "status": 403}))
    assert account(x).publish(POST, key=KEY, staged={}) == Unknown(
        "403: X says that these words were already posted"
    )


def test_publish_waits_until_the_rate_limit_ends(x):
    reset = timezone.now().replace(microsecond=0) + 7 * MINUTE
    x.next(Answer(429, headers={"x-rate-limit-reset": str(int(reset.timestamp()))}))
    assert account(x).publish(POST, key=KEY, staged={}) == Later(
        reset, "429: too many posts, X asks us to wait"
    )


@pytest.mark.parametrize("reset", [None, "soon", "0", "9" * 11, "9" * 40])
def test_publish_waits_a_quarter_of_an_hour_where_x_names_no_credible_time(x, reset):
    x.next(Answer(429, headers={} if reset is None else {"x-rate-limit-reset": reset}))
    before = timezone.now()
    outcome = account(x).publish(POST, key=KEY, staged={})
    assert isinstance(outcome, Later)
    assert before + 15 * MINUTE <= outcome.not_before <= timezone.now() + 15 * MINUTE


@pytest.mark.parametrize("fault", [Reset(), Reset(keeps=True), Truncated()])
def test_publish_does_not_know_after_a_broken_answer(x, fault):
    x.next(fault)
    assert account(x).publish(POST, key=KEY, staged={}) == Unknown(NO_ANSWER)
    assert requests_of(x) == [("POST", "/2/tweets")]


def test_publish_does_not_know_after_a_silence(x):
    x.next(Silence(keeps=True))
    outcome = account(x, Limits(read=0.05)).publish(POST, key=KEY, staged={})
    assert outcome == Unknown(NO_ANSWER)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Created</html>",
        b"\xff\xfe",
        [],
        {},
        {"data": None},
        {"data": {"text": "No number"}},
        {"data": {"id": None}},
        {"data": {"id": "not-a-number"}},
    ],
)
def test_publish_does_not_know_after_a_success_that_it_cannot_read(x, body):
    x.next(Answer(201, body, keeps=True))
    outcome = account(x).publish(POST, key=KEY, staged={})
    assert outcome in (Unknown(NO_ANSWER), Unknown("X's answer could not be read"))


def test_publish_may_be_tried_later_where_no_connection_was_made():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        server = f"http://127.0.0.1:{unused.getsockname()[1]}"
        outcome = account(server).publish(POST, key=KEY, staged={})
    assert isinstance(outcome, Later)
    assert outcome.answer == "no connection to X could be made, so nothing was sent"


def test_publish_signs_with_this_accounts_credential(x):
    outcome = account(x, secret=SECRET | {"access_token_secret": "another"}).publish(
        POST, key=KEY, staged={}
    )
    assert outcome == Unauthenticated("401: X refused this account's credential")
    assert x.posts == []


@pytest.mark.parametrize("missing", sorted(SECRET))
def test_publish_sends_nothing_with_half_a_credential(x, missing):
    outcome = account(x, secret=SECRET | {missing: " "}).publish(
        POST, key=KEY, staged={}
    )
    assert outcome == Unauthenticated("this account has no complete X credential")
    assert x.exchanges == []


@pytest.mark.parametrize("status", [201, 400, 403, 500])
def test_nothing_that_is_said_or_logged_holds_the_words_or_the_credential(
    x, status, caplog
):
    caplog.set_level(logging.DEBUG)
    echo = {"detail": WORDS, "errors": [{"message": SECRET["access_token"]}]}
    x.next(Answer(status, echo))
    outcome = account(x).publish(POST, key=KEY, staged={})
    said = f"{outcome} {caplog.text}"
    assert [word for word in (WORDS, *SECRET.values()) if word in said] == []
    assert "oauth_signature" not in said


def test_publish_goes_to_the_usual_address_where_the_account_names_no_server(
    x, settings
):
    settings.COUNTERSIGN_X_API = x.url
    assert isinstance(account("").publish(POST, key=KEY, staged={}), Sent)


def test_publish_ends_at_its_deadline_however_slow_the_drip():
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()
        drips = threading.Thread(target=drip, args=(server, stop))
        drips.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        slow = account(url, Limits(read=0.3, total=0.3))
        outcome = slow.publish(POST, key=KEY, staged={})
        stop.set()
        drips.join()
    assert outcome == Unknown(NO_ANSWER)


def drip(server: socket.socket, stop: threading.Event) -> None:
    """Answer with a letter every twentieth of a second, and never to an end."""
    connection, _ = server.accept()
    with connection:
        while not stop.wait(0.05):
            try:
                connection.sendall(b"H")
            except OSError:
                return


def test_publish_reads_no_proxy_and_no_netrc_of_this_machine(x, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert isinstance(account(x).publish(POST, key=KEY, staged={}), Sent)


def test_correct_says_that_nothing_can_be_changed_there(x):
    outcome = account(x).correct("17", POST, key=KEY, staged={})
    assert outcome == Permanent(
        "a post on X cannot be changed there; delete it and publish a correction"
    )
    assert x.exchanges == []
