"""PR-TRAIN: training in force, run out, in grace, and not on record.

Today is 21 November 2026 unless the material says another day.
"""

from datetime import date, datetime

import pytest

from guidance.content import Schedule
from tests.guidance.asking import known


def severities(*training, **facts):
    return [each.severity for each in known("PR-TRAIN", training=training, **facts)]


def test_training_is_not_judged_where_nobody_keeps_it():
    assert known("PR-TRAIN") == []


def test_training_with_no_record_at_all_is_seen():
    assert severities() == ["block"]


@pytest.mark.parametrize(
    ("part", "until", "severity"),
    [
        ("author", date(2026, 11, 21), []),
        ("author", date(2026, 11, 20), ["warn"]),
        ("author", date(2026, 11, 7), ["warn"]),
        ("author", date(2026, 11, 6), ["block"]),
        ("approver", date(2026, 11, 20), ["block"]),
        ("publisher", date(2027, 1, 1), []),
    ],
)
def test_training_gives_authors_two_weeks_of_grace(part, until, severity):
    assert severities((part, until)) == severity


def test_training_is_judged_on_the_day_that_the_material_gives():
    now = Schedule(now=datetime(2026, 5, 20, 9))  # noqa: DTZ001
    assert severities(("author", date(2026, 6, 1)), schedule=now) == []


def test_training_says_whose_and_when():
    [finding] = known("PR-TRAIN", training=(("approver", date(2026, 5, 1)),))
    assert finding.message == (
        "The approver's training ran out on 1 May 2026. Renew it to publish."
    )
