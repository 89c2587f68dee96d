"""Which state of the registers, calendars and schedule this is.

No row of them is here: triggers of each table write a new value at every change.
"""

from django.db import models


class Edition(models.Model):
    """The one row: `value` is new whenever anything of a register changed."""

    value = models.UUIDField()

    def __str__(self) -> str:
        return str(self.value)
