"""What registers add to the rules: live cases, words of custodians, mailboxes, days."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from guidance.content import Material, Passage, Registers, Schedule
from guidance.engine import check, rule
from guidance.registers import WORDS_OF


TODAY = date(2026, 5, 11)


def rules_of(text: str, **known: object) -> list[str]:
    material = replace(Material(passages=(Passage("text", text),)), **known)  # type: ignore[arg-type]
    return sorted({found.rule for found in check(material, on=TODAY).findings})


@pytest.mark.parametrize("rule_id", sorted(WORDS_OF.values()))
def test_a_word_of_the_register_is_found_by_its_rule(rule_id: str) -> None:
    registers = Registers(words=((rule_id, frozenset({"Project Otter"})),))
    assert rule_id not in rules_of("Project Otter is on its way.")
    assert rule_id in rules_of("#ProjectOtter is on its way.", registers=registers)
    assert rule_id not in rules_of("The otters are back.", registers=registers)


@pytest.mark.parametrize("rule_id", [*WORDS_OF.values(), "OI-LIVECASE"])
def test_a_rule_that_takes_words_says_a_sentence_without_gaps(rule_id: str) -> None:
    assert "{" not in rule(rule_id).tell


def test_a_live_case_needs_a_lawyer_whatever_is_said_of_it() -> None:
    registers = Registers(live_cases=frozenset({"Operation Kingfisher"}))
    text = "Thank you to everyone in operation Kingfisher."
    assert "OI-LIVECASE" in rules_of(text, registers=registers)
    assert "OI-LIVECASE" not in rules_of(text)


def test_a_listed_mailbox_passes() -> None:
    text = "Write to jo.bloggs@rivers.org.uk"
    registers = Registers(public_mailboxes=frozenset({"jo.bloggs@rivers.org.uk"}))
    assert "PD-EMAIL" in rules_of(text)
    assert "PD-EMAIL" not in rules_of(text, registers=registers)


@pytest.mark.parametrize(("sits", "found"), [(None, 1), (True, 1), (False, 0)])
def test_new_policy_waits_for_parliament_only_while_it_sits(
    sits: bool | None, found: int
) -> None:
    rules = rules_of(
        "Today we're announcing a new strategy for prisons",
        schedule=Schedule(parliament_sits=sits),
    )
    assert rules.count("OI-PARL") == found


def test_a_series_of_our_own_is_guarded_under_its_own_name() -> None:
    text = "The Kingfisher index is up 4% this quarter."
    guarded = Schedule(
        publish_at=datetime(2026, 5, 11, 12, tzinfo=UTC),
        stat_release_at=datetime(2026, 5, 12, 9, 30, tzinfo=UTC),
    )
    named = replace(guarded, stat_words=frozenset({"Kingfisher index"}))
    assert "OI-STATS" not in rules_of(text, schedule=guarded)
    assert "OI-STATS" in rules_of(text, schedule=named)
