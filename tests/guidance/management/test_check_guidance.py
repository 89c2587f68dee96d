"""`manage.py check_guidance`, line by line.

What the rules find is tested with the rules.
"""

import io
import json

import pytest
from django.core.management import CommandError, call_command


# They speak of records that a caller who checks words alone does not keep.
OF_RECORDS = "PR-TRAIN,CR-INTEGRATE"


def answers(monkeypatch, *lines, skip=OF_RECORDS):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    out = io.StringIO()
    call_command("check_guidance", stdout=out, skip=skip)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_check_guidance_answers_a_string_and_an_object(monkeypatch):
    listed = {"text": "Press: 020 7946 0999", "public_numbers": ["02079460999"]}
    first, second = answers(monkeypatch, '"AB123456C"', json.dumps(listed))
    assert first["findings"] == [
        {
            "rule": "PD-NINO",
            "version": 1,
            "severity": "block",
            "field": "text",
            "start": 0,
            "end": 9,
        }
    ]
    assert second["findings"] == []
    assert first["ruleset"] == second["ruleset"]


def test_check_guidance_counts_for_the_platform(monkeypatch):
    line = json.dumps({"text": "a" * 281, "platform": "x"})
    [answer] = answers(monkeypatch, line)
    assert [each["rule"] for each in answer["findings"]] == ["PL-LIMIT"]


def test_check_guidance_says_which_line_is_bad_and_goes_on(monkeypatch):
    given = ("{", "[1]", '{"text": 5}', '{"text": "x", "public_numbers": 1}', '"fine"')
    *bad, good = answers(monkeypatch, *given)
    assert bad == [
        {"error": "This line is not JSON.", "line": 1},
        {"error": "Expected a string, or an object with text.", "line": 2},
        {"error": "Expected text as a string.", "line": 3},
        {"error": "Expected public_numbers as a list of strings.", "line": 4},
    ]
    assert good["findings"] == []


def test_check_guidance_leaves_rules_out(monkeypatch):
    [answer] = answers(
        monkeypatch, '"AB123456C"', skip=f"PD-NINO, IM-PARTY, {OF_RECORDS}"
    )
    assert answer["findings"] == []


def test_check_guidance_refuses_to_skip_what_is_no_rule(monkeypatch):
    with pytest.raises(CommandError) as refused:
        answers(monkeypatch, skip="PD-NOPE")
    assert str(refused.value) == "There is no rule PD-NOPE."


def test_check_guidance_finds_a_missing_record_where_none_is_given(monkeypatch):
    [answer] = answers(monkeypatch, '"Levels today"', skip="")
    rules = [each["rule"] for each in answer["findings"]]
    assert rules == ["CR-INTEGRATE", "PR-TRAIN"]


def test_check_guidance_reads_what_is_known_beside_the_words(monkeypatch):
    known = {
        "text": "Thanks @PartyHQ",
        "political_handles": ["@PartyHQ"],
        "images": [{"alt": "image of chart", "rights": "crown"}],
        "hold_active": True,
    }
    [answer] = answers(monkeypatch, json.dumps(known))
    found = [(each["rule"], each["field"]) for each in answer["findings"]]
    assert found == [
        ("IM-HOLD", "text"),
        ("IM-AMPLIFY", "text"),
        ("AC-ALT", "images.0.alt"),
    ]


def test_check_guidance_compares_times_of_day_as_written(monkeypatch):
    pair = {"text": "x", "welsh_required": True, "welsh_pair": "p2"}
    times = [("09:00", "09:00"), ("09:00", "08:00"), ("09:00", None)]
    lines = [
        json.dumps(pair | {"publish_at": ours, "welsh_publish_at": theirs})
        for ours, theirs in times
    ]
    found = [
        [each["rule"] for each in one["findings"]]
        for one in answers(monkeypatch, *lines)
    ]
    assert found == [[], ["AC-WELSH"], ["AC-WELSH"]]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"images": ["x"]}, "Expected images as a list of objects."),
        ({"account": "x"}, "Expected account as an object."),
        ({"training_expiry": 5}, "Expected training_expiry as an object."),
        (
            {"training_expiry": {"author": "soon"}},
            "Expected training_expiry as days, as in 2026-05-01.",
        ),
    ],
)
def test_check_guidance_says_which_fact_it_cannot_read(monkeypatch, known, said):
    [answer] = answers(monkeypatch, json.dumps({"text": "x"} | known))
    assert answer == {"error": said, "line": 1}


def test_check_guidance_names_what_english_rules_left_out(monkeypatch):
    text = "Rhybudd llifogydd ar gyfer Afon Ouse. Symudwch geir i dir uwch."
    welsh, english = answers(monkeypatch, json.dumps(text), '"Levels today"')
    assert welsh["not_checked"] == ["text"]
    assert "not_checked" not in english
