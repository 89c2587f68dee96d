"""The engine: the same question gets the same answer, and the answer gives nothing away.

What single rules find is tested under `rules`.
"""

import hashlib
from datetime import date

from guidance.content import AuthorityClass, Kind, Material, Passage, Severity
from guidance.engine import CheckResult, Finding, check, rules
from tests.guidance.asking import TODAY, asked


def test_engine_finds_nothing_in_an_ordinary_post():
    result = asked("Residents in the LS6 area: roadworks start Monday.", platform="x")
    assert result.findings == ()


def test_engine_says_what_where_and_never_the_words():
    text = "Your NI number AB123456C has been updated"
    [finding] = asked(text).findings
    assert finding == Finding(
        rule="PD-NINO",
        version=1,
        severity=Severity.BLOCK,
        field="text",
        start=15,
        end=24,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        message=finding.message,
        authority=None,
    )
    assert "AB123456C" not in repr(finding)


def test_engine_names_the_class_only_where_an_officer_is_needed():
    [finding] = asked("We will end rough sleeping").findings
    assert finding.severity is Severity.AUTH
    assert finding.authority is AuthorityClass.COMMITMENT


def test_engine_reads_passages_in_their_order():
    passages = (
        Passage("targets.1.text", "AB123456C"),
        Passage("targets.0.alt", "OFFICIAL-SENSITIVE AB123456C", kind=Kind.ALT_TEXT),
    )
    found = check(Material(passages), on=TODAY).findings
    assert [(each.field, each.rule) for each in found] == [
        ("targets.1.text", "PD-NINO"),
        ("targets.0.alt", "OI-MARK"),
        ("targets.0.alt", "PD-NINO"),
    ]


def test_engine_gives_the_same_answer_to_the_same_question():
    text = "Call Bob on 07700 900123. We will act. http://www.gov.uk #stayathome"
    assert asked(text) == asked(text)


def test_engine_digest_is_over_the_findings():
    nothing = CheckResult((), asked("x").ruleset, hashlib.sha256(b"[]").hexdigest())
    assert asked("Good morning") == nothing
    assert asked("AB123456C").digest != asked("AB123456C!").digest


def test_engine_leaves_out_what_is_skipped_and_the_rule_set_says_so():
    passage = Passage("text", "AB123456C")
    whole = check(Material((passage,)), on=TODAY)
    less = check(Material((passage,)), on=TODAY, skip=["PD-NINO"])
    assert [each.rule for each in whole.findings] == ["PD-NINO"]
    assert less.findings == ()
    assert less.ruleset != whole.ruleset


def test_engine_asks_only_rules_in_force_on_the_day():
    assert rules(date(2025, 12, 31)) == ()
    assert len(rules(TODAY)) >= 8


def test_engine_says_the_same_thing_of_overlapping_words_once():
    text = "TOP SECRET STRAP2"
    spans = [(each.start, each.end) for each in asked(text).findings]
    assert spans == [(0, 10), (11, 17)]


def test_engine_hears_the_first_fifty_of_ten_thousand():
    assert len(asked("#stayathome " * 10_000).findings) == 50


def test_engine_survives_what_is_no_text_at_all():
    assert asked("\ud800" * 100).findings == ()
    assert asked("").findings == ()
    assert check(Material(()), on=TODAY).findings == ()
