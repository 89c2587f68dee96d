"""The frame of every page in a real browser: sign-in, keyboard, phone, no JavaScript.

No journey of a draft is told here.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.sites import Site
from tests.cast import Cast


def titled(words: str) -> str:
    return f"{words} \N{EN DASH} Countersign"


def test_sign_in_leads_home_and_sign_out_leads_back(
    company: Cast, page_as: PageAs
) -> None:
    page = page_as(company.alice)
    expect(page).to_have_title(titled("Home"))
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_title(titled("Sign in"))


def test_wrong_password_is_explained_above_the_form(
    company: Cast, page_as: PageAs
) -> None:
    page = page_as(None)
    page.goto("/")
    page.get_by_label("Email address").fill(company.alice.email)
    page.get_by_label("Password").fill("not hers")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title(titled("Problem: Sign in"))
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_label("Email address")).to_have_value(company.alice.email)


def test_first_tab_offers_to_skip_to_the_content(
    company: Cast, page_as: PageAs
) -> None:
    page = page_as(company.alice)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_navigation_is_reached_and_followed_with_the_keyboard(
    company: Cast, page_as: PageAs
) -> None:
    page = page_as(company.alice)
    for _ in range(4):  # skip link, name of the service, Home, Drafts
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Drafts").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/drafts/")


PHONE = 320
# What reaches past the right edge, but for what only screen readers see.
TOO_WIDE = """all => all.filter(one => one.getBoundingClientRect().right > 320.5)
    .map(one => one.outerHTML.slice(0, 80))"""


def too_wide(page: Page) -> list[str]:
    every = page.locator("body *:not(.govuk-visually-hidden)")
    found: list[str] = every.evaluate_all(TOO_WIDE)
    return found


@pytest.mark.parametrize("javascript", [True, False])
def test_phone_never_scrolls_sideways(
    company: Cast, page_as: PageAs, javascript: bool
) -> None:
    page = page_as(company.alice, width=PHONE, javascript=javascript)
    for address in ("/", "/drafts/", "/posts/", "/holds/", "/rehearsal/RiversDept/"):
        page.goto(address)
        assert (address, too_wide(page)) == (address, [])


def test_auditor_reads_the_log_on_a_phone(
    company: Cast, site: Site, page_as: PageAs
) -> None:
    page = page_as(company.grace, width=PHONE)
    site.wait_until_sealed()
    page.goto("/log/")
    assert too_wide(page) == []
    page.get_by_role("link", name="Sign in succeeded").first.click()
    expect(page.get_by_role("link", name="tlog-proof")).to_be_visible()
    assert too_wide(page) == []


def test_everything_works_without_javascript(company: Cast, page_as: PageAs) -> None:
    page = page_as(company.alice, javascript=False)
    page.get_by_role("link", name="Rehearsal").click()
    page.get_by_role("link", name="@RiversDept").click()
    page.get_by_label("Refuse the token").check()
    page.get_by_role("button", name="Let it go wrong").click()
    expect(page.get_by_text("Refuse the token, for the next 1 call.")).to_be_visible()
