"""The rehearsal network: its posts, and what goes wrong on it next.

No verb lives here.
"""

from django.db import models
from django.db.models.functions import Now


class RehearsalPost(models.Model):
    """A post on the rehearsal network, which accepts the same words twice, as X does."""

    handle = models.CharField(max_length=120)
    client_key = models.CharField(max_length=80)
    text = models.TextField()
    title = models.CharField(max_length=300, blank=True)
    # SHA-256 and alt text of each picture or film.
    media = models.JSONField(default=list, blank=True)
    reply_to = models.CharField(max_length=40, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["handle", "-id"], name="rehearsal_timeline"),
            models.Index(fields=["client_key"], name="rehearsal_key"),
        ]

    def __str__(self) -> str:
        return f"{self.handle}: {self.text[:40]}"


class RehearsalSwitch(models.Model):
    """What goes wrong next on one rehearsal account, and how many times."""

    class Fault(models.TextChoices):
        RATE_LIMIT = "rate limit", "Say “too many posts, try later”"
        TIMEOUT_AFTER = "timeout after", "Accept the post, then never answer"
        TIMEOUT_BEFORE = "timeout before", "Never answer, and post nothing"
        REVOKED = "revoked", "Refuse the token"

    handle = models.CharField(max_length=120, unique=True)
    fault = models.CharField(max_length=20, choices=Fault)
    times = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.handle}: {self.fault}, {self.times} more"
