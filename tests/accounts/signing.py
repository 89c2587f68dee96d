"""Browsers at the name that passkeys are for, and people who have factors.

No test lives here; the device itself is in authenticators.py.
"""

import json
import re
import time
from typing import Any

from django.test import Client

from accounts.models import Person
from audit.events import Event
from audit.queries import Search, search
from tests.accounts.authenticators import Device
from tests.pages import Answer, browser_of


PASSWORD = "three random words"
HOST = "localhost"
PASSKEYS = "/account/passkeys/"
ADD = "/account/passkeys/add/"
APP = "/account/app/"
RECOVERY_CODES = "/account/recovery-codes/"
SIGN_IN = "/account/sign-in/"
WITH_PASSKEY = "/account/sign-in/passkey/"
SECOND_STEP = "/account/sign-in/second-step/"
PROVE = "/account/reauthenticate/"
PROVE_WITH_PASSKEY = "/account/reauthenticate/passkey/"


def with_password(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    return person


def stranger() -> Client:
    return Client(headers={"host": HOST})


def proved(person: Person) -> Client:
    """A browser, at the name that passkeys are for, that has proved who it is again."""
    browser = browser_of(person, proof=False)
    browser.defaults["HTTP_HOST"] = HOST
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return browser


def options(page: Answer) -> dict[str, Any]:
    found = re.search(
        r'id="passkey-options" type="application/json">(.*?)</script>',
        page.content.decode(),
    )
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def add(browser: Client, device: Device, name: str = "Phone") -> Answer:
    asked = options(browser.get(ADD))["creation_options"]
    form = {"name": name, "credential": device.create(asked)}
    return browser.post(ADD, form)


def passkey_of(person: Person) -> Device:
    device = Device()
    add(proved(person), device)
    return device


def sign_in_with(device: Device, browser: Client, **typed: str) -> Answer:
    asked = browser.get(WITH_PASSKEY, headers={"accept": "application/json"}).json()
    form = {"credential": device.get(asked["request_options"])} | typed
    return browser.post(WITH_PASSKEY, form)


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def said(person: Person) -> list[tuple[str, dict[str, object]]]:
    """The person's entries, oldest first, but for the notices that follow them."""
    entries = search(Search(subject_id=str(person.pk))).entries
    return [
        (entry.event, dict(entry.body.get("details", {})))  # type: ignore[arg-type]
        for entry in reversed(entries)
        if entry.event != Event.NOTICE_TOLD
    ]


def second_step(person: Person) -> Client:
    """A browser in which the password was right, of somebody who has a factor more."""
    browser = stranger()
    response = browser.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert response.headers["Location"] == SECOND_STEP
    return browser
