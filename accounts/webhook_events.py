"""What a webhook may be told of, and how one delivery stands.

Data only. Nothing about signing in, people, secrets or webhooks themselves is here.
"""

from django.db import models

from audit.events import Event


OFFERED = (
    Event.REVISION_SUBMITTED,
    Event.REVISION_AUTHORISED,
    Event.DRAFT_RETURNED,
    Event.DRAFT_WITHDRAWN,
    Event.DRAFT_EXPIRED,
    Event.DECISION_APPROVED,
    Event.DECISION_RETURNED,
    Event.DECISION_DECLINED,
    Event.DECISION_VOIDED,
    Event.PUBLICATION_SCHEDULED,
    Event.PUBLICATION_PUBLISHED,
    Event.PUBLICATION_FAILED,
    Event.PUBLICATION_UNKNOWN,
    Event.PUBLICATION_HELD,
    Event.PUBLICATION_RELEASED,
    Event.PUBLICATION_CANCELLED,
    Event.PUBLICATION_MISSED,
    Event.PUBLICATION_OVERDUE,
    Event.PUBLICATION_TAKEN_DOWN,
    Event.TAKEDOWN_REQUESTED,
    Event.TAKEDOWN_FAILED,
    Event.RECONCILIATION_DIVERGED,
    Event.RECONCILIATION_UNEXPECTED,
    Event.HOLD_PLACED,
    Event.HOLD_LIFTED,
    Event.PERIOD_OPENED,
    Event.PERIOD_CHANGED,
    Event.PERIOD_CLOSED,
)


def in_words(event: Event) -> str:
    """`publication.taken_down` as "Publication taken down"."""
    words = event.value.replace(".", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    ABANDONED = "abandoned", "Given up"


class AttemptResult(models.TextChoices):
    STARTED = "started", "Under way"
    TAKEN = "taken", "Taken"
    REFUSED = "refused", "Answered, but did not take it"
    SILENT = "silent", "No answer"
    FORBIDDEN = "forbidden", "Not called: its address or secret cannot be used"
