"""The operator's commands: connecting accounts and loading the demo department."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from accounts.credentials import CredentialError, unseal
from accounts.models import Credential, Delegation, Person, SocialAccount
from drafts.models import Draft
from tests.cast import Cast


def connect(
    monkeypatch: pytest.MonkeyPatch,
    secret: str,
    team: str = "Rivers",
    *,
    handle: str = "@Exercise",
) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(secret))
    call_command(
        "connect_account",
        platform="rehearsal",
        handle=handle,
        name="Exercise",
        team=team,
        stdout=out,
    )
    return out.getvalue()


def test_connect_account_seals_the_secret(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = connect(monkeypatch, json.dumps({"token": "swordfish"}))

    credential = Credential.objects.get(account__handle="@Exercise")
    assert said == "@Exercise on Rehearsal network is connected.\n"
    assert b"swordfish" not in bytes(credential.ciphertext)
    assert unseal(bytes(credential.ciphertext)) == {"token": "swordfish"}


@pytest.mark.parametrize(
    ("secret", "team", "sentence"),
    [
        ("not json", "Rivers", "one JSON object of strings"),
        ('["token"]', "Rivers", "one JSON object of strings"),
        ('{"token": 7}', "Rivers", "one JSON object of strings"),
        ('{"token": ""}', "Rivers", "did not accept this secret for that handle"),
        ('{"token": "swordfish"}', "Nowhere", "There is no team"),
    ],
)
def test_connect_account_refuses_with_a_sentence(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, secret: str, team: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence) as refused:
        connect(monkeypatch, secret, team)
    assert "swordfish" not in str(refused.value)
    assert not Credential.objects.filter(account__handle="@Exercise").exists()


def test_connect_account_refuses_a_handle_that_fits_no_address(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="Write the handle with letters"):
        connect(monkeypatch, '{"token": "swordfish"}', handle="@a/b")
    assert not SocialAccount.objects.filter(handle="@a/b").exists()


def test_a_credential_of_another_key_is_refused(cast: Cast) -> None:
    with pytest.raises(CredentialError):
        unseal(b"gAAAAABnot-ours")


def test_load_demo_twice_changes_nothing_the_second_time(db: None) -> None:
    call_command("load_demo", stdout=io.StringIO())
    before = (
        Person.objects.count(),
        Delegation.objects.count(),
        list(Draft.objects.order_by("pk").values_list("title", "status")),
    )
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    after = (
        Person.objects.count(),
        Delegation.objects.count(),
        list(Draft.objects.order_by("pk").values_list("title", "status")),
    )
    assert after == before
    assert before[2] == [
        ("Flood warning, River Ouse", "approved"),
        ("Information centres", "submitted"),
        ("Walking by the river", "returned"),
    ]
    assert "alice@rivers.example" in out.getvalue()


def test_load_demo_refuses_among_real_people(db: None) -> None:
    Person.objects.create_user("jo@department.example", "Jo Lane", None)
    with pytest.raises(CommandError, match="not of the demo"):
        call_command("load_demo", stdout=io.StringIO())
    assert Draft.objects.count() == 0
