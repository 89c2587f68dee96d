"""The guidance catalogue as pages: each rule with its source and a better wording."""

import pytest
from django.urls import reverse

from guidance.rules.registry import RULES
from tests.cast import Cast
from tests.pages import browser_of, page_text


def test_every_rule_is_listed_and_has_its_page(cast: Cast) -> None:
    browser = browser_of(cast.alice)
    listed = page_text(browser.get(reverse("catalogue")))
    for rule in RULES:
        page = page_text(browser.get(reverse("rule", args=[rule.id])))
        assert (rule.name in listed, rule.who in page) == (True, True)


@pytest.mark.parametrize("rule_id", ["CM-NOTHING", "x" * 500, "\x00"])
def test_a_rule_that_is_not_there_is_not_found(cast: Cast, rule_id: str) -> None:
    address = reverse("rule", args=[rule_id])
    assert browser_of(cast.alice).get(address).status_code == 404
