"""LK-OFFSITE on shorteners, other sites and unknown accounts, and on official ones.

No address here is fetched.
"""

import pytest

from guidance.content import Registers
from tests.guidance.asking import found, words


SPEAKS_UP = (
    "See https://tinyurl.com/abc",
    "https://www.youtube.com/watch?v=abc",
    "Book at www.eventbrite.co.uk/e/1",
    "Read more: example.org/news",
    "https://t.co/abc",
    "https://news.example.co.uk/story",
    "https://buff.ly/3xyz",
    "https://gov.example.com/x",
)
LETS_PASS = (
    "gov.uk/renew",
    "https://www.nhs.uk/conditions",
    "https://www.police.uk/pu/your-area",
    "https://www.parliament.uk",
    "https://llyw.cymru/page",
    "https://www.gov.scot/news",
    "https://www.exampleton.gov.uk/bins",
    "https://assets.publishing.service.gov.uk/x.pdf",
    "We went home.It was late",
    "Email enquiries@dept.gov.uk",
    "https://www.psni.police.uk/report",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_offsite_is_seen(text):
    assert found("LK-OFFSITE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_offsite_lets_ordinary_words_pass(text):
    assert found("LK-OFFSITE", text) == []


def test_offsite_trusts_a_site_that_was_approved():
    registers = Registers(approved_domains=frozenset({"example.org"}))
    assert found("LK-OFFSITE", "https://www.example.org/x", registers=registers) == []


def test_offsite_knows_the_accounts_of_the_register():
    registers = Registers(known_handles=frozenset({"@DeptGovUk", "rivers@example.org"}))
    text = "Thanks @deptgovuk, @rivers@example.org and @DeptGovUk1"
    assert words("LK-OFFSITE", text, registers=registers) == ["@DeptGovUk1"]


def test_offsite_asks_about_no_account_where_no_register_is_kept():
    assert found("LK-OFFSITE", "Thanks @DeptGovUk1") == []
