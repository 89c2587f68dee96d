"""The registers and calendars that rules and the publisher read, as dated rows.

No rule lives here; rules are given these as values.
"""

from guidance.models.calendars import SensitivePeriod, SittingDays, StatisticsRelease
from guidance.models.edition import Edition
from guidance.models.registers import RegisterEntry


__all__ = [
    "Edition",
    "RegisterEntry",
    "SensitivePeriod",
    "SittingDays",
    "StatisticsRelease",
]
