"""Webhooks: who is called on which events, each delivery, and each try at it.

No secret is readable here, and no word of a draft: a body holds ids and an address.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models.people import Person
from accounts.webhook_events import AttemptResult, DeliveryState


class Webhook(models.Model):
    """An endpoint of another system; `secret` is sealed and signs what it is sent."""

    name = models.CharField(max_length=80, unique=True)
    url = models.CharField(max_length=500)
    secret = models.BinaryField()
    events = ArrayField(models.CharField(max_length=60))
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class WebhookCursor(models.Model):
    """How far the log has been followed: the index of the next entry to look at."""

    next_index = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_webhook_cursor", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"followed to {self.next_index}"


class WebhookDelivery(models.Model):
    """One entry of the log for one endpoint; `message` is the same at every try."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    message = models.UUIDField(default=uuid.uuid4, unique=True)
    entry = models.UUIDField()
    event = models.CharField(max_length=60)
    body = models.TextField()
    state = models.CharField(
        max_length=10, choices=DeliveryState, default=DeliveryState.WAITING
    )
    created_at = models.DateTimeField(db_default=Now())
    # When it was last asked for: at first, or by hand.
    wanted_at = models.DateTimeField(db_default=Now())
    try_at = models.DateTimeField(db_default=Now())
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "entry"], name="one_delivery_an_entry"
            ),
            models.CheckConstraint(
                name="delivery_state_is_known",
                condition=Q(state__in=DeliveryState.values),
            ),
        ]
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                condition=Q(state=DeliveryState.WAITING),
                name="delivery_due",
            ),
            models.Index(fields=["webhook", "-id"], name="delivery_of_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook_id}: {self.state}"


class WebhookAttempt(models.Model):
    """One try, committed before the call; `code` is what the endpoint answered."""

    delivery = models.ForeignKey(
        WebhookDelivery, models.PROTECT, related_name="attempts"
    )
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(
        max_length=10, choices=AttemptResult, default=AttemptResult.STARTED
    )
    code = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "number"], name="one_attempt_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"try {self.number}: {self.result}"
