"""`manage.py check_guidance`, line by line.

What the rules find is tested with the rules.
"""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def answers(monkeypatch, *lines, **options):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    out = io.StringIO()
    call_command("check_guidance", stdout=out, **options)
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
    [answer] = answers(monkeypatch, '"AB123456C"', skip="PD-NINO, IM-PARTY")
    assert answer["findings"] == []


def test_check_guidance_refuses_to_skip_what_is_no_rule(monkeypatch):
    with pytest.raises(CommandError) as refused:
        answers(monkeypatch, skip="PD-NOPE")
    assert str(refused.value) == "There is no rule PD-NOPE."
