"""X's adapter, over real HTTP, against a fake X that is held to X's own description.

What the publisher makes of an outcome is tested elsewhere.
"""

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from publishing.platforms.protocol import (
    Absent,
    Capabilities,
    Idempotency,
    Inconclusive,
    Later,
    Lookup,
    Permanent,
    Present,
    Rendered,
    Sent,
    Unauthenticated,
    Unknown,
)
from publishing.platforms.x import XAdapter
from publishing.platforms.x_wire import USUAL_LIMITS, Limits
from tests.publishing.platforms import x_contract
from tests.publishing.platforms.fake_x import (
    NUMBERED_TOKEN,
    SECRET,
    USER_ID,
    Answer,
    FakeX,
    Reset,
    Silence,
    Truncated,
    problem,
)


WORDS = "Our offices close at 5pm on 24 December. Details: https://www.gov.uk/closing"
POST = Rendered(WORDS)
MINUTE = timedelta(minutes=1)
NO_ANSWER = "X gave no readable answer in time"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def x(settings: Settings) -> Iterator[FakeX]:
    """A fake X, whose every exchange is afterwards held against X's description."""
    with FakeX() as server:
        settings.COUNTERSIGN_X_API = server.url
        yield server
    hold_to_description(server)


def hold_to_description(server: FakeX) -> None:
    if x_contract.PATH.exists():
        for exchange in server.exchanges:
            x_contract.check(exchange)


def adapter(limits: Limits = USUAL_LIMITS, secret: dict[str, str] = SECRET) -> XAdapter:
    return XAdapter("@exampledept", secret, limits)


def known_adapter(limits: Limits = USUAL_LIMITS) -> XAdapter:
    """An adapter that needs not ask for the account's number first."""
    return adapter(limits, SECRET | {"access_token": NUMBERED_TOKEN})


def requests_of(x: FakeX) -> list[tuple[str, str]]:
    return [(each.method, each.target.split("?")[0]) for each in x.exchanges]


def test_capabilities_say_that_x_must_be_looked_up():
    assert XAdapter.capabilities == Capabilities(
        idempotency=Idempotency.NONE,
        lookup=Lookup.BY_TIMELINE,
        settle_delay=timedelta(seconds=30),
        absences_needed=3,
        threads=True,
    )


def test_prepare_keeps_the_authorised_words():
    assert adapter().prepare(WORDS, reply_to="17") == Rendered(WORDS, "17")


def test_importing_the_adapter_needs_no_models():
    code = (
        "import sys, publishing.platforms.x;"
        "sys.exit(any(name.endswith('.models') for name in sys.modules"
        " if name.startswith(('publishing', 'drafts', 'accounts', 'audit'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert done.returncode == 0


# Publishing


def test_publish_sends_the_words_once_and_gives_the_permalink(x):
    outcome = adapter().publish(POST, key="key")
    [post] = x.posts
    assert outcome == Sent(post.id, f"https://x.com/exampledept/status/{post.id}")
    assert requests_of(x) == [("POST", "/2/tweets")]


def test_publish_answers_the_post_before_it_in_a_thread(x):
    adapter().publish(Rendered("Part two", reply_to="1900000000000000001"), key="key")
    [post] = x.posts
    assert (post.text, post.parent) == ("Part two", "1900000000000000001")


def test_every_exchange_is_as_x_describes_its_api(x):
    x_contract.require()
    account = adapter()
    account.publish(POST, key="key")
    account.publish(Rendered("Part two", reply_to=x.posts[0].id), key="key")
    account.look_up(POST, key="key", since=timezone.now())
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
    assert adapter().publish(POST, key="key") == outcome
    assert requests_of(x) == [("POST", "/2/tweets")]


def test_publish_does_not_take_a_duplicate_for_success_nor_for_failure(x):
    detail = "You are not allowed to create a Tweet with duplicate content."
    x.next(Answer(403, {"title": "Forbidden", "detail": detail, "status": 403}))
    assert adapter().publish(POST, key="key") == Unknown(
        "403: X says that these words were already posted"
    )


def test_publish_waits_until_the_rate_limit_ends(x):
    reset = timezone.now().replace(microsecond=0) + 7 * MINUTE
    x.next(Answer(429, headers={"x-rate-limit-reset": str(int(reset.timestamp()))}))
    assert adapter().publish(POST, key="key") == Later(
        reset, "429: too many posts, X asks us to wait"
    )


@pytest.mark.parametrize("reset", [None, "soon", "0", "9" * 11, "9" * 40])
def test_publish_waits_a_quarter_of_an_hour_where_x_names_no_credible_time(x, reset):
    x.next(Answer(429, headers={} if reset is None else {"x-rate-limit-reset": reset}))
    before = timezone.now()
    outcome = adapter().publish(POST, key="key")
    assert isinstance(outcome, Later)
    assert before + 15 * MINUTE <= outcome.not_before <= timezone.now() + 15 * MINUTE


@pytest.mark.parametrize("fault", [Reset(), Reset(keeps=True), Truncated()])
def test_publish_does_not_know_after_a_broken_answer(x, fault):
    x.next(fault)
    assert adapter().publish(POST, key="key") == Unknown(NO_ANSWER)
    assert requests_of(x) == [("POST", "/2/tweets")]


def test_publish_does_not_know_after_a_silence(x):
    x.next(Silence(keeps=True))
    outcome = adapter(Limits(read=0.05)).publish(POST, key="key")
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
    outcome = adapter().publish(POST, key="key")
    assert outcome in (Unknown(NO_ANSWER), Unknown("X's answer could not be read"))


def test_publish_may_be_tried_later_where_no_connection_was_made(settings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.COUNTERSIGN_X_API = f"http://127.0.0.1:{unused.getsockname()[1]}"
        outcome = adapter().publish(POST, key="key")
    assert isinstance(outcome, Later)
    assert outcome.answer == "no connection to X could be made, so nothing was sent"


def test_publish_signs_with_this_accounts_credential(x):
    outcome = adapter(secret=SECRET | {"access_token_secret": "another"}).publish(
        POST, key="key"
    )
    assert outcome == Unauthenticated("401: X refused this account's credential")
    assert x.posts == []


@pytest.mark.parametrize("missing", sorted(SECRET))
def test_publish_sends_nothing_with_half_a_credential(x, missing):
    outcome = adapter(secret=SECRET | {missing: " "}).publish(POST, key="key")
    assert outcome == Unauthenticated("this account has no complete X credential")
    assert x.exchanges == []


@pytest.mark.parametrize("status", [201, 400, 403, 500])
def test_nothing_that_is_said_or_logged_holds_the_words_or_the_credential(
    x, status, caplog
):
    caplog.set_level(logging.DEBUG)
    echo = {"detail": WORDS, "errors": [{"message": SECRET["access_token"]}]}
    x.next(Answer(status, echo))
    outcome = adapter().publish(POST, key="key")
    said = f"{outcome} {caplog.text}"
    assert [word for word in (WORDS, *SECRET.values()) if word in said] == []
    assert "oauth_signature" not in said


# Looking up


def test_look_up_finds_the_post_whose_answer_was_lost(x):
    x.next(Truncated(keeps=True))
    began = timezone.now()
    account = adapter()
    assert account.publish(POST, key="key") == Unknown(NO_ANSWER)
    [post] = x.posts
    assert account.look_up(POST, key="key", since=began) == Present(
        post.id, f"https://x.com/exampledept/status/{post.id}"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Fish & chips < £10\n\n\nfor \u2764\ufe0f everyone",
        "Read https://www.gov.uk/a, gov.uk/pay and example.com!",
        "Mae\u2019r ty\u0302 ar agor \U0001f469\u200d\U0001f467",
    ],
)
def test_look_up_knows_the_words_as_x_keeps_them(x, words):
    post = x.has_post(words)
    found = adapter().look_up(Rendered(words), key="key", since=timezone.now())
    assert isinstance(found, Present)
    assert found.remote_id == post.id


def test_look_up_says_absent_when_the_whole_time_was_read(x):
    x.has_post("Other words")
    assert adapter().look_up(POST, key="key", since=timezone.now()) == Absent()


def test_look_up_says_absent_of_an_empty_timeline(x):
    assert adapter().look_up(POST, key="key", since=timezone.now()) == Absent()


def test_look_up_reaches_back_as_far_as_clocks_may_differ(x):
    post = x.has_post(WORDS, ago=4 * MINUTE)
    found = adapter().look_up(POST, key="key", since=timezone.now())
    assert found == Present(post.id, f"https://x.com/exampledept/status/{post.id}")


def test_look_up_does_not_take_last_weeks_post_for_this_one(x):
    x.has_post(WORDS, ago=timedelta(days=7))
    assert adapter().look_up(POST, key="key", since=timezone.now()) == Absent()


def test_look_up_does_not_trust_a_server_to_heed_the_start_time(x):
    old = {"id": "17", "text": WORDS, "created_at": "2025-01-01T09:30:00.000Z"}
    x.next(Answer(200, {"data": [old], "meta": {"result_count": 1}}))
    account = known_adapter()
    plain = Rendered(WORDS)
    assert account.look_up(plain, key="key", since=timezone.now()) == Absent()


def test_look_up_tells_replies_to_different_posts_apart(x):
    x.has_post("Thank you", parent="17")
    mine = x.has_post("Thank you", parent="18")
    account, now = adapter(), timezone.now()
    found = account.look_up(Rendered("Thank you", "18"), key="key", since=now)
    assert isinstance(found, Present)
    assert found.remote_id == mine.id
    assert (
        account.look_up(Rendered("Thank you", "19"), key="key", since=now) == Absent()
    )
    assert account.look_up(Rendered("Thank you"), key="key", since=now) == Absent()


def test_look_up_overlooks_the_names_that_x_puts_before_a_reply(x):
    mine = x.has_post("@someone @exampledept Thank you", parent="17")
    found = adapter().look_up(
        Rendered("Thank you", "17"), key="k", since=timezone.now()
    )
    assert isinstance(found, Present)
    assert found.remote_id == mine.id


def test_look_up_does_not_decide_where_the_parent_is_not_shown(x):
    x.has_post("Thank you")
    found = adapter().look_up(
        Rendered("Thank you", "17"), key="k", since=timezone.now()
    )
    assert found == Inconclusive("X shows a post with nearly the same content")


def test_look_up_does_not_decide_where_only_a_link_differs(x):
    x.has_post(WORDS.replace("/closing", "/another-page"))
    found = adapter().look_up(POST, key="key", since=timezone.now())
    assert found == Inconclusive("X shows a post with nearly the same content")


def test_look_up_reads_every_page(x):
    post = x.has_post(WORDS)
    for number in range(4):
        x.has_post(f"Post number {number}")
    x.page_size = 2
    found = known_adapter().look_up(POST, key="key", since=timezone.now())
    assert isinstance(found, Present)
    assert found.remote_id == post.id
    assert len(x.exchanges) == 3


@pytest.mark.parametrize("limits", [Limits(pages=2), Limits(look_up=-1)])
def test_look_up_does_not_decide_on_half_a_timeline(x, limits):
    for number in range(5):
        x.has_post(f"Post number {number}")
    x.page_size = 2
    found = adapter(limits).look_up(POST, key="key", since=timezone.now())
    assert found == Inconclusive("X's timeline was too long to read in time")


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (b"<html>", NO_ANSWER),
        ([], "X's timeline could not be read"),
        ({}, "X's timeline could not be read"),
        ({"meta": {}}, "X's timeline could not be read"),
        ({"meta": {"result_count": 1}}, "X left posts out of its timeline"),
        (
            {"meta": {"result_count": 0}, "errors": [problem("internal-error")]},
            "X left posts out of its timeline",
        ),
        (
            {"meta": {"result_count": 1}, "data": [{"id": "17", "text": WORDS}]},
            "X's timeline could not be read",
        ),
        (
            {
                "meta": {"result_count": 1},
                "data": [
                    {"id": "17", "text": WORDS, "created_at": "2025-01-01T09:30:00"}
                ],
            },
            "X's timeline could not be read",
        ),
    ],
)
def test_look_up_does_not_decide_on_a_timeline_that_it_cannot_read(x, body, answer):
    x.next(Answer(200, body), Answer(200, body))
    found = known_adapter().look_up(POST, key="key", since=timezone.now())
    assert found == Inconclusive(answer)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 429, 500, 503])
def test_look_up_does_not_decide_when_refused(x, status):
    x.next(Answer(status, problem("internal-error")))
    found = known_adapter().look_up(POST, key="key", since=timezone.now())
    assert found == Inconclusive(f"{status}: X did not show the account's timeline")


def test_look_up_does_not_decide_when_x_understands_neither_form_of_the_question(x):
    x.next(Answer(400, problem("invalid-request")), Answer(400, None))
    found = known_adapter().look_up(POST, key="key", since=timezone.now())
    assert found == Inconclusive("X did not understand how we ask")


@pytest.mark.parametrize("fault", [Silence(), Reset(), Truncated()])
def test_look_up_does_not_decide_without_an_answer(x, fault):
    x.next(fault)
    account = adapter(Limits(read=0.05 if fault == Silence() else 20))
    found = account.look_up(POST, key="key", since=timezone.now())
    assert found == Inconclusive(NO_ANSWER)


def test_look_up_asks_nothing_with_half_a_credential(x):
    found = adapter(secret=SECRET | {"access_token": ""}).look_up(
        POST, key="key", since=timezone.now()
    )
    assert found == Inconclusive("this account has no complete X credential")
    assert x.exchanges == []


@pytest.mark.parametrize("strict", [True, False])
def test_look_up_understands_a_server_with_the_former_names(settings, strict):
    with FakeX(speaks="tweet", strict=strict) as server:
        settings.COUNTERSIGN_X_API = server.url
        first = server.has_post(WORDS)
        second = server.has_post("Part two", parent=first.id)
        account, now = known_adapter(), timezone.now()
        found = [
            account.look_up(POST, key="key", since=now),
            account.look_up(Rendered("Part two", first.id), key="key", since=now),
            account.look_up(Rendered("Never sent"), key="key", since=now),
        ]
    assert found == [
        Present(first.id, f"https://x.com/exampledept/status/{first.id}"),
        Present(second.id, f"https://x.com/exampledept/status/{second.id}"),
        Absent(),
    ]


def test_look_up_saves_a_request_where_the_accounts_number_is_known(x):
    known_adapter().look_up(POST, key="key", since=timezone.now())
    assert requests_of(x) == [("GET", f"/2/users/{USER_ID}/tweets")]


def test_look_up_reads_the_timeline_of_the_credential_whatever_number_was_typed(x):
    x.has_post(WORDS)
    mistyped = adapter(secret=SECRET | {"user_id": "999"})
    found = mistyped.look_up(POST, key="key", since=timezone.now() - MINUTE)
    assert found == Inconclusive("the number in this credential is another account's")
    assert requests_of(x) == [("GET", "/2/users/me")]


def test_look_up_believes_the_token_rather_than_the_number_beside_it(x):
    secret = SECRET | {"access_token": NUMBERED_TOKEN, "user_id": "999"}
    found = adapter(secret=secret).look_up(POST, key="key", since=timezone.now())
    assert found == Inconclusive("the number in this credential is another account's")
    assert x.exchanges == []


def test_look_up_goes_on_where_the_typed_number_is_right(x):
    right = adapter(secret=SECRET | {"user_id": USER_ID})
    assert right.look_up(POST, key="key", since=timezone.now()) == Absent()


# Credentials


@pytest.mark.parametrize("handle", ["@exampledept", "ExampleDept", "@EXAMPLEDEPT"])
def test_check_credentials_knows_the_handle_however_it_is_written(x, handle):
    assert XAdapter(handle, SECRET).check_credentials() is True


@pytest.mark.parametrize("handle", ["@anotherdept", "@exampledept2", "@@exampledept"])
def test_check_credentials_is_false_for_another_accounts_secret(x, handle):
    assert XAdapter(handle, SECRET).check_credentials() is False


def test_check_credentials_is_false_for_another_accounts_number(x):
    assert adapter(secret=SECRET | {"user_id": "999"}).check_credentials() is False


def test_check_credentials_asks_x_who_we_are(x):
    assert adapter().check_credentials() is True
    assert requests_of(x) == [("GET", "/2/users/me")]


@pytest.mark.parametrize(
    "secret", [{"access_token_secret": "another"}, {"access_token": ""}]
)
def test_check_credentials_is_false_where_x_refuses(x, secret):
    assert adapter(secret=SECRET | secret).check_credentials() is False


@pytest.mark.parametrize(
    "fault", [Answer(500), Answer(200, {}), Answer(200, []), Reset(), Truncated()]
)
def test_check_credentials_is_false_without_a_clear_answer(x, fault):
    x.next(fault)
    assert adapter().check_credentials() is False
