"""Asking for a takedown: of everything live of a post, or of strangers on an account.

No platform is called here: `removing` does that, outside every transaction.
"""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import Person
from accounts.queries import Capacity, acting_as
from accounts.reasons import refuse_for
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.actions import locked
from drafts.models import Draft
from publishing.actions.moves import SERVICE, move, note, roll_up
from publishing.actions.takedown_rows import ask_for, asked, details_of, tell_of
from publishing.lifecycle import RECALLABLE
from publishing.models import (
    Deletion,
    DeletionState,
    Divergence,
    Publication,
    Takedown,
)
from publishing.policy.takedowns import (
    TAKING_DOWN_ROLES,
    reasons_against_removing,
    reasons_against_taking_down,
)
from publishing.queries.takedowns import IN_DOUBT, Reach, reach_of


def take_down(draft: Draft, *, by: Person, reason: str) -> Takedown:
    """Take down everything live of a post, on every account, and stop what waits.

    Raises `RefusedError`. The workers begin as soon as this is committed.
    """
    with transaction.atomic():
        draft = locked(draft)
        publications = _locked_publications(draft)
        reach = reach_of(draft)
        refuse_for(reasons_against_taking_down(reach, by=by, reason=reason))
        capacity = acting_as(by, TAKING_DOWN_ROLES)
        takedown = asked(capacity, reason, draft=draft)
        ask_for(takedown, reach.receipts)
        _log_each(takedown, publications, reach, capacity=capacity)
        _stop_waiting(draft, publications)
        tell_of(takedown)
    return takedown


def remove_strangers(
    found: Sequence[Divergence], *, by: Person, reason: str
) -> Takedown:
    """Take down posts of one account that nobody authorised. Raises `RefusedError`."""
    with transaction.atomic():
        rows = list(
            Divergence.objects.select_for_update(of=("self",))
            .filter(pk__in=[each.pk for each in found], account=found[0].account_id)
            .exclude(deletions__in=Deletion.objects.exclude(state=DeletionState.GONE))
            .select_related("account")
            .order_by("pk")
            if found
            else ()
        )
        refuse_for(reasons_against_removing(rows, by=by, reason=reason))
        capacity = acting_as(by, TAKING_DOWN_ROLES)
        takedown = asked(capacity, reason, account=rows[0].account)
        Deletion.objects.bulk_create(
            Deletion(
                takedown=takedown,
                account=each.account,
                remote_id=each.remote_id,
                url=each.url,
                divergence=each,
            )
            for each in rows
        )
        record(
            Event.TAKEDOWN_REQUESTED,
            actor=capacity.actor,
            subject=Subject("account", str(rows[0].account_id)),
            details=details_of(takedown, str(rows[0].account), posts=len(rows)),
            personal={"reason": takedown.reason},
        )
        tell_of(takedown)
    return takedown


def record_step(
    event: Event,
    deletion: Deletion,
    *,
    actor: Actor = SERVICE,
    **details: str | int,
) -> None:
    """The log entry of one step, about our publication or a stranger's account."""
    account = str(deletion.account)
    named = {"account": account, "takedown": str(deletion.takedown_id), **details}
    if deletion.publication is None:
        subject = Subject("account", str(deletion.account_id))
        record(event, actor=actor, subject=subject, details=named)
        return
    named["part"] = deletion.part
    note(event, deletion.publication, actor=actor, details=named)


def locked_deletion(number: int) -> Deletion:
    return (
        Deletion.objects.select_for_update(of=("self",))
        .select_related("account", "takedown__requested_by")
        .select_related("publication__revision__draft")
        .select_related("publication__account")
        .get(pk=number)
    )


def _locked_publications(draft: Draft) -> list[Publication]:
    """In the order of their numbers, as everybody locks publications."""
    return list(
        Publication.objects.select_for_update(of=("self",))
        .filter(revision__draft=draft)
        .select_related("revision__draft", "account")
        .order_by("pk")
    )


def _log_each(
    takedown: Takedown,
    publications: Sequence[Publication],
    reach: Reach,
    *,
    capacity: Capacity,
) -> None:
    live = [receipt.publication_id for receipt in reach.receipts]
    for each in publications:
        if each.pk not in live and each.status not in IN_DOUBT:
            continue
        note(
            Event.TAKEDOWN_REQUESTED,
            each,
            actor=capacity.actor,
            details=details_of(takedown, str(each.account), posts=live.count(each.pk)),
            personal={"reason": takedown.reason},
        )


def _stop_waiting(draft: Draft, publications: Sequence[Publication]) -> None:
    for each in publications:
        if each.status in RECALLABLE:
            move(each, "cancel", {"why": "Cancelled: the post was taken down."})
            note(Event.PUBLICATION_CANCELLED, each, details={"why": "taken-down"})
            roll_up(draft, each)
