"""Reads of corrections: what puts what right, and where its words would stand.

Nothing here changes a row.
"""

from django.db.models import QuerySet

from drafts.models import Draft
from publishing.lifecycle import PublicationStatus
from publishing.models import (
    Correction,
    Deletion,
    Publication,
    Receipt,
)


def is_to_be_replaced(publication: Publication) -> bool:
    """Whether it is a new post in the place of one that is still live there."""
    target = next(
        each
        for each in publication.revision.content.targets
        if each.account == publication.account_id
    )
    if target.corrects or target.reply_to:
        return False
    old = Correction.objects.filter(draft=publication.revision.draft_id)
    return Publication.objects.filter(
        revision__draft__in=old.values("corrects"),
        account=publication.account_id,
        status=PublicationStatus.PUBLISHED,
    ).exists()


def replaces_a_stranger(publication: Publication) -> bool:
    """Whether its words would take the place of a post that we never published."""
    corrects = next(
        each.corrects
        for each in publication.revision.content.targets
        if each.account == publication.account_id
    )
    ours = Receipt.objects.filter(
        publication__account=publication.account_id, remote_id=corrects
    )
    return bool(corrects) and not ours.exists()


def is_being_deleted(publication: Publication) -> bool:
    """Whether any part of it is to go, or has gone."""
    receipts = Receipt.objects.filter(publication=publication)
    return Deletion.objects.filter(
        account=publication.account_id, remote_id__in=receipts.values("remote_id")
    ).exists()


def last_published(draft: Draft) -> list[Publication]:
    """What was live of a draft on each account, in the order of the accounts."""
    return list(
        Publication.objects.filter(
            revision__draft=draft,
            status__in=(PublicationStatus.PUBLISHED, PublicationStatus.TAKEN_DOWN),
        )
        .select_related("revision", "account")
        .prefetch_related("receipts")
        .order_by("account_id", "pk")
    )


def corrections_of(draft: Draft) -> QuerySet[Correction]:
    """The drafts that put this one right, the first one first."""
    return (
        Correction.objects.filter(corrects=draft)
        .select_related("draft", "begun_by")
        .order_by("pk")
    )


def what_it_corrects(draft: Draft) -> Correction | None:
    """What this draft puts right, if it is a correction."""
    return Correction.objects.filter(draft=draft).select_related("corrects").first()
