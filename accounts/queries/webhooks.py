"""Reads of webhooks and their deliveries, for administrators.

Nothing here changes a row, and no secret is unsealed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from accounts.models import Person, Webhook, WebhookDelivery
from accounts.queries import holdings_on
from accounts.webhook_events import DeliveryState


PAGE = 25
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """Some deliveries, the youngest first, and the key of the next page or 0."""

    rows: Sequence[WebhookDelivery]
    after: int


def webhooks() -> QuerySet[Webhook]:
    """Every webhook, open ones first, with how its deliveries stand."""
    return (
        Webhook.objects.select_related("owner")
        .annotate(
            waiting=Count(
                "deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)
            ),
            abandoned=Count(
                "deliveries", filter=Q(deliveries__state=DeliveryState.ABANDONED)
            ),
            last=Max("deliveries__created_at"),
        )
        .order_by("-closed_at", "name")
    )


def host_of(webhook: Webhook) -> str:
    return urlsplit(webhook.url).hostname or ""


def deliveries_page(
    webhook: Webhook, *, state: str = "", after: int = 0, size: int = PAGE
) -> DeliveryPage:
    """Deliveries of one webhook, each with its tries, older than the key `after`."""
    rows = WebhookDelivery.objects.filter(webhook=webhook)
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    if 0 < after <= LARGEST_KEY:
        rows = rows.filter(pk__lt=after)
    found = list(rows.prefetch_related("attempts").order_by("-pk")[: size + 1])
    return DeliveryPage(found[:size], found[size - 1].pk if len(found) > size else 0)


def possible_owners() -> QuerySet[Person]:
    """Who holds any post today."""
    held = holdings_on(timezone.localdate())
    return Person.objects.filter(pk__in=held.values("person")).order_by("name")
