"""The catalogue: complete, in order, and the same on paper as in the code.

What each rule finds is tested in its own module.
"""

import pytest

from guidance.content import Severity
from guidance.engine import catalogue_page, rule
from guidance.rules.registry import RULES
from tests.guidance.asking import found


# Their examples tell what the material knows; words alone do not trigger them.
OF_FACTS = {
    *("PL-LIMIT", "IM-AMPLIFY", "IM-CONTROV", "IM-ELECTION", "IM-HOLD", "ID-ACCOUNT"),
    *("CR-INTEGRATE", "CR-REPLY", "AC-ALT", "AC-CAPTION", "AC-WELSH", "LG-MEDIA"),
    *("PR-TRAIN", "PR-DOUBT"),
}


def test_catalogue_names_every_rule_once():
    assert len({each.id for each in RULES}) == len(RULES)


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.id)
def test_catalogue_entry_says_what_it_must(each):
    assert each.citations
    assert all(len(each.tell.split(".")[0].split()) < 30 for _ in [0])
    assert each.tell.endswith(".")
    assert each.better
    assert each.who.endswith(".")
    assert each.triggers
    assert each.near_misses
    # What needs an officer says which; what stops for all needs none.
    assert (each.authority is not None) or each.severity is not Severity.AUTH


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        (each.id, text)
        for each in RULES
        if each.id not in OF_FACTS
        for text in each.triggers
    ],
)
def test_catalogue_examples_speak_up(rule_id, text):
    assert found(rule_id, text) != []


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [(each.id, text) for each in RULES for text in each.near_misses],
)
def test_catalogue_near_misses_pass(rule_id, text):
    assert found(rule_id, text) == []


def test_catalogue_page_has_a_section_for_each_rule_in_order():
    headings = [line[3:] for line in catalogue_page().splitlines() if line[:3] == "## "]
    assert headings == [each.id for each in RULES]


def test_catalogue_gives_a_rule_by_its_id():
    assert rule("PD-NINO").name == "National Insurance number"
    with pytest.raises(KeyError):
        rule("PD-NOPE")
