"""What opens an account is sealed or nowhere: tables, log lines, pages, errors, jobs.

Every platform's own fields are tried, and every way in which a secret comes and goes.
"""

import dataclasses
import io
import json
import logging
import os
import traceback
from collections.abc import Mapping

import pytest
import redis
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actions import store_credential
from accounts.credentials import unseal
from accounts.models import Credential, SocialAccount
from accounts.reasons import RefusedError
from publishing.actions.connecting import Answer, connect
from publishing.actions.connections import connection_of
from publishing.actions.disconnecting import disconnect
from publishing.actions.probing import probe_next
from publishing.jobs import sweep_and_wake
from publishing.platforms import oauth, revoking
from publishing.platforms.oauth import Begun, SignInError, Visit, Way
from publishing.platforms.protocol import Accepted, AuthState, Rejected, Secret
from publishing.platforms.secrets import FIELDS
from tests.cast import SET_UP
from tests.pages import browser_of
from tests.publishing.stage import Stage
from tests.publishing.test_confidentiality import holds, stored
from tests.publishing.town import Town


# What is not hidden may be seen; everything else of these is looked for everywhere.
HIDDEN = {
    platform: [field.name for field in fields if field.hidden]
    for platform, fields in FIELDS.items()
}


def secret_of(platform: str) -> dict[str, str]:
    """A value for every field of a platform, each unlike any other words."""
    return {
        field.name: f"swordfish-{platform}-{field.name.replace('_', '-')}-0451"
        for field in FIELDS[platform]
        if field.name != "expires_at"
    }


def an_account(stage: Stage, platform: str) -> SocialAccount:
    return SocialAccount.objects.create(
        platform=platform,
        server="https://social.example" if platform == "mastodon" else "",
        handle="@secrets",
        name="Secrets",
        team=stage.cast.rivers,
        approved_by=stage.cast.dee,
        approved_at=timezone.now(),
    )


def in_the_queues() -> str:
    """Everything that Valkey holds: jobs with their arguments, locks, sessions' shadows."""
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    found = []
    for key in client.scan_iter():
        found += [str(key), str(client.type(key))]
        found.append(str(client.dump(key)))
    client.close()
    return "\n".join(found)


def everywhere(stage: Stage, caplog: pytest.LogCaptureFixture, *pages: object) -> str:
    shown = [str(getattr(page, "content", page)) for page in pages]
    return "\n".join([stored(stage), caplog.text, in_the_queues(), *shown])


def leaks(text: str, secret: dict[str, str]) -> list[str]:
    return [name for name, value in secret.items() if holds(text, value)]


@pytest.mark.parametrize("platform", sorted(FIELDS))
def test_no_field_of_any_platform_is_anywhere_in_clear(
    stage: Stage,
    platform: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Connected by its page, asked about, refused, and disconnected."""
    caplog.set_level(logging.DEBUG)
    secret = secret_of(platform)
    careless = f"wrong: {json.dumps(secret)}"
    town = Town([Rejected(careless), Accepted("secrets"), RuntimeError(careless)])
    town.stand_for(platform, monkeypatch=monkeypatch)
    monkeypatch.setitem(revoking.WAYS, platform, _careless_revoke)
    account, sam = an_account(stage, platform), browser_of(stage.cast.sam)
    at = f"/registers/accounts/{account.pk}"

    refused = sam.post(f"{at}/connect/", secret)
    taken = sam.post(f"{at}/connect/", secret, follow=True)
    assert unseal(bytes(account.credential.ciphertext)) == secret
    Credential.objects.exclude(account=account).delete()
    Credential.objects.update(checked_at=None)
    sweep_and_wake()
    assert probe_next()
    shown = sam.get(f"{at}/connection/")
    kept = everywhere(stage, caplog, refused, taken, shown, "".join(capfd.readouterr()))

    # What opens nothing may be shown in the field in which it was typed.
    hidden = {name: secret[name] for name in HIDDEN[platform]}
    assert leaks(kept.replace(refused.content.decode(), ""), hidden) == []
    assert leaks(refused.content.decode(), hidden) == []

    disconnect(SocialAccount.objects.get(pk=account.pk), by=stage.cast.sam)
    after = everywhere(stage, caplog, "".join(capfd.readouterr()))
    assert leaks(after, secret) == []


def _careless_revoke(server: str, secret: Secret) -> bool:
    raise RuntimeError(f"could not revoke {dict(secret)}")


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    """A sign-in whose every answer carries a secret, and whose errors repeat it."""

    def begin(visit: Visit) -> Begun:
        kept = {"client_secret": "swordfish-of-the-app"}
        return Begun(f"https://social.example/?state={visit.state}", kept)

    def finish(visit: Visit, query: Mapping[str, str]) -> Secret:
        if query["code"] == "swordfish-code-refused":
            raise SignInError(f"the code {query['code']} is unknown")
        return {"access_token": "swordfish-token-0451"}

    settings.COUNTERSIGN_BASE_URL = "https://countersign.example"
    monkeypatch.setitem(oauth.WAYS, "mastodon", Way(begin, finish, own_callback=True))


@pytest.mark.parametrize("code", ["swordfish-code-refused", "swordfish-code-taken"])
def test_a_sign_in_at_the_platform_leaves_no_code_and_no_token(
    stage: Stage,
    there: None,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    town = Town([Accepted("secrets")])
    town.stand_for("mastodon", monkeypatch=monkeypatch)
    account, sam = an_account(stage, "mastodon"), browser_of(stage.cast.sam)
    at = f"/registers/accounts/{account.pk}"
    page = sam.post(f"{at}/sign-in/").content.decode()
    state = page.partition("?state=")[2].partition('"')[0]
    answer = sam.get(f"{at}/connected/", {"state": state, "code": code}, follow=True)
    kept = everywhere(stage, caplog, answer, "".join(capfd.readouterr()))
    assert (
        leaks(
            kept,
            {
                "code": code,
                "state": state,
                "token": "swordfish-token-0451",
                "app": "swordfish-of-the-app",
            },
        )
        == []
    )


def test_the_command_repeats_no_secret(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = secret_of("x")
    town = Town([Rejected(json.dumps(secret))])
    town.stand_for("x", monkeypatch=monkeypatch)
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(secret)))
    with pytest.raises(CommandError) as refused:
        call_command("connect_account", platform="x", handle="@secrets", team="Rivers")
    said = "".join(traceback.format_exception(refused.value))
    assert leaks(said + everywhere(stage, caplog), secret) == []


def test_no_error_shows_a_secret_as_it_is_printed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = secret_of("rehearsal")
    town = Town([Rejected(json.dumps(secret))])
    town.stand_for("rehearsal", monkeypatch=monkeypatch)
    account = stage.cast.rehearsal
    with pytest.raises(RefusedError) as refused:
        connect(account, by=stage.cast.sam, secret=secret)
    printed = [repr(refused.value), *refused.value.sentences]
    assert leaks("\n".join(printed), secret) == []


def test_what_carries_a_secret_does_not_print_it(stage: Stage) -> None:
    secret = secret_of("rehearsal")
    store_credential(stage.cast.rehearsal, by=SET_UP, secret=secret)
    credential = Credential.objects.get()
    connection = connection_of(stage.cast.rehearsal, credential)
    carriers = [connection, credential, Answer(told=None, secret=secret)]  # type: ignore[arg-type] # only printed
    assert dataclasses.is_dataclass(connection)
    assert leaks("\n".join(map(repr, carriers)), secret) == []
    state: AuthState = Accepted("secrets")
    assert leaks(repr(state), secret) == []
