"""The check while somebody writes, in a real browser: quiet, in step, and never in the way.

What it says is tested in tests/drafts/test_live_check.py.
"""

import re

from playwright.sync_api import expect

from drafts.models import Draft
from tests.browser.conftest import PageAs
from tests.cast import Cast


PROMISE = "We will open 40 new flood information centres by March 2027."
SUMMARY = re.compile(r"^\s*\d needs? authority, 1 piece of advice\s*$")
BLOCKED = re.compile(r"^\s*1 thing to fix, \d needs? authority")


def test_the_check_follows_the_writing_and_says_the_same_without_scripts(
    company: Cast, page_as: PageAs
) -> None:
    page = page_as(company.alice)
    page.goto("/drafts/new/")
    page.get_by_label("@RiversDept on Rehearsal network").check()
    words = page.get_by_label("Words of the post")
    words.press_sequentially(PROMISE)

    # The summary is announced politely; the questions arrive; the hands stay where they were.
    expect(page.get_by_role("status")).to_have_text(SUMMARY)
    expect(words).to_be_focused()
    expect(words).to_have_value(PROMISE)
    page.get_by_label("On what basis").first.fill("Flood plan 2026, page 12")
    words.press_sequentially(" Call 07700 900123.")
    expect(page.get_by_role("status")).to_have_text(BLOCKED)
    expect(page.get_by_label("On what basis").first).to_have_value(
        "Flood plan 2026, page 12"
    )
    assert Draft.objects.count() == 0

    plain = page_as(company.alice, javascript=False, width=320)
    plain.goto("/drafts/new/")
    plain.get_by_label("Title").fill("Information centres")
    plain.get_by_label("@RiversDept on Rehearsal network").check()
    plain.get_by_label("Words of the post").fill(PROMISE)
    plain.get_by_role("button", name="Save and check").click()
    expect(plain.get_by_role("status")).to_have_text(SUMMARY)
    wide = "document.documentElement.scrollWidth > window.innerWidth"
    assert plain.evaluate(wide) is False
