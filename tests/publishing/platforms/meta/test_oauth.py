"""Signing in at Meta, over real HTTP, against a small sign-in of its own.

The pages that lead there are tested elsewhere.
"""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from pytest_django import Settings

from publishing.platforms.meta.oauth import (
    INSTAGRAM_SCOPES,
    App,
    OAuthError,
    Page,
    Token,
    facebook_dialog,
    facebook_token,
    pages,
    threads_dialog,
    threads_token,
)
from publishing.platforms.transport import Limits
from tests.publishing.platforms.local_server import Reset
from tests.publishing.platforms.meta.fake_graph import (
    APP_ID,
    APP_SECRET,
    FakeGraph,
    Request,
    Said,
    error,
    paged,
    refused,
)


TINY = Limits(connect=0.3, read=0.3, total=0.5)
APP = App(APP_ID, APP_SECRET, "https://countersign.example/connect/done")
SHORT, LONG = "a-short-token", "a-long-token"
CODE, VERIFIER = "the-code", "the-verifier"


class FakeSignIn(FakeGraph):
    """Gives tokens for the code, and lists three pages, two at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.token = LONG
        self.page_size = 2

    def against(self, request: Request) -> Said | None:
        public = request.last == "access_token"
        return None if public else super().against(request)

    def answer(self, request: Request) -> Said:
        if request.last == "accounts":
            rows = [a_page(number) for number in range(3)]
            return paged(rows, request.fields, self.page_size)
        if request.fields.get("client_secret") != APP_SECRET:
            return error(1, message="Error validating client secret.")
        return self._token(request)

    def _token(self, request: Request) -> Said:
        said = request.fields
        bearer = request.headers.get("Authorization")
        if said.get("code") == CODE and said["redirect_uri"] == APP.redirect_uri:
            return 200, {"access_token": SHORT, "token_type": "bearer"}
        if SHORT in {said.get("fb_exchange_token"), (bearer or "").split(" ")[-1]}:
            return 200, {"access_token": LONG, "expires_in": 5_184_000}
        return error(100, message="This authorization code has been used.")


def a_page(number: int) -> dict[str, object]:
    page: dict[str, object] = {
        "id": f"10{number}",
        "name": f"Department {number}",
        "access_token": f"page-token-{number}",
    }
    if number == 1:
        page["instagram_business_account"] = {"id": "178", "username": "exampledept"}
    return page


@pytest.fixture
def meta(settings: Settings) -> Iterator[FakeSignIn]:
    with FakeSignIn() as server:
        settings.COUNTERSIGN_FACEBOOK_API = f"{server.url}/v26.0"
        settings.COUNTERSIGN_THREADS_API = f"{server.url}/v1.0"
        yield server


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_the_dialogs_carry_state_scopes_and_where_pkce_is_taken_the_challenge() -> None:
    address = facebook_dialog(APP, state="s", challenge="c", scopes=INSTAGRAM_SCOPES)
    assert query_of(address) == {
        "client_id": [APP_ID],
        "redirect_uri": [APP.redirect_uri],
        "response_type": ["code"],
        "scope": [",".join(INSTAGRAM_SCOPES)],
        "state": ["s"],
        "code_challenge": ["c"],
        "code_challenge_method": ["S256"],
    }
    assert set(query_of(threads_dialog(APP, state="s"))) == {
        "client_id",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
    }
    assert APP_SECRET not in address


def test_a_code_becomes_a_long_lived_token_of_facebook(meta: FakeSignIn) -> None:
    token = facebook_token(APP, code=CODE, verifier=VERIFIER, limits=TINY)
    assert token.access_token == LONG
    assert token.expires_at is not None
    assert token.expires_at > timezone.now() + timedelta(days=59)
    assert meta.calls == [("POST", "/v26.0/oauth/access_token")] * 2
    assert meta.requests[0].fields["code_verifier"] == VERIFIER
    assert [each.target for each in meta.requests if SHORT in each.target] == []


def test_every_page_is_listed_with_its_own_token(meta: FakeSignIn) -> None:
    found = pages(APP, Token(LONG), limits=TINY)
    assert [page.page_id for page in found] == ["100", "101", "102"]
    assert found[1] == Page(
        "101", "Department 1", "", "page-token-1", "178", "exampledept"
    )
    assert found[1].facebook_secret(APP) == {
        "page_id": "101",
        "access_token": "page-token-1",
        "app_id": APP_ID,
        "app_secret": APP_SECRET,
    }
    assert found[1].instagram_secret(APP)["user_id"] == "178"


def test_a_code_becomes_a_long_lived_token_of_threads(meta: FakeSignIn) -> None:
    token = threads_token(APP, code=f"{CODE}#_", limits=TINY)
    assert meta.calls == [("POST", "/oauth/access_token"), ("GET", "/access_token")]
    assert set(token.as_secret()) == {"access_token", "expires_at"}
    assert [each.target for each in meta.requests if SHORT in each.target] == []


@pytest.mark.parametrize("fault", [Reset(), refused(error(100)), refused((200, b"{"))])
def test_what_goes_wrong_is_one_sentence_without_a_secret(
    meta: FakeSignIn, fault: Reset
) -> None:
    meta.next(fault)
    with pytest.raises(OAuthError) as facebook:
        facebook_token(APP, code=CODE, limits=TINY)
    meta.next(fault)
    with pytest.raises(OAuthError) as threads:
        threads_token(APP, code=CODE, limits=TINY)
    said = f"{facebook.value!r} {threads.value!r}"
    assert [each for each in (CODE, APP_SECRET) if each in said] == []


def test_pages_that_cannot_be_read_are_no_pages(meta: FakeSignIn) -> None:
    meta.next(refused((200, {"data": [{"id": "100"}]})))
    with pytest.raises(OAuthError):
        pages(APP, Token(LONG), limits=TINY)


def test_no_secret_is_in_a_repr() -> None:
    said = f"{APP!r} {Token(LONG)!r} {Page('1', 'Name', '', LONG)!r}"
    assert [each for each in (APP_SECRET, LONG) if each in said] == []
