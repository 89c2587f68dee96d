"""The verbs of webhooks: register, change, give a new secret, close, send again.

Nothing is sent here, and no secret leaves this module unsealed.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models.functions import Now

from accounts.actions.signatures import SecretError, key_of
from accounts.credentials import seal
from accounts.models import Person, Webhook, WebhookDelivery
from accounts.outbound import OutboundError, Resolve, checked_address, lookup
from accounts.policy.webhooks import (
    reasons_against_administering,
    reasons_against_change,
    reasons_against_redelivery,
    reasons_against_webhook,
)
from accounts.queries import acting_as
from accounts.reasons import Reason, refuse_for
from accounts.roles import Role
from accounts.webhook_events import DeliveryState
from audit.events import Event
from audit.log import Actor, Subject, record


def register_webhook(  # noqa: PLR0913 - a webhook has this many parts
    *,
    by: Person,
    name: str,
    url: str,
    secret: str,
    events: Sequence[str],
    owner: Person,
    resolve: Resolve = lookup,
) -> Webhook:
    """Enter an endpoint; it is told of what is sealed from now on."""
    refuse_for(
        reasons_against_webhook(by=by, name=name, events=events, owner=owner)
        + _reasons_against_address(url, resolve)
        + _reasons_against_secret(secret)
    )
    with transaction.atomic():
        webhook = Webhook.objects.create(
            name=name.strip(),
            url=url,
            secret=seal({"secret": secret.strip()}),
            events=sorted(events),
            owner=owner,
        )
        _record(Event.WEBHOOK_REGISTERED, webhook, by=by, whole=True)
    return webhook


def change_webhook(  # noqa: PLR0913 - a webhook has this many parts
    webhook: Webhook,
    *,
    by: Person,
    name: str,
    url: str,
    events: Sequence[str],
    owner: Person,
    resolve: Resolve = lookup,
) -> Webhook:
    """Change everything but the secret."""
    refuse_for(_reasons_against_address(url, resolve))
    with transaction.atomic():
        webhook = _locked(webhook)
        refuse_for(
            reasons_against_webhook(
                by=by, name=name, events=events, owner=owner, webhook=webhook
            )
        )
        webhook.name, webhook.url = name.strip(), url
        webhook.events, webhook.owner = sorted(events), owner
        webhook.save(update_fields=["name", "url", "events", "owner"])
        _record(Event.WEBHOOK_CHANGED, webhook, by=by, whole=True)
    return webhook


def replace_secret(webhook: Webhook, *, by: Person, secret: str) -> None:
    """Sign with this secret from the next try on; the one before is forgotten."""
    refuse_for(_reasons_against_secret(secret))
    with transaction.atomic():
        webhook = _locked(webhook)
        refuse_for(
            reasons_against_administering(by=by) + reasons_against_change(webhook)
        )
        webhook.secret = seal({"secret": secret.strip()})
        webhook.save(update_fields=["secret"])
        _record(Event.WEBHOOK_SECRET_REPLACED, webhook, by=by)


def close_webhook(webhook: Webhook, *, by: Person) -> None:
    """Tell this endpoint nothing more, not even what waits; its secret is destroyed."""
    with transaction.atomic():
        webhook = _locked(webhook)
        refuse_for(
            reasons_against_administering(by=by) + reasons_against_change(webhook)
        )
        Webhook.objects.filter(pk=webhook.pk).update(closed_at=Now(), secret=b"")
        webhook.deliveries.filter(state=DeliveryState.WAITING).update(
            state=DeliveryState.ABANDONED
        )
        _record(Event.WEBHOOK_CLOSED, webhook, by=by)


def redeliver(delivery: WebhookDelivery, *, by: Person) -> None:
    """Send it again, under the same id, as if it were new."""
    with transaction.atomic():
        delivery = (
            WebhookDelivery.objects.select_for_update(of=("self",))
            .select_related("webhook")
            .get(pk=delivery.pk)
        )
        refuse_for(reasons_against_redelivery(delivery, by=by))
        WebhookDelivery.objects.filter(pk=delivery.pk).update(
            state=DeliveryState.WAITING, wanted_at=Now(), try_at=Now()
        )
        record(
            Event.WEBHOOK_REDELIVERED,
            actor=_actor(by),
            subject=Subject("webhook", str(delivery.webhook_id)),
            details={
                "delivery": str(delivery.pk),
                "entry": str(delivery.entry),
                "tries": delivery.tries,
            },
        )


def _locked(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)


def _reasons_against_address(url: str, resolve: Resolve) -> list[Reason]:
    """Asks the name service, so never inside a transaction."""
    try:
        checked_address(url, resolve=resolve)
    except OutboundError as error:
        return [Reason("address", str(error))]
    return []


def _reasons_against_secret(secret: str) -> list[Reason]:
    try:
        key_of(secret)
    except SecretError as error:
        return [Reason("secret", str(error))]
    return []


def _actor(by: Person) -> Actor:
    return acting_as(by, (Role.ADMINISTRATOR,)).actor


def _record(event: Event, webhook: Webhook, *, by: Person, whole: bool = False) -> None:
    """Log it; of the address only the host, because a path may be a secret itself."""
    details: dict[str, str | list[str]] = {"name": webhook.name}
    if whole:
        host = urlsplit(webhook.url).hostname or ""
        details |= {"host": host, "events": list(webhook.events)}
    record(
        event,
        actor=_actor(by),
        subject=Subject("webhook", str(webhook.pk)),
        details=details,
    )
