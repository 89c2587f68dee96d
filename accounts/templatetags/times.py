"""How pages say moments: "today at 3:15pm GMT", with the exact UTC time behind it.

No query, and no format but the ones that people read.
"""

from datetime import UTC, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString


register = template.Library()


@register.filter
def when(moment: datetime | None) -> SafeString | str:
    """A `<time>` element that reads "today at 3:15pm GMT"; nothing for no moment."""
    if moment is None:
        return ""
    exact_utc = moment.astimezone(UTC)
    return format_html(
        '<time datetime="{}" title="{} UTC">{}</time>',
        exact_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        exact_utc.strftime("%Y-%m-%d %H:%M:%S"),
        when_in_words(moment),
    )


@register.filter
def when_in_words(moment: datetime | None) -> str:
    """The same words without an element, for page titles and attributes."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{_day(local)} at {_clock(local)} {local.tzname()}"


@register.filter
def exact(moment: datetime | None) -> SafeString | str:
    """Every digit, as an auditor wants it: "2026-11-21 15:15:00.123456 UTC"."""
    if moment is None:
        return ""
    exact_utc = moment.astimezone(UTC)
    return format_html(
        '<time datetime="{}">{} UTC</time>',
        exact_utc.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        exact_utc.strftime("%Y-%m-%d %H:%M:%S.%f"),
    )


@register.filter
def time_left(moment: datetime | None) -> str:
    """How long until a moment: "in 25 minutes", "in 3 hours", "passed"."""
    if moment is None:
        return ""
    left = moment - timezone.now()
    return "passed" if left <= timedelta(0) else f"in {_length(left)}"


def _length(left: timedelta) -> str:
    if left < timedelta(hours=2):
        return _counted(max(1, round(left / timedelta(minutes=1))), "minute")
    if left < timedelta(days=2):
        return _counted(round(left / timedelta(hours=1)), "hour")
    return _counted(left.days, "day")


def _day(local: datetime) -> str:
    today = timezone.localdate()
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((local.date() - today).days)
    if near:
        return near
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local:%A} {local.day} {local:%B}{year}"


def _clock(local: datetime) -> str:
    half = "am" if local.hour < 12 else "pm"
    return f"{local.hour % 12 or 12}:{local.minute:02}{half}"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
