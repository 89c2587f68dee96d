"""Following the log: each sealed entry that a webhook asked for becomes a delivery.

Nothing is sent here. PostgreSQL remembers how far the log was followed, so that no
entry is passed over and none is taken twice.
"""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import Webhook, WebhookCursor, WebhookDelivery
from accounts.queries.notices import absolute
from audit.queries.following import SealedEntry, sealed_entries, sealed_size
from audit.tree.canonical import Json, canonical


AT_A_TIME = 500
CURSOR = 1
# The page of each type of subject, where it has one by its id.
PAGES = {"draft": "/drafts/{}/", "hold": "/holds/"}


def follow_log() -> bool:
    """Look at the next entries; False when there are none, or another is at it."""
    with transaction.atomic():
        cursor = _locked_cursor()
        end = sealed_size()
        if cursor is None or cursor.next_index >= end:
            return False
        webhooks = list(Webhook.objects.filter(closed_at=None))
        if webhooks:
            end = min(end, cursor.next_index + AT_A_TIME)
            _write(webhooks, sealed_entries(cursor.next_index, end))
        cursor.next_index = end
        cursor.save(update_fields=["next_index"])
    return True


def _locked_cursor() -> WebhookCursor | None:
    """The cursor, unless another worker holds it; at first it is at the log's end."""
    WebhookCursor.objects.get_or_create(
        pk=CURSOR, defaults={"next_index": sealed_size()}
    )
    return WebhookCursor.objects.select_for_update(skip_locked=True).first()


def _write(webhooks: Sequence[Webhook], entries: Sequence[SealedEntry]) -> None:
    deliveries = [
        WebhookDelivery(
            webhook=webhook, entry=entry.id, event=entry.event, body=_body(entry)
        )
        for entry in entries
        for webhook in webhooks
        if entry.event in webhook.events and entry.at >= webhook.registered_at
    ]
    WebhookDelivery.objects.bulk_create(deliveries, ignore_conflicts=True)


def _body(entry: SealedEntry) -> str:
    """What is sent: ids and addresses, never a word that anybody wrote."""
    data: dict[str, Json] = {
        "entry": str(entry.id),
        "index": entry.index,
        "subject": {"type": entry.subject.type, "id": entry.subject.id},
        "log": absolute(f"/log/entries/{entry.index}/"),
    }
    if page := _page(entry):
        data["page"] = absolute(page)
    payload: dict[str, Json] = {
        "type": entry.event,
        "timestamp": entry.at.isoformat(),
        "data": data,
    }
    return canonical(payload).decode()


def _page(entry: SealedEntry) -> str:
    """Where somebody who may see it reads on; a publication's page is its draft's."""
    draft = entry.details.get("draft")
    if entry.subject.type == "publication" and isinstance(draft, str):
        return f"/posts/{draft}/"
    return PAGES.get(entry.subject.type, "").format(entry.subject.id)
