"""Fixtures of the browser tests: a running site, a browser, pages that are signed in.

No journey is told here.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from accounts.models import Person
from tests.browser.chromium import FLAGS, unpacked
from tests.browser.sites import Site, running_site
from tests.cast import Cast, assemble
from tests.databases import DatabaseUrls


PASSWORD = "river-drama-rehearsal"
# Advice to whoever writes pages; a refused script is an error.
QUIET = {"debug", "info", "log", "warning"}
# What htmx says of a question in the background that leaving the page cut off.
OVERTAKEN = {"htmx:afterRequest", "htmx:sendAbort", "htmx:sendError"}
PageAs = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker."""
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, where Django then refuses its ORM.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(
            executable_path=unpacked(), args=list(FLAGS)
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def password_hash() -> str:
    return make_password(PASSWORD)


@pytest.fixture
def site(
    browser: Browser, committed_database: DatabaseUrls, tmp_path: Path
) -> Iterator[Site]:
    """A served site with an empty database of its own and a running sequencer."""
    with (
        running_site(committed_database, tmp_path) as running,
        override_settings(COUNTERSIGN_LOG_VERIFIER_KEY=running.verifier_key),
    ):
        yield running


@pytest.fixture
def company(site: Site, password_hash: str) -> Cast:
    """The cast in the site's database, each with the password to sign in."""
    cast = assemble()
    Person.objects.update(password=password_hash)
    return cast


@pytest.fixture
def page_as(browser: Browser, site: Site) -> Iterator[PageAs]:
    """`page_as(person)`: a page of their own, signed in through the real form.

    `javascript=False` and `width=320` give them another browser. No page may say
    anything in the console: a refused script or style would.
    """
    contexts = []
    complaints: list[str] = []

    def open_page(
        person: Person | None, *, javascript: bool = True, width: int = 1280
    ) -> Page:
        context = browser.new_context(
            base_url=site.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(complaint_of(message)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if person is not None:
            sign_in(page, person)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def complaint_of(message: ConsoleMessage) -> list[str]:
    """What the console says, but for a page of ours that answers with a refusal."""
    path = urlsplit(message.location["url"]).path
    refused = message.text.startswith("Failed to load resource") and "." not in path
    overtaken = message.text in OVERTAKEN
    if refused or overtaken or message.type in QUIET:
        return []
    return [f"{message.text} {message.location['url']}"]


def sign_in(page: Page, person: Person) -> None:
    page.goto("/")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
