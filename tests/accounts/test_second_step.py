"""The second step after the password, with a passkey, an app's code or a recovery code.

Passkeys that sign in by themselves are in test_passkeys.py.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from accounts.models import Person
from audit.events import Event
from tests.accounts.authenticators import Device
from tests.accounts.signing import (
    APP,
    PASSKEYS,
    RECOVERY_CODES,
    SECOND_STEP,
    SIGN_IN,
    add,
    is_signed_in,
    options,
    passkey_of,
    proved,
    said,
    second_step,
    with_password,
)
from tests.cast import Cast
from tests.pages import page_text


pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def alice(cast: Cast) -> Person:
    return with_password(cast.alice)


def test_password_alone_signs_nobody_in_who_has_a_passkey(alice: Person) -> None:
    device = passkey_of(alice)
    browser = second_step(alice)
    assert browser.get("/").headers["Location"].startswith(SIGN_IN)

    asked = options(browser.get(SECOND_STEP))["request_options"]
    browser.post(SECOND_STEP, {"credential": device.get(asked)})

    assert is_signed_in(browser)
    assert said(alice)[-1] == (
        Event.SIGN_IN_SUCCEEDED,
        {"ways": ["password", "passkey"]},
    )


def test_second_step_can_be_left(alice: Person) -> None:
    passkey_of(alice)
    browser = second_step(alice)
    browser.post("/account/sign-out/", {"next": SIGN_IN})
    assert browser.get(SIGN_IN).status_code == 200


def test_recovery_code_signs_in_once_without_scripts(alice: Person) -> None:
    browser = proved(alice)
    add(browser, Device())
    shown = page_text(browser.get(RECOVERY_CODES))
    code = re.findall(r"\b\d{8}\b", shown)[0]
    assert re.findall(r"\b\d{8}\b", page_text(browser.get(RECOVERY_CODES))) == []

    first, second = second_step(alice), second_step(alice)
    first.post(SECOND_STEP, {"code": code})
    second.post(SECOND_STEP, {"code": code})

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)
    assert said(alice)[-2:] == [
        (Event.SIGN_IN_SUCCEEDED, {"ways": ["password", "recovery codes"]}),
        (Event.SIGN_IN_FAILED, {"ways": ["authenticator app"]}),
    ]
    assert "You have 9 left." in page_text(browser.get(PASSKEYS))


def test_codes_cannot_be_guessed_for_long(alice: Person) -> None:
    passkey_of(alice)
    browser = second_step(alice)
    pages = [browser.post(SECOND_STEP, {"code": f"{n:08}"}) for n in range(7)]
    assert "Too many failed login attempts" in page_text(pages[-1])


def code_now(secret: str) -> str:
    _, counter, _ = yield_hotp_counters_from_time()
    code: str = format_hotp_value(hotp_value(secret, counter))
    return code


def test_app_is_added_signs_in_and_is_removed(alice: Person) -> None:
    browser = proved(alice)
    page = page_text(browser.get(APP))
    found = re.search(r"The secret: ([A-Z2-7]+)", page)
    assert found
    browser.post(APP, {"code": code_now(found[1])})

    kept = Authenticator.objects.get(type="totp").data["secret"]
    signing = second_step(alice)
    signing.post(SECOND_STEP, {"code": code_now(found[1])})
    browser.post(f"{APP}remove/")

    assert found[1] not in kept
    assert is_signed_in(signing)
    assert said(alice) == [
        (Event.FACTOR_ADDED, {"kind": "authenticator app"}),
        (Event.FACTOR_ADDED, {"kind": "recovery codes"}),
        (Event.SIGN_IN_SUCCEEDED, {"ways": ["password", "authenticator app"]}),
        (Event.FACTOR_REMOVED, {"kind": "authenticator app"}),
        (Event.FACTOR_REMOVED, {"kind": "recovery codes"}),
    ]
