"""The same row five times, each logged by another library, one by none.

Nothing here is used by the product.
"""

import pghistory
from auditlog.registry import auditlog
from django.db import models
from simple_history.models import HistoricalRecords


class Row(models.Model):
    title = models.CharField(max_length=200)
    words = models.TextField()
    turns = models.IntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Plain(Row):
    pass


class Ours(Row):
    pass


class Auditlog(Row):
    pass


class SimpleHistory(Row):
    history = HistoricalRecords()


@pghistory.track()
class Pghistory(Row):
    pass


auditlog.register(Auditlog)
