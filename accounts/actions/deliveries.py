"""Delivering to webhooks: claim, call outside every transaction, record.

The body was written when the log was followed; nothing of an answer is kept but its
status code.
"""

import http.client
from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actions.notices import SERVICE, tell
from accounts.actions.signatures import signed_headers
from accounts.credentials import CredentialError, unseal
from accounts.models import WebhookAttempt, WebhookDelivery
from accounts.notice_kinds import NoticeKind
from accounts.outbound import OutboundError, Resolve, checked_address, lookup, post
from accounts.webhook_events import AttemptResult, DeliveryState
from audit.events import Event
from audit.log import Subject, record


LEASE = timedelta(minutes=2)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=2)
LONGEST_WAIT = timedelta(days=3)
GONE = 410
SECONDS = 10
RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one try."""

    result: AttemptResult
    code: int | None = None


def deliver_next(*, resolve: Resolve = lookup) -> bool:
    """Try the delivery that is due longest; False when none is due.

    At least once: a worker that dies between the answer and our note of it leaves the
    delivery to be sent again, under the same id.
    """
    attempt = _claim()
    if attempt is None:
        return False
    _record(attempt, _call(attempt.delivery, resolve))
    return True


def _claim() -> WebhookAttempt | None:
    """Take the next delivery for a while and commit the try; others' are skipped."""
    with transaction.atomic():
        delivery = (
            WebhookDelivery.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(
                state=DeliveryState.WAITING,
                try_at__lte=Now(),
                webhook__closed_at__isnull=True,
            )
            .select_related("webhook__owner")
            .order_by("try_at", "id")
            .first()
        )
        if delivery is None:
            return None
        delivery.tries += 1
        WebhookDelivery.objects.filter(pk=delivery.pk).update(
            tries=delivery.tries, try_at=Now() + LEASE
        )
        return WebhookAttempt.objects.create(delivery=delivery, number=delivery.tries)


def _call(delivery: WebhookDelivery, resolve: Resolve) -> Result:
    body = delivery.body.encode()
    try:
        headers = _headers(delivery, body)
        address = checked_address(delivery.webhook.url, resolve=resolve)
        code = post(address, body, headers, seconds=SECONDS).code
    except (OutboundError, CredentialError):
        return Result(AttemptResult.FORBIDDEN)
    except (OSError, http.client.HTTPException):
        return Result(AttemptResult.SILENT)
    taken = 200 <= code < 300
    return Result(AttemptResult.TAKEN if taken else AttemptResult.REFUSED, code)


def _headers(delivery: WebhookDelivery, body: bytes) -> dict[str, str]:
    signed = signed_headers(
        body,
        message=delivery.message,
        at=timezone.now(),
        secret=unseal(bytes(delivery.webhook.secret))["secret"],
    )
    return signed | {"Content-Type": "application/json", "User-Agent": "Countersign"}


def _record(attempt: WebhookAttempt, result: Result) -> None:
    with transaction.atomic():
        delivery = (
            WebhookDelivery.objects.select_for_update(of=("self",))
            .select_related("webhook__owner")
            .get(pk=attempt.delivery_id)
        )
        WebhookAttempt.objects.filter(pk=attempt.pk).update(
            ended_at=Now(), result=result.result, code=result.code
        )
        if delivery.tries != attempt.number or delivery.state != DeliveryState.WAITING:
            return
        if result.result == AttemptResult.TAKEN:
            _finish(delivery, DeliveryState.DELIVERED, Event.WEBHOOK_DELIVERED)
        elif _is_hopeless(delivery, result):
            _give_up(delivery, result)
        else:
            _try_later(delivery)


def _finish(
    delivery: WebhookDelivery,
    state: DeliveryState,
    event: Event,
    details: dict[str, str] | None = None,
) -> None:
    WebhookDelivery.objects.filter(pk=delivery.pk).update(state=state)
    record(
        event,
        actor=SERVICE,
        subject=Subject("webhook", str(delivery.webhook_id)),
        details={
            "delivery": str(delivery.pk),
            "entry": str(delivery.entry),
            "tries": delivery.tries,
            **(details or {}),
        },
    )


def _is_hopeless(delivery: WebhookDelivery, result: Result) -> bool:
    return result.code == GONE or timezone.now() - delivery.wanted_at > LONGEST_WAIT


def _give_up(delivery: WebhookDelivery, result: Result) -> None:
    """Abandon it, and tell the webhook's owner unless they know already."""
    why = f"{result.result.label}, {result.code}" if result.code else result.result
    _finish(
        delivery, DeliveryState.ABANDONED, Event.WEBHOOK_ABANDONED, {"why": str(why)}
    )
    path = f"/account/webhooks/{delivery.webhook_id}/"
    owner = delivery.webhook.owner
    known = owner.notices.filter(kind=NoticeKind.WEBHOOK, path=path, read_at=None)
    if not known.exists():
        tell(
            owner,
            kind=NoticeKind.WEBHOOK,
            subject=Subject("webhook", str(delivery.webhook_id)),
            path=path,
        )


def _try_later(delivery: WebhookDelivery) -> None:
    """Wait, and let what else this endpoint is owed wait too: it is asked once a pause.

    So an endpoint that answers nobody holds up the others no more than once a pause.
    """
    tries = delivery.attempts.filter(started_at__gte=delivery.wanted_at).count()
    later = timezone.now() + _pause(tries)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(try_at=later)
    WebhookDelivery.objects.filter(
        webhook=delivery.webhook_id, state=DeliveryState.WAITING, try_at__lt=later
    ).update(try_at=later)


def _pause(tries: int) -> timedelta:
    """Four times as long after every try, 5 s to 2 h, and up to a fifth more."""
    longer: timedelta = min(
        FIRST_PAUSE * 4 ** min(max(tries, 1) - 1, 10), LONGEST_PAUSE
    )
    return longer + timedelta(seconds=RANDOM.randrange(1 + longer.seconds // 5))
