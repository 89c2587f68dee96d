"""Connecting an account by its command: the platform is asked first, in plain sentences.

What a platform answers is each adapter's and tested there; here stand-ins answer.
"""

import io
import json
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.credentials import unseal
from accounts.models import Credential, SocialAccount
from accounts.outbound import OutboundError
from audit.models import Entry
from publishing.platforms.protocol import (
    Accepted,
    AuthState,
    Rejected,
    Unreachable,
)
from publishing.platforms.servers import server_address
from tests.cast import Cast
from tests.publishing.town import Town


SERVER = "http://127.0.0.1:8410"
TOKEN = "swordfish-in-the-ouse"


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Town:
    settings.COUNTERSIGN_OUTBOUND_HTTP = True
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    town = Town([Accepted("rivers", "109", None, {"max_text": 700})])
    town.stand_for("mastodon", monkeypatch=monkeypatch)
    return town


def connect(monkeypatch: pytest.MonkeyPatch, **said: object) -> str:
    out = io.StringIO()
    secret = json.dumps({"access_token": TOKEN})
    monkeypatch.setattr("sys.stdin", io.StringIO(secret))
    asked = {"platform": "mastodon", "server": SERVER, "handle": "@rivers"}
    call_command("connect_account", **(asked | said), stdout=out)
    return out.getvalue()


def test_a_server_is_stored_in_one_form(
    cast: Cast, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = connect(monkeypatch, server=" HTTP://127.0.0.1:8410/ ", team="Rivers")
    account = SocialAccount.objects.get(platform="mastodon")
    assert said == "@rivers on 127.0.0.1 is connected.\n"
    assert (account.server, account.name) == (SERVER, "rivers")
    assert [each.server for each in town.asked] == [SERVER]


def test_what_the_platform_said_is_kept(
    cast: Cast, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = timezone.now() + timedelta(days=60)
    town.answers = [Accepted("rivers", "109", ends, {"max_text": 700})]
    connect(monkeypatch, team="Rivers")
    account = SocialAccount.objects.get(platform="mastodon")
    credential = account.credential
    assert (account.remote_id, account.limits) == ("109", {"max_text": 700})
    assert (credential.expires_at, credential.trouble) == (ends, "")
    assert credential.checked_at is not None


def test_a_secret_renewed_on_the_way_is_the_one_that_is_sealed(
    cast: Cast, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.renews = {"session": "newer"}
    connect(monkeypatch, team="Rivers")
    sealed = bytes(Credential.objects.get(account__platform="mastodon").ciphertext)
    assert unseal(sealed) == {"access_token": TOKEN, "session": "newer"}


def test_connecting_again_needs_no_name_and_no_team(
    cast: Cast, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(monkeypatch, team="Rivers", name="River levels")
    connect(monkeypatch)
    account = SocialAccount.objects.get(platform="mastodon")
    assert (account.name, account.team.name) == ("River levels", "Rivers")


def test_facts_of_the_register_may_be_given_with_it(
    cast: Cast, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(
        monkeypatch,
        team="Rivers",
        owner="Head of news",
        deputy="Deputy director",
        purpose="River levels",
        recovery="channels@rivers.example",
        mfa=True,
        review_on=date(2027, 3, 31),
    )
    account = SocialAccount.objects.get(platform="mastodon")
    assert str(account.owner) == "Head of news"
    assert (account.mfa, account.purpose) == (True, "River levels")
    changed = Entry.objects.get(event="account.changed", subject_id=str(account.pk))
    assert changed.actor == "service:operator"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            Rejected("401: Mastodon refused the credential"),
            (
                "The platform did not accept this secret for that handle: "
                "401: Mastodon refused the credential. Nothing was stored."
            ),
        ),
        (
            Unreachable("Mastodon gave no answer in time"),
            (
                "Mastodon could not be asked whether it takes this secret: Mastodon gave "
                "no answer in time. Nothing was stored. Try again."
            ),
        ),
        (
            RuntimeError(f"Authorization: Bearer {TOKEN}"),
            (
                "Mastodon could not be asked whether it takes this secret: the connector "
                "broke: RuntimeError. Nothing was stored. Try again."
            ),
        ),
        (
            Rejected(f"the token {TOKEN} is unknown"),
            (
                "The platform did not accept this secret for that handle: the token … is "
                "unknown. Nothing was stored."
            ),
        ),
    ],
)
def test_refused_and_out_of_reach_are_told_apart(
    cast: Cast,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    state: AuthState,
    sentence: str,
) -> None:
    town.answers = [state]
    with pytest.raises(CommandError) as refused:
        connect(monkeypatch, team="Rivers")
    assert str(refused.value) == sentence
    assert not SocialAccount.objects.filter(platform="mastodon").exists()


def test_another_account_under_the_same_name_is_not_taken(
    cast: Cast, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(monkeypatch, team="Rivers")
    before = bytes(Credential.objects.get(account__platform="mastodon").ciphertext)
    town.answers = [Accepted("rivers", "666")]
    with pytest.raises(CommandError, match="another number than when it was connected"):
        connect(monkeypatch)
    after = bytes(Credential.objects.get(account__platform="mastodon").ciphertext)
    assert after == before


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"server": ""}, "Say which server the account is on"),
        ({"server": "https://10.0.0.9"}, "inside a private network"),
        ({"server": "https://u:p@social.example"}, "without a question mark"),
        ({"server": "https://social.example/?x=1"}, "without a question mark"),
        ({"team": ""}, "Say which team the account belongs to"),
        ({"team": "Nowhere"}, "There is no team “Nowhere”"),
        ({"owner": "Nobody"}, "There is no job post “Nobody”"),
    ],
)
def test_what_is_wrong_is_said_before_anybody_is_asked(
    cast: Cast,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    said: dict[str, str],
    sentence: str,
) -> None:
    with pytest.raises(CommandError, match=sentence):
        connect(monkeypatch, **({"team": "Rivers"} | said))
    assert town.asked == []


def test_a_private_server_is_refused_unless_a_setting_allows_it(
    settings: LazySettings,
) -> None:
    settings.COUNTERSIGN_OUTBOUND_HTTP = False
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = []
    with pytest.raises(OutboundError, match="begins with https"):
        server_address("http://127.0.0.1:8410", platform="mastodon")
    with pytest.raises(OutboundError, match="private network"):
        server_address("127.0.0.1:8410", platform="mastodon")
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    assert server_address("127.0.0.1:8410", platform="mastodon") == (
        "https://127.0.0.1:8410"
    )
