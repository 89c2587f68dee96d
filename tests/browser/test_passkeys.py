"""A passkey in a real browser: made, signed in with, and proved again to decide.

Chromium plays the device. What is refused is in tests/accounts/test_passkeys.py.
"""

import time

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from accounts.models import Person
from approvals.models import Decision
from tests.browser.conftest import PASSWORD, PageAs
from tests.browser.sites import Site
from tests.browser.test_frame import PHONE, too_wide
from tests.cast import Cast, a_submitted_draft


DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(site: Site, page_as: PageAs) -> Page:
    """A phone with a device for passkeys, at the name that they are for."""
    page: Page = page_as(None, width=PHONE)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto(site.url.replace("127.0.0.1", "localhost"))
    return page


def give_password(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def go(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + path)


def grow_old(person: Person) -> None:
    """Everything that this person has proved was long ago."""
    for session in Session.objects.all():
        kept = session.get_decoded()
        if kept.get("_auth_user_id") == str(person.pk):
            for proof in kept["account_authentication_methods"]:
                proof["at"] = time.time() - 3600
            session.session_data = Session.objects.encode(kept)
            session.save()


def test_passkey_is_made_signs_in_and_decides(
    company: Cast, site: Site, page: Page
) -> None:
    draft = a_submitted_draft(company)
    page.get_by_label("Email address").fill(company.priya.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    page.get_by_role("link", name="Your passkeys").click()
    page.get_by_role("link", name="Add a passkey").click()
    give_password(page)
    page.get_by_label("Name").fill("Phone")
    expect(page.get_by_text("No passkey was used.")).to_be_hidden()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert too_wide(page) == []
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Signed in as Priya Shah")).to_be_visible()

    grow_old(company.priya)
    go(page, f"/approvals/{draft.pk}/")
    page.get_by_role("button", name="Approve exactly this").click()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    assert too_wide(page) == []
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/approvals/**")
    assert Decision.objects.get().decided_by == company.priya
