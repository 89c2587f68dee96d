"""Passkeys: added, used to sign in and to prove, renamed and removed by their owner alone.

The ceremony in a real browser is in tests/browser/test_passkeys.py.
"""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.models import Notice, Person
from accounts.queries.factors import passkey_domain
from approvals.models import Decision
from audit.events import Event
from audit.queries import Search, search
from drafts.models import Draft
from tests.accounts.authenticators import Device
from tests.accounts.signing import (
    ADD,
    APP,
    HOST,
    PASSKEYS,
    PASSWORD,
    PROVE,
    PROVE_WITH_PASSKEY,
    RECOVERY_CODES,
    SIGN_IN,
    WITH_PASSKEY,
    add,
    is_signed_in,
    options,
    passkey_of,
    proved,
    said,
    sign_in_with,
    stranger,
    with_password,
)
from tests.cast import Cast, a_submitted_draft, current
from tests.pages import Answer, browser_of, nothing_changes, page_text, prove


pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def alice(cast: Cast) -> Person:
    return with_password(cast.alice)


def test_passkey_is_added_logged_and_told(alice: Person) -> None:
    browser = proved(alice)

    response = add(browser, Device(), "Work phone")

    assert response.headers["Location"] == "/account/recovery-codes/"
    assert said(alice) == [
        (Event.FACTOR_ADDED, {"kind": "passkey"}),
        (Event.FACTOR_ADDED, {"kind": "recovery codes"}),
    ]
    assert Notice.objects.get(person=alice).why.startswith(
        "Added: passkey, recovery codes."
    )
    assert "Work phone" in page_text(browser.get(PASSKEYS))


def test_log_holds_no_key_and_no_name_of_a_passkey(alice: Person) -> None:
    device = Device()
    add(proved(alice), device, "Grey phone")
    entries = search(Search(subject_id=str(alice.pk))).entries
    logged = json.dumps([entry.body for entry in entries], default=str)
    made = Authenticator.objects.get(type="webauthn").data["credential"]
    assert [part for part in (made["id"], "Grey phone") if part in logged] == []


def test_passkey_signs_in_and_the_log_says_so(alice: Person) -> None:
    device, browser = passkey_of(alice), stranger()

    response = sign_in_with(device, browser, next="/drafts/")

    assert response.headers["Location"] == "/drafts/"
    assert said(alice)[-1] == (Event.SIGN_IN_SUCCEEDED, {"ways": ["passkey"]})


def test_passkey_leads_nowhere_outside(alice: Person) -> None:
    response = sign_in_with(passkey_of(alice), stranger(), next="https://evil.example/")
    assert response.headers["Location"] == "/"


def test_device_that_does_not_verify_the_person_is_refused(alice: Person) -> None:
    add(proved(alice), Device(verifies=False))
    assert Authenticator.objects.count() == 0

    device, browser = passkey_of(alice), stranger()
    device.verifies = False
    sign_in_with(device, browser)
    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://127.0.0.1:8000", "http://localhost.evil.example"],
)
def test_answer_given_to_another_site_is_refused(alice: Person, origin: str) -> None:
    add(proved(alice), Device(origin=origin))
    assert Authenticator.objects.count() == 0

    device, browser = passkey_of(alice), stranger()
    device.origin = origin
    sign_in_with(device, browser)
    assert not is_signed_in(browser)


def test_answer_counts_once(alice: Person) -> None:
    device, browser, thief = passkey_of(alice), stranger(), stranger()
    asked = browser.get(WITH_PASSKEY, headers={"accept": "application/json"}).json()
    form = {"credential": device.get(asked["request_options"])}
    browser.post(WITH_PASSKEY, form)
    thief.get(WITH_PASSKEY, headers={"accept": "application/json"})
    thief.post(WITH_PASSKEY, form)
    assert (is_signed_in(browser), is_signed_in(thief)) == (True, False)


def test_passkey_under_another_name_of_person_is_refused(
    cast: Cast, alice: Person
) -> None:
    """The handle that a device gives is a claim, and the key has to belong to it."""
    device, browser = passkey_of(alice), stranger()
    device.user = handle_of(cast.bob)

    response = sign_in_with(device, browser)

    assert response.headers["Location"] == SIGN_IN
    assert not is_signed_in(browser)
    refused = search(Search(event=Event.SIGN_IN_FAILED)).entries[0].body
    assert dict(refused["subject"])["id"] == "unknown:passkey"  # type: ignore[arg-type]


def handle_of(person: Person) -> str:
    """As allauth gives people's keys to devices: the bytes of the key in hexadecimal."""
    return passkey_of(person).user


def test_somebody_closed_cannot_sign_in_with_their_passkey(alice: Person) -> None:
    device, browser = passkey_of(alice), stranger()
    Person.objects.filter(pk=alice.pk).update(is_active=False)
    sign_in_with(device, browser)
    assert not is_signed_in(browser)
    assert said(alice)[-1] == (Event.SIGN_IN_FAILED, {"ways": ["closed"]})


def test_given_password_is_changed_first_also_with_a_passkey(alice: Person) -> None:
    device, browser = passkey_of(alice), stranger()
    Person.objects.filter(pk=alice.pk).update(must_change_password=True)
    sign_in_with(device, browser)
    for address in ("/", PASSKEYS, ADD, PROVE, "/account/app/"):
        assert browser.get(address).headers["Location"] == "/account/password/"


HOSTILE = (
    "",
    "x",
    "1",
    "null",
    "[]",
    "{}",
    "[" * 100_000,
    "9" * 5000,
    '{"id": 1}',
    '{"id": "a", "rawId": "a", "response": {}}',
    '{"id": "aa", "rawId": "aa", "response": {"clientDataJSON": "e30", "signature": 1}}',
    '{"id": "\\u0000", "rawId": null, "response": [1]}',
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_answers_are_refused_in_words(alice: Person, words: str) -> None:
    form = {"name": "Phone", "credential": words}
    own = proved(alice)
    own.get(ADD)
    assert "was not accepted" in page_text(own.post(ADD, form))
    browser = stranger()
    browser.get(WITH_PASSKEY, headers={"accept": "application/json"})
    response = browser.post(WITH_PASSKEY, form, follow=True)
    assert "was not accepted" in page_text(response)
    assert Authenticator.objects.count() == 0


def test_nothing_else_of_an_answer_is_kept(alice: Person) -> None:
    browser = proved(alice)
    asked = options(browser.get(ADD))["creation_options"]
    answer = json.loads(Device().create(asked)) | {"junk": "\0" * 3}
    browser.post(ADD, {"name": "Phone", "credential": json.dumps(answer)})
    kept = Authenticator.objects.get(type="webauthn").data["credential"]
    assert sorted(kept) == [
        "clientExtensionResults",
        "id",
        "rawId",
        "response",
        "type",
    ]


def test_too_many_tries_with_passkeys_are_stopped(db: None) -> None:
    browser = stranger()
    statuses = [
        browser.post(WITH_PASSKEY, {"credential": "x"}).status_code for _ in range(31)
    ]
    assert statuses[-1] == 429


CHANGES = (ADD, APP, f"{RECOVERY_CODES}new/")


@pytest.mark.parametrize("address", CHANGES)
def test_sign_in_factors_change_only_after_a_proof(alice: Person, address: str) -> None:
    browser = browser_of(alice)
    assert browser.get(address).headers["Location"].startswith(PROVE)
    assert browser.post(address).headers["Location"].startswith(PROVE)


@pytest.mark.parametrize("verb", ["rename", "remove"])
def test_passkey_changes_only_after_a_proof(alice: Person, verb: str) -> None:
    passkey_of(alice)
    key = Authenticator.objects.get(type="webauthn").pk
    browser = browser_of(alice)
    address = f"{PASSKEYS}{key}/{verb}/"
    asked = browser.post(address, {"name": "Stolen"}).headers["Location"]
    assert asked.startswith(PROVE)
    assert str(Authenticator.objects.get(pk=key)) == "Phone"


def test_passkey_is_added_after_the_password(alice: Person) -> None:
    browser = browser_of(alice, proof=False)
    browser.defaults["HTTP_HOST"] = HOST
    asked = browser.get(ADD).headers["Location"]
    assert browser.post(asked, {"password": PASSWORD}).headers["Location"] == ADD
    add(browser, Device())
    assert Authenticator.objects.filter(user=alice, type="webauthn").count() == 1


def test_passkey_is_renamed_and_removed_by_its_owner(alice: Person) -> None:
    passkey_of(alice)
    key = Authenticator.objects.get(type="webauthn").pk
    browser = proved(alice)

    browser.post(f"{PASSKEYS}{key}/rename/", {"name": "Old phone"})
    assert "Old phone" in page_text(browser.get(PASSKEYS))
    browser.post(f"{PASSKEYS}{key}/remove/")

    # With the last passkey the recovery codes go: there is nothing to recover.
    assert said(alice)[-2:] == [
        (Event.FACTOR_REMOVED, {"kind": "passkey"}),
        (Event.FACTOR_REMOVED, {"kind": "recovery codes"}),
    ]
    assert Authenticator.objects.count() == 0


@pytest.mark.parametrize("verb", ["rename", "remove"])
@pytest.mark.parametrize("name", ["bob", "sam"])
def test_passkey_of_somebody_else_is_not_found(
    cast: Cast, alice: Person, verb: str, name: str
) -> None:
    passkey_of(alice)
    key = Authenticator.objects.get(type="webauthn").pk
    browser = proved(with_password(getattr(cast, name)))
    address = f"{PASSKEYS}{key}/{verb}/"
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"name": "Mine"}).status_code == 404
    assert str(Authenticator.objects.get(pk=key)) == "Phone"


def test_passkey_made_for_one_person_is_not_added_by_another(
    cast: Cast, alice: Person
) -> None:
    """Each browser has its own challenge, and what it posts is its own person's."""
    asked = options(proved(alice).get(ADD))["creation_options"]
    sam = proved(with_password(cast.sam))
    sam.get(ADD)
    form = {"name": "Phone", "credential": Device().create(asked)}
    sam.post(ADD, {**form, "user": str(alice.pk)})
    assert Authenticator.objects.count() == 0


def test_pages_say_where_passkeys_work(alice: Person) -> None:
    elsewhere = browser_of(alice, proof=False)
    assert "begins with localhost" in page_text(elsewhere.get(PASSKEYS))
    assert "passkey" not in page_text(Client().get(SIGN_IN))
    assert "Sign in with a passkey" in page_text(stranger().get(SIGN_IN))


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://signoff.example.com", "signoff.example.com"),
        ("https://Signoff.example.com:8443/", "signoff.example.com"),
        ("http://127.0.0.1:8000", "localhost"),
        ("http://[::1]:8000", "localhost"),
        ("http://localhost:8000", "localhost"),
    ],
)
def test_name_that_passkeys_are_for_is_that_of_the_service(
    settings: LazySettings, address: str, domain: str
) -> None:
    settings.COUNTERSIGN_BASE_URL = address
    assert passkey_domain() == domain


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return a_submitted_draft(cast)


def deciding(draft: Draft, by: Person) -> tuple[Client, str]:
    """A browser asked to prove itself again before it sends a draft back, and where."""
    browser = browser_of(by, proof=False)
    browser.defaults["HTTP_HOST"] = HOST
    prove(browser, by, at=time.time() - 16 * 60)
    form = {"digest": bytes(current(draft).digest).hex(), "reason": "Name the river."}
    asked = browser.post(reverse("send-back", args=[draft.pk]), form)
    return browser, asked.headers["Location"]


def prove_again(browser: Client, asked: str, device: Device) -> Answer:
    page = browser.get(asked)
    assert "What you typed is kept" in page_text(page)
    answer = device.get(options(page)["request_options"])
    address = asked.replace(PROVE, PROVE_WITH_PASSKEY)
    return browser.post(address, {"credential": answer})


def test_passkey_decides_with_what_was_typed(cast: Cast, draft: Draft) -> None:
    device = passkey_of(with_password(cast.priya))
    browser, asked = deciding(draft, cast.priya)
    prove_again(browser, asked, device)
    assert Decision.objects.get().reason == "Name the river."


def test_passkey_of_somebody_else_proves_nothing(cast: Cast, draft: Draft) -> None:
    passkey_of(with_password(cast.priya))
    device = passkey_of(with_password(cast.tom))
    browser, asked = deciding(draft, cast.priya)
    with nothing_changes():
        response = prove_again(browser, asked, device)
    assert response.headers["Location"] == asked
    assert said(cast.priya)[-1] == (Event.SIGN_IN_FAILED, {"ways": ["passkey"]})


def test_password_still_decides_after_a_refused_passkey(
    cast: Cast, draft: Draft
) -> None:
    passkey_of(with_password(cast.priya))
    browser, asked = deciding(draft, cast.priya)
    prove_again(browser, asked, Device())
    browser.post(asked, {"password": PASSWORD})
    assert Decision.objects.get().reason == "Name the river."


def test_somebody_without_a_passkey_is_asked_for_the_password_alone(
    cast: Cast, draft: Draft
) -> None:
    browser, asked = deciding(draft, with_password(cast.priya))
    assert "Use your passkey" not in page_text(browser.get(asked))
    response = browser.post(PROVE_WITH_PASSKEY, {"credential": "{}"})
    assert response.headers["Location"] == PROVE
