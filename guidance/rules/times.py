"""What rules about time share: earlier than, a moment in words, the whole post.

No rule lives here, and nothing asks what time it is.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from guidance.content import Severity
from guidance.rules.reading import Match, Reading


LONDON = ZoneInfo("Europe/London")


def early(moment: datetime | None, allowed: datetime | None) -> bool:
    """Whether a moment that is set comes before the one that is set for it."""
    return moment is not None and allowed is not None and moment < allowed


def in_words(moment: datetime) -> str:
    """As people say it, in London's time: 9:30am on 12 May 2026."""
    local = moment if moment.tzinfo is None else moment.astimezone(LONDON)
    half = "am" if local.hour < 12 else "pm"
    hour = local.hour % 12 or 12
    return f"{hour}:{local:%M}{half} on {local.day} {local:%B %Y}"


def whole_post(
    reading: Reading,
    values: tuple[tuple[str, str], ...] = (),
    *,
    severity: Severity | None = None,
) -> Iterator[Match]:
    """One match over the first passage: what is wrong is not in single words."""
    for reader in reading.readers[:1]:
        field, length = reader.passage.field, len(reader.passage.text)
        yield Match(field, 0, length, severity, values)
