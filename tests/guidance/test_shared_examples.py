"""Every trigger and near miss of the shared examples, for the rules that are here.

The examples show a meaning; more wordings of it are in the rules' own tests.
"""

import json
from pathlib import Path

import pytest

from guidance.engine import check
from guidance.management.lines import material_of
from guidance.rules.registry import RULES
from tests.guidance.asking import TODAY


EXAMPLES = Path(__file__).parents[3] / "shared/design/guidance-examples.json"


# "On the command line the field `now` gives today" (domain notes, section 14): the
# examples of training were written in the spring of 2026.
NOW = {"PR-TRAIN": "2026-05-20T09:00"}


def examples(kind):
    if not EXAMPLES.exists():
        return [pytest.param("", "", marks=pytest.mark.skip("no shared examples here"))]
    catalogue = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return [
        pytest.param(rule.id, line(rule.id, example), id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(catalogue[rule.id][kind])
    ]


def line(rule, example):
    if rule not in NOW:
        return json.dumps(example)
    return json.dumps(example | {"now": NOW[rule]})


def rules_that_found(line):
    return {each.rule for each in check(material_of(line), on=TODAY).findings}


@pytest.mark.parametrize(("rule", "line"), examples("trigger"))
def test_shared_example_triggers(rule, line):
    assert rule in rules_that_found(line)


@pytest.mark.parametrize(("rule", "line"), examples("near_miss"))
def test_shared_near_miss_passes(rule, line):
    assert rule not in rules_that_found(line)
