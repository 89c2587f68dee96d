"""The whole round with Mastodon's own protocol: sign in there, connected, asked, ended."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from pytest_django import Settings

from accounts.credentials import unseal
from accounts.models import SocialAccount
from publishing.actions.disconnecting import disconnect
from publishing.actions.probing import ask_now
from publishing.actions.signing_in_there import begin_sign_in, finish_sign_in
from tests.publishing.platforms.mastodon.fake import CLIENT, CODE, TOKEN, FakeMastodon
from tests.publishing.stage import Stage
from tests.refusals import refused


CALLBACK = "https://countersign.example/registers/accounts/1/connected/"


@pytest.fixture
def server(settings: Settings) -> Iterator[FakeMastodon]:
    with FakeMastodon() as fake:
        yield fake


@pytest.fixture
def account(stage: Stage, server: FakeMastodon) -> SocialAccount:
    return SocialAccount.objects.create(
        platform="mastodon",
        server=server.url,
        handle=FakeMastodon.handle,
        name="Rivers",
        team=stage.cast.rivers,
        approved_by=stage.cast.dee,
        approved_at=timezone.now(),
    )


def test_an_account_is_connected_by_signing_in_and_its_token_ended(
    stage: Stage, server: FakeMastodon, account: SocialAccount
) -> None:
    sam = stage.cast.sam
    begun = begin_sign_in(account, by=sam, callback=CALLBACK)
    said = {k: v[0] for k, v in parse_qs(urlsplit(begun.address).query).items()}
    server.challenge = said["code_challenge"]

    query = {"code": CODE, "state": said["state"], "iss": server.url}
    finish_sign_in(begun.ticket, by=sam, query=query, callback=CALLBACK)

    account = SocialAccount.objects.get(pk=account.pk)
    sealed = bytes(account.credential.ciphertext)
    assert unseal(sealed) == {"access_token": TOKEN, **CLIENT}
    assert account.remote_id
    assert account.limits["max_text"] > 0
    assert ask_now(account, by=sam).trouble == ""

    disconnect(SocialAccount.objects.get(pk=account.pk), by=sam)
    assert server.exchanges[-1].said == {"token": TOKEN, **CLIENT}


def test_a_code_of_another_sign_in_connects_nothing(
    stage: Stage, server: FakeMastodon, account: SocialAccount
) -> None:
    """The code is stolen, and its thief's verifier is another (PKCE)."""
    sam = stage.cast.sam
    begun = begin_sign_in(account, by=sam, callback=CALLBACK)
    state = parse_qs(urlsplit(begun.address).query)["state"][0]
    server.challenge = "the challenge of somebody else's sign-in"
    with refused("no-sign-in"):
        finish_sign_in(
            begun.ticket,
            by=sam,
            query={"code": CODE, "state": state},
            callback=CALLBACK,
        )
    assert not hasattr(SocialAccount.objects.get(pk=account.pk), "credential")


def test_a_server_that_may_not_be_called_is_not_asked(
    stage: Stage, server: FakeMastodon, account: SocialAccount, settings: Settings
) -> None:
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = []
    with refused("no-sign-in"):
        begin_sign_in(account, by=stage.cast.sam, callback=CALLBACK)
    assert server.exchanges == []
