"""What a register takes, and how it writes it."""

from datetime import UTC, datetime

import pytest

from guidance.policy.calendars import cleaned
from guidance.policy.values import RegisterValueError
from guidance.registers import PURPOSES, Register


@pytest.mark.parametrize(
    ("register", "typed", "written"),
    [
        (Register.PUBLIC_NUMBER, "+44 (0)20 7946 0999", "02079460999"),
        (Register.PUBLIC_NUMBER, "020 7946 0999", "02079460999"),
        (Register.MAILBOX, "Press.Office@Rivers.org.uk", "press.office@rivers.org.uk"),
        (Register.BANK_ACCOUNT, "20-00-00 1234 5678", "20000012345678"),
        (Register.ADDRESS, " 1  River Street, AA1 1AA ", "1 River Street, AA1 1AA"),
        (Register.FEE, "1,250.50", "£1,250.50"),
        (Register.DOMAIN, "https://www.RiverTrust.org.uk/levels", "rivertrust.org.uk"),
        (Register.HANDLE, "@RiversDept", "riversdept"),
        (Register.LIVE_ISSUE, "Exampleton\u00a0 barrage", "Exampleton barrage"),
        (Register.PARTY_WORDS, "Rivers for the many", "Rivers for the many"),
    ],
)
def test_an_entry_is_written_in_one_way(
    register: Register, typed: str, written: str
) -> None:
    assert cleaned(register, {"value": typed})["value"] == written


@pytest.mark.parametrize(
    ("register", "typed"),
    [
        (Register.PUBLIC_NUMBER, "12"),
        (Register.PUBLIC_NUMBER, "press office"),
        (Register.PUBLIC_NUMBER, "+1 202 555 0100"),
        (Register.MAILBOX, "press"),
        (Register.MAILBOX, "press@localhost"),
        (Register.BANK_ACCOUNT, "12345678"),
        (Register.ADDRESS, "1 River Street"),
        (Register.FEE, "a lot"),
        (Register.DOMAIN, "uk"),
        (Register.DOMAIN, "not a domain"),
        (Register.HANDLE, "two words"),
        (Register.LIVE_ISSUE, "a"),
        (Register.LIVE_ISSUE, "bar\u200brage"),
        (Register.LIVE_ISSUE, "x" * 201),
        (Register.LIVE_ISSUE, "  "),
        (Register.LIVE_ISSUE, "\udcff words"),
    ],
)
def test_what_a_register_cannot_take_is_refused_with_a_sentence(
    register: Register, typed: str
) -> None:
    with pytest.raises(RegisterValueError) as refused:
        cleaned(register, {"value": typed})
    assert refused.value.field == "value"
    assert refused.value.sentence.endswith(".")


RELEASE = {
    "series": "River levels",
    "words": ["river levels", "river levels", " "],
    "guarded_from": datetime(2026, 5, 9, 9, 30, tzinfo=UTC),
    "releases_at": datetime(2026, 5, 12, 9, 30, tzinfo=UTC),
}


def test_a_release_keeps_each_word_once() -> None:
    assert cleaned(Register.RELEASE, RELEASE) == {
        "series": "River levels",
        "words": ["river levels"],
        "guarded_from": "2026-05-09T09:30:00+00:00",
        "releases_at": "2026-05-12T09:30:00+00:00",
    }


@pytest.mark.parametrize(
    ("register", "raw", "field"),
    [
        (Register.RELEASE, {**RELEASE, "words": []}, "words"),
        (Register.RELEASE, {**RELEASE, "series": ""}, "series"),
        (
            Register.RELEASE,
            {**RELEASE, "guarded_from": RELEASE["releases_at"]},
            "guarded_from",
        ),
        (Register.RELEASE, {**RELEASE, "releases_at": "2026-05-12"}, "releases_at"),
        (Register.RELEASE, {**RELEASE, "releases_at": None}, "releases_at"),
        (
            Register.PERIOD,
            {
                "name": "Election",
                "kind": "x",
                "starts_at": "2026-05-01T00:00:00Z",
                "ends_at": "2026-05-02T00:00:00Z",
            },
            "kind",
        ),
        (
            Register.SITTING,
            {"first_day": "2026-05-02", "last_day": "2026-05-01"},
            "last_day",
        ),
        (Register.SITTING, {"first_day": "soon"}, "first_day"),
    ],
)
def test_a_calendar_names_the_field_that_is_wrong(
    register: Register, raw: dict[str, object], field: str
) -> None:
    with pytest.raises(RegisterValueError) as refused:
        cleaned(register, raw)
    assert refused.value.field == field


def test_every_register_says_what_it_is_for() -> None:
    assert set(PURPOSES) == set(Register)
