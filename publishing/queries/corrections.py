"""Reads of corrections: what puts what right, and what is in the way of its words.

Nothing here changes a row.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Person
from drafts.content import Content
from drafts.models import Draft
from publishing.lifecycle import PublicationStatus
from publishing.models import (
    Correction,
    Deletion,
    Divergence,
    DivergenceKind,
    Publication,
    Receipt,
    Takedown,
)
from publishing.queries.replacing import replaced_by, target_on
from publishing.queries.takedowns import takedowns_open_to


IN_DOUBT = (PublicationStatus.UNKNOWN, PublicationStatus.CLAIMED)


@dataclass(frozen=True, slots=True)
class Original:
    """What became of a live post since: how many parts, and what is wrong with which."""

    parts: int
    altered: frozenset[int]
    missing: frozenset[int]

    @property
    def gone(self) -> bool:
        return len(self.missing) == self.parts

    @property
    def has_end(self) -> bool:
        """Whether its last part is there, which an answer would stand under."""
        return self.parts - 1 not in self.missing


def original(publication: Publication) -> Original:
    """As the comparisons with the platform have it now."""
    receipts = {each.remote_id: each.part for each in publication.receipts.all()}
    found = Divergence.objects.filter(
        account=publication.account_id, remote_id__in=receipts, resolved_at=None
    ).values_list("kind", "remote_id")
    by_kind = {
        kind: frozenset(
            receipts[remote_id] for each, remote_id in found if each == kind
        )
        for kind in (DivergenceKind.ALTERED, DivergenceKind.MISSING)
    }
    return Original(
        parts=len(receipts),
        altered=by_kind[DivergenceKind.ALTERED],
        missing=by_kind[DivergenceKind.MISSING],
    )


def in_the_way(draft: Draft, content: Content) -> list[Publication]:
    """The live posts that must go before a correction's new posts take their place.

    One that the platform does not have any more is in nobody's way. The same as the
    function `publishing_is_in_the_way` of the database.
    """
    new = [
        target.account
        for target in content.targets
        if not target.corrects and not target.reply_to
    ]
    missing = Divergence.objects.filter(
        account=OuterRef("publication__account"),
        remote_id=OuterRef("remote_id"),
        kind=DivergenceKind.MISSING,
        resolved_at=None,
    )
    there = Receipt.objects.filter(~Exists(missing), publication=OuterRef("pk"))
    old = Correction.objects.filter(draft=draft)
    return list(
        Publication.objects.filter(
            Exists(there),
            revision__draft__in=old.values("corrects"),
            account__in=new,
            status=PublicationStatus.PUBLISHED,
        )
        .select_related("account", "revision__draft")
        .prefetch_related("receipts")
        .order_by("pk")
    )


def is_to_be_replaced(publication: Publication) -> bool:
    """Whether it is a new post in the place of one that is still live there."""
    target = target_on(publication)
    if target.corrects or target.reply_to:
        return False
    waits_for = in_the_way(publication.revision.draft, publication.revision.content)
    return any(each.account_id == publication.account_id for each in waits_for)


def replaces_a_stranger(publication: Publication) -> bool:
    """Whether its words would take the place of a post that we never published."""
    return bool(target_on(publication).corrects) and not replaced_by(publication)


def leaves_some_over(publication: Publication) -> bool:
    """Whether the thread that it corrects has more posts than it has."""
    return len(replaced_by(publication)) > len(target_on(publication).parts)


def was_corrected_since(publication: Publication) -> bool:
    """Whether others replaced the words that this correction was begun from.

    The same as the function `publishing_is_corrected_since` of the database.
    """
    begun = Correction.objects.filter(draft=publication.revision.draft_id).first()
    if begun is None or not target_on(publication).corrects:
        return False
    there = {each.remote_id for each in replaced_by(publication).values()}
    return (
        Receipt.objects.filter(
            publication__account=publication.account_id,
            remote_id__in=there,
            received_at__gt=begun.begun_at,
        )
        .exclude(publication__revision__draft=begun.draft_id)
        .exists()
    )


def another_is_under_way(publication: Publication) -> bool:
    """Whether it is open what another correction of the same post has done there."""
    corrects = target_on(publication).corrects
    doubtful = (
        Publication.objects.filter(account=publication.account_id, status__in=IN_DOUBT)
        .exclude(pk=publication.pk)
        .select_related("revision")
    )
    return bool(corrects) and any(
        target_on(each).corrects == corrects for each in doubtful
    )


def is_missing_there(publication: Publication) -> bool:
    """Whether a post that it would edit is not on the platform any more."""
    there = {each.remote_id for each in replaced_by(publication).values()}
    return Divergence.objects.filter(
        account=publication.account_id,
        remote_id__in=there,
        kind=DivergenceKind.MISSING,
        resolved_at=None,
    ).exists()


def is_being_deleted(publication: Publication) -> bool:
    """Whether any part of it is to go, or has gone."""
    receipts = Receipt.objects.filter(publication=publication)
    return Deletion.objects.filter(
        account=publication.account_id, remote_id__in=receipts.values("remote_id")
    ).exists()


def takedowns_about(draft: Draft, *, reader: Person) -> QuerySet[Takedown]:
    """Those of the draft itself, and those that make room for its correction or for it."""
    return takedowns_open_to(reader).filter(
        Q(draft=draft) | Q(correction__corrects=draft) | Q(correction__draft=draft)
    )


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


def corrected_by(publication: Publication) -> Draft | None:
    """The draft whose words stand in the place of this publication's by now."""
    later = (
        Publication.objects.filter(
            revision__draft__correction__corrects=publication.revision.draft_id,
            account=publication.account_id,
            status=PublicationStatus.PUBLISHED,
        )
        .select_related("revision__draft")
        .order_by("-pk")
    )
    found = next((each for each in later if not _answers(each)), None)
    return found.revision.draft if found else None


def _answers(publication: Publication) -> bool:
    """Whether it stands under the post that it corrects, which stays."""
    target = target_on(publication)
    return bool(target.reply_to) and not target.corrects


def what_it_corrects(draft: Draft) -> Correction | None:
    """What this draft puts right, if it is a correction."""
    return Correction.objects.filter(draft=draft).select_related("corrects").first()
