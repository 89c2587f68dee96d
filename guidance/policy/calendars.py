"""A typed row of a calendar, checked and written in one way.

Nothing here reads or changes a row; moments come with their time zone.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from guidance.policy.values import (
    Raw,
    RegisterValueError,
    Values,
    entry_values,
    one_line,
)
from guidance.registers import PeriodKind, Register


MOST_WORDS = 40


def cleaned(register: Register, raw: Raw) -> Values:
    """The columns of the register's row, as JSON holds them.

    Raises `RegisterValueError` with the field and a sentence.
    """
    clean = CLEAN.get(register)
    return clean(raw) if clean else entry_values(register, raw)


def _release(raw: Raw) -> Values:
    series = _named(raw, "series", "Write the name of the series.")
    releases_at = _moment(raw, "releases_at")
    guarded_from = _moment(raw, "guarded_from")
    if guarded_from >= releases_at:
        raise RegisterValueError(
            "guarded_from", "The guard starts before the release, not after it."
        )
    words = _phrases(raw, "words")
    if not words:
        raise RegisterValueError(
            "words", "Write at least one word by which a post names this series."
        )
    return {
        "series": series,
        "words": words,
        "guarded_from": guarded_from.isoformat(),
        "releases_at": releases_at.isoformat(),
    }


def _period(raw: Raw) -> Values:
    name = _named(raw, "name", "Write what people call this period.")
    kind = raw.get("kind", "")
    if kind not in PeriodKind.values:
        raise RegisterValueError("kind", "Choose what kind of period it is.")
    starts_at, ends_at = _moment(raw, "starts_at"), _moment(raw, "ends_at")
    if ends_at <= starts_at:
        raise RegisterValueError("ends_at", "The end comes after the start.")
    return {
        "kind": kind,
        "name": name,
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "places": _phrases(raw, "places"),
        "allowed": _phrases(raw, "allowed"),
    }


def _sitting(raw: Raw) -> Values:
    first_day, last_day = _day(raw, "first_day"), _day(raw, "last_day")
    if last_day < first_day:
        raise RegisterValueError("last_day", "The last day comes after the first.")
    return {
        "first_day": first_day.isoformat(),
        "last_day": last_day.isoformat(),
        "what": one_line(raw, "what", longest=160),
    }


def _named(raw: Raw, name: str, sentence: str) -> str:
    text = one_line(raw, name, longest=120)
    if not text:
        raise RegisterValueError(name, sentence)
    return text


def _phrases(raw: Raw, name: str) -> list[str]:
    """Each phrase once, in the order in which they were typed."""
    given: Any = raw.get(name) or []
    phrases = [
        one_line({name: each}, name, longest=60) for each in given if str(each).strip()
    ]
    if len(phrases) > MOST_WORDS:
        raise RegisterValueError(name, f"Keep this to {MOST_WORDS} entries.")
    return list(dict.fromkeys(phrases))


def _moment(raw: Raw, name: str) -> datetime:
    given = raw.get(name)
    try:
        moment = given if isinstance(given, datetime) else datetime.fromisoformat(given)  # type: ignore[arg-type]
        in_utc = moment.astimezone(UTC).replace(microsecond=0)
    except (TypeError, ValueError, OverflowError):
        raise RegisterValueError(name, "Give the day and the time.") from None
    if moment.tzinfo is None:
        raise RegisterValueError(name, "Give the day and the time with its zone.")
    return in_utc


def _day(raw: Raw, name: str) -> date:
    given = raw.get(name)
    try:
        return given if isinstance(given, date) else date.fromisoformat(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise RegisterValueError(name, "Give the day.") from None


CLEAN: dict[Register, Callable[[Raw], Values]] = {
    Register.RELEASE: _release,
    Register.PERIOD: _period,
    Register.SITTING: _sitting,
}
