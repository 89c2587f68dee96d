"""Reads of the registers and calendars, by subject.

Nothing here changes a register.
"""

from guidance.queries.periods import period_at, periods_since


__all__ = ["period_at", "periods_since"]
