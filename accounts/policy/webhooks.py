"""Why a webhook may not be registered or changed, and a delivery not sent again.

Nothing here changes a row, and nothing is called.
"""

from collections.abc import Collection

from accounts.models import Person, Webhook, WebhookDelivery
from accounts.queries import roles_of
from accounts.reasons import Reason
from accounts.roles import Role
from accounts.webhook_events import OFFERED, DeliveryState


NOT_ADMINISTRATOR = Reason(
    "no-administrator-role",
    "Only an administrator may do this. Ask yours.",
)


def reasons_against_administering(*, by: Person) -> list[Reason]:
    return [] if Role.ADMINISTRATOR in roles_of(by) else [NOT_ADMINISTRATOR]


def reasons_against_webhook(
    *,
    by: Person,
    name: str,
    events: Collection[str],
    owner: Person,
    webhook: Webhook | None = None,
) -> list[Reason]:
    """Why it may not be so; `webhook` is the one that is being changed."""
    reasons = reasons_against_administering(by=by)
    if webhook is not None:
        reasons += reasons_against_change(webhook)
    others = Webhook.objects.filter(name=name.strip())
    if webhook is not None:
        others = others.exclude(pk=webhook.pk)
    if not name.strip():
        reasons.append(Reason("needs-name", "Give the webhook a name."))
    elif others.exists():
        reasons.append(Reason("name-taken", "Another webhook has this name."))
    if not events or not set(events) <= {event.value for event in OFFERED}:
        reasons.append(Reason("needs-events", "Choose at least one event."))
    if not roles_of(owner):
        reasons.append(
            Reason("owner-without-post", f"{owner.name} holds no post. Choose another.")
        )
    return reasons


def reasons_against_change(webhook: Webhook) -> list[Reason]:
    if webhook.closed_at is None:
        return []
    return [Reason("closed", "This webhook is closed. Register a new one.")]


def reasons_against_redelivery(
    delivery: WebhookDelivery, *, by: Person
) -> list[Reason]:
    reasons = reasons_against_administering(by=by)
    reasons += reasons_against_change(delivery.webhook)
    if delivery.state == DeliveryState.WAITING:
        reasons.append(Reason("still-waiting", "It waits to be sent already."))
    return reasons
