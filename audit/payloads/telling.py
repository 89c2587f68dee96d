"""The entries of telling people: notices, e-mails and webhooks.

Data only. No word of a draft, no secret and no address of a person is a detail.
"""

from audit.events import Event
from audit.payloads.shape import Kinds, Payload, number, text, texts


PERSON = ("person",)
WEBHOOK = ("webhook",)
ENDPOINT: Kinds = {"name": text, "host": text, "events": texts}
DELIVERY: Kinds = {"delivery": text, "entry": text, "tries": number}

TELLING: dict[Event, Payload] = {
    Event.NOTICE_TOLD: Payload(PERSON, {"kind": text, "page": text, "way": text}),
    Event.NOTICE_CHOICES_CHANGED: Payload(PERSON, {"changed": texts}, capacity=False),
    Event.EMAIL_SENT: Payload(
        PERSON, {"email": text, "tries": number, "notices": number}
    ),
    Event.EMAIL_ABANDONED: Payload(
        PERSON, {"email": text, "tries": number, "why": text}
    ),
    Event.WEBHOOK_REGISTERED: Payload(WEBHOOK, ENDPOINT),
    Event.WEBHOOK_CHANGED: Payload(WEBHOOK, ENDPOINT, {"changed": texts}),
    Event.WEBHOOK_SECRET_REPLACED: Payload(WEBHOOK, {"name": text}),
    Event.WEBHOOK_CLOSED: Payload(WEBHOOK, {"name": text}),
    Event.WEBHOOK_DELIVERED: Payload(WEBHOOK, DELIVERY),
    Event.WEBHOOK_ABANDONED: Payload(WEBHOOK, DELIVERY, {"why": text}),
    Event.WEBHOOK_REDELIVERED: Payload(WEBHOOK, DELIVERY),
}
