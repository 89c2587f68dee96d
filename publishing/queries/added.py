"""The posts that corrections put behind a thread, which go when the thread goes.

Nothing here changes a row.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from publishing.models import Deletion, Receipt


def added_to(receipts: Iterable[Receipt]) -> list[Receipt]:
    """What corrections added to these posts and nobody takes down: a thread's new end."""
    known = list(receipts)
    numbers = {each.publication.account_id for each in known}
    shared = Receipt.objects.filter(
        publication__account__in=numbers,
        remote_id__in={each.remote_id for each in known},
    )
    added = (
        _not_deleted()
        .filter(publication__in=shared.values("publication"))
        .exclude(remote_id__in={each.remote_id for each in known})
        .order_by("-part", "pk")
    )
    # A part that was corrected again has several receipts, and is one post.
    return list(
        {(each.publication.account_id, each.remote_id): each for each in added}.values()
    )


def added_late() -> list[Receipt]:
    """What a correction added to a post while that was being taken down."""
    its_own = Receipt.objects.filter(publication=OuterRef(OuterRef("publication")))
    beside = Deletion.objects.filter(
        account=OuterRef("publication__account"),
        remote_id__in=its_own.values("remote_id"),
    )
    return list(
        _not_deleted()
        .filter(
            Exists(beside),
            publication__revision__draft__correction__isnull=False,
        )
        .order_by("pk")
    )


def _not_deleted() -> QuerySet[Receipt]:
    deleted = Deletion.objects.filter(
        account=OuterRef("publication__account"), remote_id=OuterRef("remote_id")
    )
    return Receipt.objects.filter(~Exists(deleted)).select_related(
        "publication__account", "publication__revision"
    )
