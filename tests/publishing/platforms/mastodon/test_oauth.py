"""Connecting a Mastodon account by signing in at its server.

The pages that lead there are tested elsewhere.
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from publishing.platforms import pkce
from publishing.platforms.mastodon import oauth
from publishing.platforms.wire import NotSentError, RefusedError, UnreadableError
from tests.publishing.platforms.local_server import Answer
from tests.publishing.platforms.mastodon import contract
from tests.publishing.platforms.mastodon.fake import CLIENT, CODE, TOKEN, FakeMastodon
from tests.publishing.platforms.mastodon.shapes import challenge


BACK = "https://countersign.example.gov.uk/accounts/connected/"


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon() as fake:
        yield fake


def app_on(fake: FakeMastodon) -> oauth.App:
    return oauth.register(fake.url, redirect_uri=BACK)


def test_register_asks_for_no_more_than_it_needs(server):
    app = oauth.register(
        f"{server.url}/", redirect_uri=BACK, website="https://example.gov.uk"
    )
    assert app == oauth.App(
        server=server.url,
        client_id=CLIENT["client_id"],
        client_secret=CLIENT["client_secret"],
        redirect_uri=BACK,
        scopes="read:accounts read:statuses write:statuses write:media",
    )
    assert server.exchanges[0].said["website"] == "https://example.gov.uk"


def test_register_takes_what_a_server_of_few_scopes_has():
    with FakeMastodon("gotosocial") as fake:
        assert app_on(fake).scopes == "read write"


def test_register_says_what_failed(server):
    server.next(Answer(403), Answer(200, {"client_id": "1"}))
    with pytest.raises(RefusedError):
        app_on(server)
    with pytest.raises(UnreadableError):
        app_on(server)
    with pytest.raises(NotSentError):
        oauth.register("http://127.0.0.1:9", redirect_uri=BACK)


def test_the_challenge_is_that_of_the_rfc():
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B
    expected = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert pkce.challenge(verifier) == expected


def test_a_verifier_is_long_enough_and_new_each_time():
    verifiers = {pkce.new_verifier() for _ in range(9)}
    assert {len(each) for each in verifiers} == {64}
    assert len(verifiers) == 9


def test_authorization_url_binds_state_and_verifier(server):
    app = app_on(server)
    url = oauth.authorization_url(app, state="state", verifier="verifier")
    parts = urlsplit(url)
    assert (
        f"{parts.scheme}://{parts.netloc}{parts.path}"
        == f"{server.url}/oauth/authorize"
    )
    assert parse_qs(parts.query) == {
        "response_type": ["code"],
        "client_id": [CLIENT["client_id"]],
        "redirect_uri": [BACK],
        "scope": [oauth.SCOPES],
        "state": ["state"],
        "code_challenge": [challenge("verifier")],
        "code_challenge_method": ["S256"],
        "force_login": ["true"],
    }


def test_exchange_gives_the_secret_that_is_sealed_and_can_be_revoked(server):
    app, verifier = app_on(server), pkce.new_verifier()
    server.challenge = challenge(verifier)
    secret = oauth.exchange(app, code=CODE, verifier=verifier)
    assert secret == {"access_token": TOKEN, **CLIENT}
    assert oauth.revoke(server.url, secret)
    assert server.exchanges[-1].said == {"token": TOKEN, **CLIENT}


def test_exchange_refuses_another_sign_ins_code(server):
    server.challenge = challenge("somebody else's")
    with pytest.raises(RefusedError):
        oauth.exchange(app_on(server), code=CODE, verifier="mine")


def test_exchange_takes_no_answer_without_a_token(server):
    app = app_on(server)
    server.next(Answer(200, {"token_type": "Bearer"}), Answer(200, b"<html>"))
    for _ in range(2):
        with pytest.raises(UnreadableError):
            oauth.exchange(app, code=CODE, verifier="mine")


def test_a_token_that_was_typed_in_cannot_be_revoked_by_us(server):
    assert not oauth.revoke(server.url, {"access_token": TOKEN})
    assert server.exchanges == []


def test_no_secret_shows_in_an_app_or_an_error(server):
    app = app_on(server)
    server.next(Answer(401, {"error": CLIENT["client_secret"]}))
    with pytest.raises(RefusedError) as raised:
        oauth.exchange(app, code=CODE, verifier="mine")
    said = f"{app!r} {raised.value!r} {raised.value}"
    assert [word for word in (CLIENT["client_secret"], CODE) if word in said] == []


def test_every_request_is_as_the_api_is_described(server):
    contract.require()
    app = app_on(server)
    server.challenge = challenge("verifier")
    secret = oauth.exchange(app, code=CODE, verifier="verifier")
    oauth.revoke(server.url, secret)
    for exchange in server.exchanges:
        contract.check(exchange)
