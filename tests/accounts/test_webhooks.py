"""Webhooks: who may register them, what is sent, how it is signed, what is tried again.

Addresses are tested in test_outbound.py, the pages in test_views_webhooks.py.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from accounts.actions.deliveries import deliver_next
from accounts.actions.following import follow_log
from accounts.actions.signatures import SecretError, key_of, signed_headers
from accounts.actions.webhooks import (
    change_webhook,
    close_webhook,
    redeliver,
    register_webhook,
    replace_secret,
)
from accounts.models import Notice, Webhook, WebhookCursor, WebhookDelivery
from audit.log import Subject
from audit.queries import entries_about
from tests.accounts.receivers import Endpoint, endpoint
from tests.audit.workshop import Workshop
from tests.cast import ROUTINE, Cast, a_submitted_draft, assemble
from tests.databases import DatabaseUrls
from tests.refusals import refused


SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
OTHER = base64.b64encode(bytes(range(32, 64))).decode()
URL = "https://hooks.example.org/countersign"


def resolve(host: str, port: int) -> list[str]:
    return ["93.184.215.14"]


@pytest.fixture
def there(settings: Settings) -> Iterator[Endpoint]:
    settings.COUNTERSIGN_OUTBOUND_HTTP = True
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["127.0.0.1/32"]
    with endpoint() as server:
        yield server


def registered(cast: Cast, url: str = URL, *events: str) -> Webhook:
    return register_webhook(
        by=cast.sam,
        name="Newsroom",
        url=url,
        secret=SECRET,
        events=events or ("publication.published", "revision.submitted"),
        owner=cast.sam,
        resolve=resolve,
    )


def waiting(webhook: Webhook) -> WebhookDelivery:
    return WebhookDelivery.objects.create(
        webhook=webhook,
        entry=uuid4(),
        event="publication.published",
        body='{"type":"publication.published"}',
    )


def let_time_pass() -> None:
    WebhookDelivery.objects.filter(state="waiting").update(try_at=Now())


def events_about(webhook: Webhook) -> list[str]:
    entries = entries_about([Subject("webhook", str(webhook.pk))])
    return [entry.event for entry in entries]


def test_registering_is_logged_without_path_or_secret(cast: Cast) -> None:
    webhook = registered(cast)
    (entry,) = entries_about([Subject("webhook", str(webhook.pk))])
    assert entry.event == "webhook.registered"
    assert entry.body["details"] == {
        "name": "Newsroom",
        "host": "hooks.example.org",
        "events": ["publication.published", "revision.submitted"],
    }


def test_the_secret_is_sealed(cast: Cast) -> None:
    webhook = registered(cast)
    assert SECRET.removeprefix("whsec_").encode() not in bytes(webhook.secret)


def test_only_administrators_register(cast: Cast) -> None:
    for person in (cast.alice, cast.tom, cast.grace):
        with refused("no-administrator-role"):
            register_webhook(
                by=person,
                name="Newsroom",
                url=URL,
                secret=SECRET,
                events=["publication.published"],
                owner=cast.sam,
                resolve=resolve,
            )
    assert Webhook.objects.count() == 0


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("name", " ", "needs-name"),
        ("url", "https://hooks.example.org/ x", "address"),
        ("url", "http://hooks.example.org/", "address"),
        ("secret", "short", "secret"),
        ("events", [], "needs-events"),
        ("events", ["sign_in.failed"], "needs-events"),
        ("events", ["webhook.delivered"], "needs-events"),
    ],
)
def test_what_may_not_be_registered(
    cast: Cast, part: str, value: str | list[str], code: str
) -> None:
    good: dict[str, Any] = {
        "name": "Newsroom",
        "url": URL,
        "secret": SECRET,
        "events": ["publication.published"],
    }
    with refused(code):
        register_webhook(
            by=cast.sam, owner=cast.sam, resolve=resolve, **{**good, part: value}
        )


def test_a_name_is_given_once(cast: Cast) -> None:
    registered(cast)
    with refused("name-taken"):
        registered(cast)


def test_an_address_inside_is_not_registered(cast: Cast) -> None:
    with refused("address"):
        register_webhook(
            by=cast.sam,
            name="Inside",
            url=URL,
            secret=SECRET,
            events=["publication.published"],
            owner=cast.sam,
            resolve=lambda host, port: ["10.0.0.1"],
        )


def test_a_closed_webhook_stays_closed(cast: Cast) -> None:
    webhook = registered(cast)
    delivery = waiting(webhook)
    close_webhook(webhook, by=cast.sam)
    webhook.refresh_from_db()
    delivery.refresh_from_db()
    assert (bytes(webhook.secret), delivery.state) == (b"", "abandoned")
    with refused("closed"):
        close_webhook(webhook, by=cast.sam)
    with refused("closed"):
        replace_secret(webhook, by=cast.sam, secret=OTHER)
    with refused("closed"):
        redeliver(delivery, by=cast.sam)
    with refused("closed"):
        change_webhook(
            webhook,
            by=cast.sam,
            name="Again",
            url=URL,
            events=["hold.placed"],
            owner=cast.sam,
            resolve=resolve,
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts_webhook SET closed_at = NULL",
        "UPDATE accounts_webhookdelivery SET body = '{}'",
        "UPDATE accounts_webhookdelivery SET event = 'hold.placed'",
        "INSERT INTO accounts_webhookcursor (id, next_index) VALUES (2, 0)",
    ],
)
def test_the_database_keeps_what_was_written(cast: Cast, change: str) -> None:
    webhook = registered(cast)
    waiting(webhook)
    close_webhook(webhook, by=cast.sam)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize(
    "secret", ["", "c2hvcnQ=", "not base64 at all, but long enough", "A" * 200]
)
def test_what_cannot_be_a_secret(secret: str) -> None:
    with pytest.raises(SecretError, match="24 to 64 random bytes"):
        key_of(secret)


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The receiver's side, written out as docs/webhooks.md says it."""
    message, at = uuid4(), timezone.now()
    headers = signed_headers(b'{"a":1}', message=message, at=at, secret=SECRET)
    signed = f"msg_{message.hex}.{int(at.timestamp())}.".encode() + b'{"a":1}'
    mac = hmac.new(bytes(range(32)), signed, hashlib.sha256).digest()
    assert headers == {
        "webhook-id": f"msg_{message.hex}",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }


def test_a_delivery_is_signed_and_sent_once(cast: Cast, there: Endpoint) -> None:
    webhook = registered(cast, there.url)
    delivery = waiting(webhook)
    assert [deliver_next(), deliver_next()] == [True, False]
    (received,) = there.received
    assert received.body == delivery.body.encode()
    assert received.headers["content-type"] == "application/json"
    signed = b".".join(
        (
            received.headers["webhook-id"].encode(),
            received.headers["webhook-timestamp"].encode(),
            received.body,
        )
    )
    mac = hmac.digest(bytes(range(32)), signed, "sha256")
    assert received.headers["webhook-signature"] == (
        f"v1,{base64.b64encode(mac).decode()}"
    )
    delivery.refresh_from_db()
    attempt = delivery.attempts.get()
    assert (delivery.state, attempt.result, attempt.code) == ("delivered", "taken", 200)
    assert events_about(webhook) == ["webhook.registered", "webhook.delivered"]


def test_the_next_try_is_signed_with_the_new_secret(
    cast: Cast, there: Endpoint
) -> None:
    webhook = registered(cast, there.url)
    waiting(webhook)
    replace_secret(webhook, by=cast.sam, secret=OTHER)
    deliver_next()
    (received,) = there.received
    at = int(received.headers["webhook-timestamp"])
    signed = f"{received.headers['webhook-id']}.{at}.".encode() + received.body
    mac = hmac.digest(bytes(range(32, 64)), signed, "sha256")
    assert received.headers["webhook-signature"] == (
        f"v1,{base64.b64encode(mac).decode()}"
    )


@pytest.mark.parametrize("code", [302, 400, 401, 404, 429, 500, 503])
def test_any_other_answer_is_tried_again_under_the_same_id(
    cast: Cast, there: Endpoint, code: int
) -> None:
    delivery = waiting(registered(cast, there.url))
    there.answers = [code]
    assert deliver_next()
    assert not deliver_next()
    let_time_pass()
    assert deliver_next()
    assert len({each.headers["webhook-id"] for each in there.received}) == 1
    assert list(
        delivery.attempts.order_by("number").values_list("code", flat=True)
    ) == [
        code,
        200,
    ]


def test_an_endpoint_that_is_down_is_asked_once_a_pause(
    cast: Cast, there: Endpoint
) -> None:
    webhook = registered(cast, "http://127.0.0.1:1/")
    first, second = waiting(webhook), waiting(webhook)
    assert [deliver_next(), deliver_next()] == [True, False]
    assert list(first.attempts.values_list("result", flat=True)) == ["silent"]
    assert second.attempts.count() == 0


def test_an_endpoint_that_is_gone_is_given_up_and_its_owner_told(
    cast: Cast, there: Endpoint
) -> None:
    webhook = registered(cast, there.url)
    waiting(webhook)
    waiting(webhook)
    there.answers = [410, 410]
    deliver_next()
    deliver_next()
    states = set(webhook.deliveries.values_list("state", flat=True))
    notice = Notice.objects.get()
    assert states == {"abandoned"}
    assert (notice.person, notice.kind) == (cast.sam, "webhook")
    assert notice.path == f"/account/webhooks/{webhook.pk}/"


def test_three_days_of_silence_are_enough(cast: Cast, there: Endpoint) -> None:
    delivery = waiting(registered(cast, there.url))
    there.answers = [503]
    long_ago = timezone.now() - timedelta(days=3, minutes=1)
    WebhookDelivery.objects.update(wanted_at=long_ago)
    deliver_next()
    delivery.refresh_from_db()
    assert delivery.state == "abandoned"


def test_an_address_that_moved_inside_is_not_called(
    cast: Cast, there: Endpoint
) -> None:
    """The name was public when it was registered, and leads inside now."""
    delivery = waiting(registered(cast, f"http://rebound.example:{there.port}/"))
    deliver_next(resolve=lambda host, port: ["10.0.0.1"])
    assert there.received == []
    assert delivery.attempts.get().result == "forbidden"


def test_an_administrator_sends_it_again(cast: Cast, there: Endpoint) -> None:
    webhook = registered(cast, there.url)
    delivery = waiting(webhook)
    deliver_next()
    with refused("no-administrator-role"):
        redeliver(delivery, by=cast.tom)
    redeliver(delivery, by=cast.sam)
    with refused("still-waiting"):
        redeliver(delivery, by=cast.sam)
    assert deliver_next()
    assert len({each.headers["webhook-id"] for each in there.received}) == 1
    assert len(there.received) == 2
    assert events_about(webhook) == [
        "webhook.registered",
        "webhook.delivered",
        "webhook.redelivered",
        "webhook.delivered",
    ]


@pytest.fixture
def workshop(committed_database: DatabaseUrls, tmp_path: Path) -> Workshop:
    return Workshop(urls=committed_database, folder=tmp_path)


def test_what_is_sealed_after_registration_is_told(workshop: Workshop) -> None:
    cast = assemble()
    a_submitted_draft(cast)
    webhook = registered(cast, URL, "revision.submitted")
    draft = a_submitted_draft(cast)
    WebhookCursor.objects.create(pk=1, next_index=0)
    assert not follow_log()
    workshop.seal()

    assert follow_log()
    assert not follow_log()

    delivery = webhook.deliveries.get()
    told = json.loads(delivery.body)
    assert (told["type"], told["data"]["subject"]) == (
        "revision.submitted",
        {"type": "draft", "id": str(draft.pk)},
    )
    assert told["data"]["page"].endswith(f"/drafts/{draft.pk}/")
    assert ROUTINE not in delivery.body
    assert draft.title not in delivery.body


def test_the_log_of_before_is_not_told(workshop: Workshop) -> None:
    cast = assemble()
    a_submitted_draft(cast)
    workshop.seal()
    assert not follow_log()
    assert WebhookCursor.objects.get().next_index > 0
    a_submitted_draft(cast)
    workshop.seal()
    assert follow_log()
    assert WebhookDelivery.objects.count() == 0
