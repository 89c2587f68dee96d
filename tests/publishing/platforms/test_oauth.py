"""The two steps of signing in at a platform: where people are sent, and what comes of it.

Mastodon's, Meta's and WordPress's own steps are tested beside their modules.
"""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from pytest_django import Settings

from publishing.platforms import oauth
from publishing.platforms.meta import oauth as meta_oauth
from publishing.platforms.oauth import SignInError, Visit, begin, finish, way_of
from publishing.platforms.pkce import challenge
from publishing.platforms.revoking import revoke
from tests.publishing.platforms.rest_server import Reply, Request, RestServer


CALLBACK = "https://countersign.example/registers/accounts/connected/x/"
VISIT = Visit("x", "", "@RiversDept", CALLBACK, "the-state", "the-verifier")


class Town(RestServer):
    """Gives tokens for the code "good", as X and LinkedIn do, and takes them back."""

    def reply(self, request: Request) -> Reply:
        said = {k: v[0] for k, v in parse_qs(request.body.decode()).items()}
        if request.path.endswith("/revoke"):
            return Reply(200, {})
        if request.path == "/rest/organizations":
            known = request.query.get("vanityName") == "RiversDept"
            return Reply(200, {"elements": [{"id": 4711}] if known else []})
        if said.get("code") != "good":
            return Reply(400, {"error": "invalid_grant"})
        return Reply(
            200,
            {"access_token": "at", "refresh_token": "rt", "expires_in": 7200},
        )


@pytest.fixture
def town(settings: Settings) -> Iterator[Town]:
    with Town() as town:
        settings.COUNTERSIGN_X_API = town.url
        settings.COUNTERSIGN_LINKEDIN_API = town.url
        settings.COUNTERSIGN_LINKEDIN_OAUTH = town.url
        settings.COUNTERSIGN_X_CLIENT_ID = "client"
        settings.COUNTERSIGN_X_CLIENT_SECRET = "app-secret"
        settings.COUNTERSIGN_LINKEDIN_CLIENT_ID = "client"
        settings.COUNTERSIGN_LINKEDIN_CLIENT_SECRET = "app-secret"
        yield town


def asked(address: str) -> dict[str, str]:
    return {
        name: values[0] for name, values in parse_qs(urlsplit(address).query).items()
    }


def test_x_is_asked_with_state_and_proof(town: Town) -> None:
    address = begin(VISIT).address
    assert address.startswith("https://x.com/i/oauth2/authorize?")
    assert asked(address) == {
        "response_type": "code",
        "client_id": "client",
        "redirect_uri": CALLBACK,
        "scope": "tweet.read tweet.write users.read media.write offline.access",
        "state": "the-state",
        "code_challenge": challenge("the-verifier"),
        "code_challenge_method": "S256",
    }


def test_x_gives_a_secret_that_renews_itself(town: Town) -> None:
    secret = dict(finish(VISIT, {"code": "good"}))
    ends = datetime.fromisoformat(secret.pop("expires_at"))
    assert timedelta(minutes=118) < ends - timezone.now() < timedelta(minutes=121)
    assert secret == {
        "client_id": "client",
        "client_secret": "app-secret",
        "access_token": "at",
        "refresh_token": "rt",
    }
    (request,) = town.requests
    sent = parse_qs(request.body.decode())
    assert (sent["code_verifier"], sent["redirect_uri"]) == (
        ["the-verifier"],
        [CALLBACK],
    )
    basic = base64.b64encode(b"client:app-secret").decode()
    assert request.headers["Authorization"] == f"Basic {basic}"


def test_linkedin_gives_the_token_and_the_number_of_the_page(town: Town) -> None:
    secret = finish(replace(VISIT, platform="linkedin"), {"code": "good"})
    assert (secret["access_token"], secret["organization"]) == ("at", "4711")


def test_linkedin_refuses_a_page_that_nobody_knows(town: Town) -> None:
    other = replace(VISIT, platform="linkedin", handle="@Elsewhere")
    with pytest.raises(SignInError, match="did not give us access"):
        finish(other, {"code": "good"})


def test_a_code_that_is_used_up_says_so_without_repeating_it(town: Town) -> None:
    with pytest.raises(SignInError) as refused:
        finish(VISIT, {"code": "used-up"})
    assert str(refused.value) == "The platform did not give us access. Try again."


@pytest.mark.parametrize("platform", ["x", "linkedin", "mastodon"])
def test_whoever_says_no_there_connects_nothing(town: Town, platform: str) -> None:
    visit = replace(VISIT, platform=platform, server="https://social.example")
    with pytest.raises(SignInError, match="not allowed to give us access"):
        finish(visit, {"error": "access_denied"})
    assert town.requests == []


def test_an_answer_of_another_server_is_not_taken() -> None:
    """RFC 9207: a code of one server is never sent to another."""
    visit = replace(VISIT, platform="mastodon", server="https://social.example")
    with pytest.raises(SignInError, match="another server"):
        finish(visit, {"code": "c", "iss": "https://evil.example"})


def test_an_answer_without_a_code_asks_nobody(town: Town) -> None:
    with pytest.raises(SignInError, match="no code"):
        finish(VISIT, {})
    assert town.requests == []


def test_wordpress_is_sent_back_with_the_state() -> None:
    visit = replace(VISIT, platform="wordpress", server="https://news.example")
    said = asked(begin(visit).address)
    assert said["success_url"] == f"{CALLBACK}?state=the-state"
    assert said["reject_url"] == f"{CALLBACK}?state=the-state&success=false"


def test_facebook_takes_the_page_of_this_handle_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = [
        meta_oauth.Page("1", "Parks", "ParksDept", "parks-token"),
        meta_oauth.Page("2", "Rivers", "RiversDept", "rivers-token", "77", "Rivers_ig"),
    ]
    monkeypatch.setattr(meta_oauth, "facebook_token", lambda *_, **__: None)
    monkeypatch.setattr(meta_oauth, "pages", lambda *_, **__: pages)
    page = replace(VISIT, platform="facebook")
    assert finish(page, {"code": "c"})["access_token"] == "rivers-token"
    instagram = replace(VISIT, platform="instagram", handle="@rivers_IG")
    assert finish(instagram, {"code": "c"})["user_id"] == "77"
    with pytest.raises(SignInError, match="gave us no access to @Moors"):
        finish(replace(page, handle="@Moors"), {"code": "c"})


@pytest.mark.parametrize(
    ("platform", "offered"),
    [
        ("mastodon", True),
        ("wordpress", True),
        ("x", False),
        ("facebook", False),
        ("threads", False),
        ("linkedin", False),
        ("bluesky", False),
        ("discourse", False),
        ("rehearsal", False),
    ],
)
def test_only_what_is_set_up_is_offered(platform: str, offered: bool) -> None:
    assert (way_of(platform) is not None) == offered


def test_every_server_of_many_has_a_callback_of_its_own() -> None:
    assert sorted(name for name, way in oauth.WAYS.items() if way.own_callback) == [
        "mastodon",
        "wordpress",
    ]


@pytest.mark.parametrize(
    ("platform", "secret", "told"),
    [
        ("x", {"client_id": "c", "refresh_token": "rt"}, True),
        ("x", {"consumer_key": "k"}, False),
        (
            "linkedin",
            {"client_id": "c", "client_secret": "s", "access_token": "at"},
            True,
        ),
        ("linkedin", {"access_token": "at"}, False),
        ("facebook", {"access_token": "at"}, False),
    ],
)
def test_a_token_is_ended_where_the_platform_has_a_way(
    town: Town, platform: str, secret: dict[str, str], told: bool
) -> None:
    assert revoke(platform, "", secret) == told
    assert len(town.requests) == int(told)


def test_nothing_that_opens_an_account_is_in_a_repr() -> None:
    shown = repr(replace(VISIT, kept={"client_secret": "drama"}))
    assert "the-state" not in shown
    assert "the-verifier" not in shown
    assert "drama" not in shown


def test_wordpress_gives_the_password_of_the_site_that_was_asked() -> None:
    visit = replace(VISIT, platform="wordpress", server="https://news.example")
    query = {"user_login": "rivers", "password": "abcd efgh"}
    assert finish(visit, {**query, "site_url": "https://news.example"}) == {
        "username": "rivers",
        "application_password": "abcd efgh",
    }
    with pytest.raises(SignInError, match="another site"):
        finish(visit, {**query, "site_url": "https://evil.example"})


def test_threads_gives_a_token_and_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = timezone.now() + timedelta(days=60)
    token = meta_oauth.Token("threads-token", ends)
    monkeypatch.setattr(meta_oauth, "threads_token", lambda *_, **__: token)
    assert finish(replace(VISIT, platform="threads"), {"code": "c"}) == {
        "access_token": "threads-token",
        "expires_at": ends.isoformat(),
    }


@pytest.mark.parametrize("platform", ["facebook", "instagram", "threads", "linkedin"])
def test_every_dialog_carries_the_state(platform: str) -> None:
    said = asked(begin(replace(VISIT, platform=platform)).address)
    assert (said["state"], said["redirect_uri"]) == ("the-state", CALLBACK)
    proof = challenge("the-verifier") if platform in {"facebook", "instagram"} else None
    assert said.get("code_challenge") == proof
