"""X's adapter and its two kinds of credential: whose it is, and tokens that rotate.

Posting and looking up are tested elsewhere.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from publishing.platforms.protocol import (
    Accepted,
    Connection,
    Inconclusive,
    Later,
    Rejected,
    Secret,
    Sent,
    Unauthenticated,
    Unreachable,
)
from publishing.platforms.x.adapter import XAdapter
from tests.publishing.platforms.local_server import Answer, Reset
from tests.publishing.platforms.x.account import (
    KEY,
    POST,
    a_fake_x,
    account,
    requests_of,
)
from tests.publishing.platforms.x.fake import FakeX
from tests.publishing.platforms.x.fake_auth import CLIENT_SECRET, SECRET, USER_ID
from tests.publishing.platforms.x.fake_http import Truncated


HOUR = timedelta(hours=1)
EARLY = "401: X's token had run out early; it was renewed and can be used at once"
ELSEWHERE = "X's token is being renewed by another worker; the stored one comes next"
WITHDRAWN = "X refused to renew this account's token; someone must connect it again"


@pytest.fixture
def x() -> Iterator[FakeX]:
    with a_fake_x() as server:
        yield server


# Whose it is


@pytest.mark.parametrize("handle", ["@exampledept", "ExampleDept", "@EXAMPLEDEPT"])
def test_check_credentials_knows_the_handle_however_it_is_written(x, handle):
    state = account(x, handle=handle).check_credentials()
    assert state == Accepted(handle="exampledept", remote_id=USER_ID)


@pytest.mark.parametrize("handle", ["@anotherdept", "@exampledept2", "@@exampledept"])
def test_check_credentials_refuses_another_accounts_secret(x, handle):
    state = account(x, handle=handle).check_credentials()
    assert state == Rejected("this credential is another account's")


def test_check_credentials_refuses_another_accounts_number(x):
    state = account(x, secret=SECRET | {"user_id": "999"}).check_credentials()
    assert state == Rejected("this credential is another account's")


def test_check_credentials_asks_x_who_we_are(x):
    account(x).check_credentials()
    assert requests_of(x) == [("GET", "/2/users/me")]


@pytest.mark.parametrize(
    ("secret", "answer"),
    [
        ({"access_token_secret": "another"}, "401: X refused the credential"),
        ({"access_token": ""}, "this account has no complete X credential"),
    ],
)
def test_check_credentials_is_refused_where_x_refuses(x, secret, answer):
    state = account(x, secret=SECRET | secret).check_credentials()
    assert state == Rejected(answer)


@pytest.mark.parametrize(
    "fault", [Answer(500), Answer(200, {}), Answer(200, []), Reset(), Truncated()]
)
def test_check_credentials_decides_nothing_without_a_clear_answer(x, fault):
    x.next(fault)
    assert isinstance(account(x).check_credentials(), Unreachable)


# Tokens that rotate


@dataclass
class Store:
    """Where the account's secret is kept, and who may renew it."""

    secret: Secret
    busy: bool = False
    kept: list[Secret] = field(default_factory=list)

    def keep(self, secret: Secret) -> None:
        self.kept.append(secret)
        self.secret = secret

    def renewable(self) -> Secret | None:
        return None if self.busy else self.secret


def stored(x: FakeX, store: Store) -> XAdapter:
    """The adapter of an account whose secret is stored, as a worker has it."""
    return XAdapter(
        Connection(
            handle=x.handle,
            secret=dict(store.secret),
            server=x.url,
            keep=store.keep,
            renewable=store.renewable,
        )
    )


def ends(within: timedelta) -> str:
    return (timezone.now() + within).isoformat()


def test_a_token_posts_uploads_and_reads_without_any_signature(x):
    store = Store(x.bearing(expires_at=ends(HOUR)))
    adapter = stored(x, store)
    assert isinstance(adapter.publish(POST, key=KEY, staged={}), Sent)
    adapter.look_up(POST, key=KEY, staged={}, since=timezone.now())
    said = {each.headers["Authorization"] for each in x.exchanges}
    assert said == {"Bearer bearing-token-1"}
    assert store.kept == []


@pytest.mark.parametrize("secret", [{}, {"client_secret": CLIENT_SECRET}])
def test_a_token_near_its_end_is_renewed_and_kept_before_it_is_used(x, secret):
    store = Store(x.bearing(expires_at=ends(timedelta(minutes=5)), **secret))
    before = timezone.now()
    assert isinstance(stored(x, store).publish(POST, key=KEY, staged={}), Sent)
    [kept] = store.kept
    assert (kept["access_token"], kept["refresh_token"]) == (
        "bearing-token-2",
        "refreshing-token-2",
    )
    assert datetime.fromisoformat(kept["expires_at"]) >= before + 2 * HOUR - HOUR / 60
    assert kept["client_id"] == "client-id-of-the-app"
    assert kept.get("client_secret") == secret.get("client_secret")
    assert x.exchanges[0].headers["Authorization"] == "Bearer bearing-token-2"


@pytest.mark.parametrize("unix", [True, False])
def test_the_end_of_a_token_may_be_given_in_unix_seconds_or_as_a_date(x, unix):
    end = timezone.now().astimezone(UTC) - HOUR
    said = str(int(end.timestamp())) if unix else end.isoformat()
    store = Store(x.bearing(expires_at=said))
    stored(x, store).publish(POST, key=KEY, staged={})
    assert len(store.kept) == 1


def test_a_token_that_x_refuses_is_renewed_and_the_post_comes_later(x):
    store = Store(x.bearing())
    x.next(Answer(401))
    outcome = stored(x, store).publish(POST, key=KEY, staged={})
    assert isinstance(outcome, Later)
    assert outcome.answer == EARLY
    assert outcome.not_before <= timezone.now()
    assert x.posts == []
    assert isinstance(stored(x, store).publish(POST, key=KEY, staged={}), Sent)


def test_a_token_that_was_renewed_just_now_is_not_renewed_for_a_refusal(x):
    store = Store(x.bearing(expires_at=ends(2 * HOUR)))
    x.next(Answer(401))
    outcome = stored(x, store).publish(POST, key=KEY, staged={})
    assert outcome == Unauthenticated("401: X refused this account's credential")
    assert x.tokens.asked == []


def test_a_worker_goes_on_with_its_token_while_another_renews_it(x):
    store = Store(x.bearing(expires_at=ends(timedelta(minutes=5))), busy=True)
    assert isinstance(stored(x, store).publish(POST, key=KEY, staged={}), Sent)
    assert x.tokens.asked == []


def test_a_worker_comes_back_later_while_another_renews_what_has_run_out(x):
    store = Store(x.bearing(expires_at=ends(-HOUR)), busy=True)
    outcome = stored(x, store).publish(POST, key=KEY, staged={})
    assert isinstance(outcome, Later)
    assert outcome.answer == ELSEWHERE
    assert x.exchanges == []
    assert x.tokens.asked == []


def test_a_worker_takes_the_token_that_another_renewed_meanwhile(x):
    store = Store(x.bearing(expires_at=ends(-HOUR)))
    late = stored(x, store)
    stored(x, store).publish(POST, key=KEY, staged={})
    assert isinstance(late.publish(POST, key=KEY, staged={}), Sent)
    assert len(x.tokens.asked) == 1


def test_a_withdrawn_account_is_for_a_person(x):
    store = Store(x.bearing(expires_at=ends(-HOUR)))
    x.tokens.revoked = True
    adapter = stored(x, store)
    assert adapter.publish(POST, key=KEY, staged={}) == Unauthenticated(WITHDRAWN)
    assert adapter.check_credentials() == Rejected(WITHDRAWN)
    assert adapter.read_timeline(since=timezone.now()) == Inconclusive(WITHDRAWN)
    assert store.kept == []
    assert x.exchanges == []


def test_a_withdrawn_token_that_still_lasts_is_tried(x):
    store = Store(x.bearing(expires_at=ends(timedelta(minutes=5)), refresh_token="x"))
    assert isinstance(stored(x, store).publish(POST, key=KEY, staged={}), Sent)


def test_nothing_is_renewed_where_nothing_is_stored_yet(x):
    fresh = account(x, secret=x.bearing(expires_at=ends(timedelta(minutes=1))))
    assert fresh.check_credentials() == Accepted("exampledept", USER_ID)
    stale = account(x, secret=x.bearing(access_token="old"))
    assert stale.check_credentials() == Rejected("401: X refused the credential")
    assert x.tokens.asked == []


def test_check_credentials_says_when_a_token_ends_that_cannot_be_renewed(x):
    end = timezone.now() + HOUR
    secret = x.bearing(expires_at=end.isoformat(), refresh_token="")
    state = account(x, secret=secret).check_credentials()
    assert state == Accepted("exampledept", USER_ID, expires_at=end)


def test_a_delete_waits_for_a_token_too(x):
    store = Store(x.bearing(expires_at=ends(-HOUR)), busy=True)
    outcome = stored(x, store).delete("17")
    assert isinstance(outcome, Later)
    assert outcome.answer == ELSEWHERE
    assert x.exchanges == []


def test_no_token_is_in_anything_that_is_said_or_logged(x, caplog):
    caplog.set_level(logging.DEBUG)
    store = Store(x.bearing(expires_at=ends(-HOUR), client_secret=CLIENT_SECRET))
    adapter = stored(x, store)
    said = [repr(adapter.publish(POST, key=KEY, staged={})), repr(adapter)]
    x.tokens.revoked = True
    said.append(repr(adapter.check_credentials()))
    words = f"{said} {caplog.text}"
    hidden = ("bearing-token", "refreshing-token", CLIENT_SECRET)
    assert [each for each in hidden if each in words] == []
