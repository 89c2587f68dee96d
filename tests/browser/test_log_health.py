"""The log verified from its own page, watched as it goes, and the receipt to keep.

What a self-check finds is tested with the log.
"""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from audit.events import Event
from audit.log import go_on_with_self_check, record
from tests.audit.workshop import ALICE, DIGEST, DRAFT
from tests.browser.conftest import PageAs
from tests.browser.sites import Site
from tests.browser.test_frame import PHONE, too_wide
from tests.cast import Cast, an_approved_draft


@pytest.fixture
def long_log(company: Cast, site: Site) -> None:
    """More entries than one part of a self-check takes."""
    with transaction.atomic():
        for number in range(600):
            record(
                Event.REVISION_SAVED,
                actor=ALICE,
                subject=DRAFT,
                digest=DIGEST,
                details={"revision": number},
            )
    site.wait_until_sealed()


@pytest.mark.usefixtures("long_log")
def test_auditor_watches_the_log_being_verified(company: Cast, page_as: PageAs) -> None:
    page = page_as(company.grace, width=PHONE)
    page.goto("/log/health/")
    page.get_by_role("button", name="Verify now").click()
    expect(page.get_by_text("Under way")).to_be_visible()
    go_on_with_self_check(seconds=0)
    page.get_by_text("256 of").wait_for()
    assert too_wide(page) == []
    while go_on_with_self_check():
        pass
    page.get_by_text("every checkpoint hold").wait_for()
    expect(page.get_by_text("Under way")).to_have_count(0)


@pytest.mark.usefixtures("long_log")
def test_log_is_verified_without_javascript(company: Cast, page_as: PageAs) -> None:
    page = page_as(company.grace, javascript=False)
    page.goto("/log/health/")
    page.get_by_role("button", name="Verify now").click()
    expect(page.get_by_text("Under way")).to_be_visible()
    while go_on_with_self_check():
        pass
    page.get_by_role("link", name="Reload to see how far it is").click()
    expect(page.get_by_text("every checkpoint hold")).to_be_visible()


def test_approver_keeps_the_receipt(company: Cast, site: Site, page_as: PageAs) -> None:
    draft = an_approved_draft(company)
    site.wait_until_sealed()
    page = page_as(company.priya, width=PHONE)
    page.goto(f"/posts/{draft.pk}/")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep your receipt").first.click()
    content = kept.value.path().read_text()
    assert content.startswith("c2sp.org/tlog-proof@v1\n")
