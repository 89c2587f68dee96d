"""Asking for a takedown: of everything live of a post, or of strangers on an account.

No platform is called here: `removing` does that, outside every transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity, acting_as
from accounts.reasons import refuse_for
from accounts.roles import Role
from approvals.policy.chasing import Working, after_working_hours
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.actions import locked
from drafts.models import Draft
from drafts.queries import database_time
from publishing.actions.moves import SERVICE, move, note, roll_up
from publishing.lifecycle import RECALLABLE
from publishing.models import (
    Deletion,
    DeletionState,
    Divergence,
    Publication,
    Takedown,
)
from publishing.policy.takedowns import (
    CONFIRMING_ROLES,
    TAKING_DOWN_ROLES,
    reasons_against_removing,
    reasons_against_taking_down,
)
from publishing.queries.takedowns import (
    IN_DOUBT,
    Reach,
    people_in,
    reach_of,
)


# Who hears of every takedown at once (domain notes, section 4).
TOLD_ROLES = (Role.RECORDS_OFFICER, *CONFIRMING_ROLES)
LONGEST_REASON = 400


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
        takedown = _asked(capacity, reason, draft=draft)
        _ask_for_each(takedown, reach)
        _log_each(takedown, publications, reach, capacity=capacity)
        _stop_waiting(draft, publications)
        _tell_of(takedown)
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
        takedown = _asked(capacity, reason, divergence=rows[0])
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
            details=_details(takedown, str(rows[0].account), posts=len(rows)),
            personal={"reason": takedown.reason},
        )
        _tell_of(takedown)
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


def _asked(
    capacity: Capacity,
    reason: str,
    *,
    draft: Draft | None = None,
    divergence: Divergence | None = None,
) -> Takedown:
    takedown = Takedown.objects.create(
        draft=draft,
        account=divergence.account if divergence else None,
        reason=reason.strip()[:LONGEST_REASON],
        requested_by=capacity.person,
        post=capacity.post,
        role=capacity.role.value,
        confirm_by=_confirm_by(capacity.role, at=database_time()),
    )
    takedown.refresh_from_db()
    return takedown


def _confirm_by(role: Role, *, at: datetime) -> datetime | None:
    """Within one working day, where a duty officer acts."""
    if role != Role.DUTY_OFFICER:
        return None
    opens, closes = settings.COUNTERSIGN_WORKING_DAY
    working = Working(opens, closes, timezone.get_default_timezone())
    return after_working_hours(at, closes - opens, working=working)


def _ask_for_each(takedown: Takedown, reach: Reach) -> None:
    """A row for each remote post: a corrected one has two receipts and is one post."""
    posts = {
        (receipt.publication.account_id, receipt.remote_id): receipt
        for receipt in reach.receipts
    }
    Deletion.objects.bulk_create(
        Deletion(
            takedown=takedown,
            account=receipt.publication.account,
            remote_id=receipt.remote_id,
            url=receipt.url,
            publication=receipt.publication,
            part=receipt.part,
        )
        for receipt in posts.values()
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
            details=_details(takedown, str(each.account), posts=live.count(each.pk)),
            personal={"reason": takedown.reason},
        )


def _details(takedown: Takedown, account: str, *, posts: int) -> dict[str, str | int]:
    return {"account": account, "takedown": str(takedown.pk), "posts": posts}


def _stop_waiting(draft: Draft, publications: Sequence[Publication]) -> None:
    for each in publications:
        if each.status in RECALLABLE:
            move(each, "cancel", {"why": "Cancelled: the post was taken down."})
            note(Event.PUBLICATION_CANCELLED, each, details={"why": "taken-down"})
            roll_up(draft, each)


def _tell_of(takedown: Takedown) -> None:
    why = "Look at what is gone, and at what is not."
    if takedown.confirm_by is not None:
        why = "A duty officer took it down. The head of digital confirms it."
    tell_everyone(
        people_in(TOLD_ROLES, at=database_time()),
        kind=NoticeKind.TAKEDOWN,
        subject=Subject("takedown", str(takedown.pk)),
        path=f"/registers/takedowns/{takedown.pk}/",
        why=why,
    )
