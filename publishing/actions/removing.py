"""Taking one live post down on its platform: capture, delete, and look until it is gone.

No platform is called inside a transaction, and each step is committed before the next.
"""

from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.db.models import F

from accounts.credentials import CredentialError
from accounts.models import Credential
from drafts.actions import locked
from drafts.queries import database_time
from publishing.actions.connections import adapter_of
from publishing.actions.rate_limits import note_allowances
from publishing.actions.removed import capture, gone, leave_to_hands
from publishing.actions.send import InsideTransactionError
from publishing.actions.takedowns import locked_deletion
from publishing.models import (
    Deletion,
    DeletionState,
    Receipt,
    Takedown,
)
from publishing.platforms.protocol import (
    Adapter,
    Gone,
    Inconclusive,
    Later,
    LivePost,
    Look,
    Permanent,
    Removal,
    Unauthenticated,
    Unknown,
)
from publishing.queries.added import added_late
from publishing.queries.takedowns import deletions_due, late_receipts


logger = structlog.get_logger(__name__)

# How long a worker may be at one post before another goes on with it.
TURN = timedelta(minutes=2)
# After so many calls, or looks that told nothing, a person has to see to it.
MOST_ASKS = 5
MOST_LOOKS = 10
# What is live is captured first; after so many looks that told nothing it goes anyway.
LOOKS_TO_CAPTURE = 3
LONGEST_PAUSE = timedelta(minutes=5)
BY_HAND = "deleted by hand, as somebody says who looked"
CANNOT = (Credential.DoesNotExist, CredentialError, LookupError)


def remove_some() -> bool:
    """Take one post of a takedown one step further; False when none is due."""
    if connection.in_atomic_block:
        raise InsideTransactionError("nothing external happens inside a transaction")
    _take_in_late_ones()
    deletion = _take_turn()
    if deletion is None:
        return False
    try:
        adapter = adapter_of(deletion.account)
    except CANNOT:
        _without_the_platform(deletion)
        return True
    _go_on(deletion, adapter)
    note_allowances(deletion.account, adapter.allowances)
    return True


def _go_on(deletion: Deletion, adapter: Adapter) -> None:
    look = _looked(deletion, adapter)
    if isinstance(look, LivePost) and deletion.captured_at is None:
        deletion = capture(deletion, look)
    if deletion.said_by_id is not None and not isinstance(look, LivePost):
        gone(deletion, _hands_word(look))
    elif isinstance(look, Gone) and deletion.asks:
        gone(deletion, "the platform says that it is not there")
    elif not _may_ask(deletion, look):
        _look_later(deletion, adapter, look)
    elif deletion.asks >= MOST_ASKS or not adapter.capabilities.delete:
        leave_to_hands(deletion, _why_by_hand(adapter, look))
    else:
        _ask(deletion, adapter)


def _without_the_platform(deletion: Deletion) -> None:
    """Of an account that we cannot reach, such as a hijacked one, a person has the word."""
    if deletion.said_by_id is not None:
        gone(deletion, BY_HAND)
    else:
        leave_to_hands(deletion, "the account is not connected")


def _hands_word(look: Look) -> str:
    if isinstance(look, Gone):
        return "deleted by hand; the platform says that it is not there"
    return BY_HAND


def _may_ask(deletion: Deletion, look: Look) -> bool:
    """Whether to delete now: what is live, and at first also what nobody can see."""
    if isinstance(look, LivePost):
        return True
    if deletion.asks:
        return False
    return isinstance(look, Gone) or deletion.looks + 1 >= LOOKS_TO_CAPTURE


def _why_by_hand(adapter: Adapter, look: Look) -> str:
    if not adapter.capabilities.delete:
        return "this platform lets nobody delete through its programs"
    still = "it is still there" if isinstance(look, LivePost) else "no clear answer"
    return f"{still} after {MOST_ASKS} calls"


def _ask(deletion: Deletion, adapter: Adapter) -> None:
    """Call the platform once; the call is committed before it is made."""
    mine = Deletion.objects.filter(pk=deletion.pk, asks=deletion.asks).update(
        state=DeletionState.DELETING, asks=F("asks") + 1, looks=0
    )
    if not mine:
        return
    removal = _removed(deletion, adapter)
    if isinstance(removal, Unauthenticated):
        leave_to_hands(deletion, f"it refused our sign-in: {removal.answer}")
        return
    answer = "" if not hasattr(removal, "answer") else removal.answer
    soonest = database_time() + adapter.capabilities.settle_delay
    try_at = max(soonest, removal.not_before) if isinstance(removal, Later) else soonest
    Deletion.objects.filter(pk=deletion.pk, state=DeletionState.DELETING).update(
        state=DeletionState.CHECKING,
        try_at=try_at,
        turn_until=None,
        answer=_refusal(removal, answer)[:300],
    )


def _refusal(removal: Removal, answer: str) -> str:
    return f"refused: {answer}" if isinstance(removal, Permanent) else answer


def _looked(deletion: Deletion, adapter: Adapter) -> Look:
    try:
        return adapter.fetch(deletion.remote_id)
    except Exception as error:  # noqa: BLE001 - one post's trouble stops no other
        return Inconclusive(_broken("fetch", error))


def _removed(deletion: Deletion, adapter: Adapter) -> Removal:
    try:
        return adapter.delete(deletion.remote_id)
    except Exception as error:  # noqa: BLE001 - it may be gone, whatever broke
        return Unknown(_broken("delete", error))


def _broken(step: str, error: Exception) -> str:
    """The name alone: a traceback could carry the post's words or a secret."""
    logger.error("takedown.raised", step=step, error=type(error).__name__)
    return f"the connector broke: {type(error).__name__}"


def _take_turn() -> Deletion | None:
    with transaction.atomic():
        deletion = (
            deletions_due().select_for_update(skip_locked=True, of=("self",)).first()
        )
        if deletion is None:
            return None
        until = database_time() + TURN
        Deletion.objects.filter(pk=deletion.pk).update(turn_until=until)
        return locked_deletion(deletion.pk)


def _take_in_late_ones() -> None:
    """What turned out to be live after its takedown goes the same way."""
    for receipt in added_late()[:50]:
        _take_in_added(receipt)
    for receipt in late_receipts()[:50]:
        publication = receipt.publication
        with transaction.atomic():
            draft = locked(publication.revision.draft)
            takedown = Takedown.objects.filter(draft=draft).latest("pk")
            Deletion.objects.get_or_create(
                account_id=publication.account_id,
                remote_id=receipt.remote_id,
                defaults={
                    "takedown": takedown,
                    "url": receipt.url,
                    "publication": publication,
                    "part": receipt.part,
                },
            )


def _take_in_added(receipt: Receipt) -> None:
    """What a correction put behind a post goes with that post."""
    publication = receipt.publication
    with transaction.atomic():
        locked(publication.revision.draft)
        own = publication.receipts.values("remote_id")
        beside = Deletion.objects.filter(
            account=publication.account_id, remote_id__in=own
        ).latest("pk")
        Deletion.objects.get_or_create(
            account_id=publication.account_id,
            remote_id=receipt.remote_id,
            defaults={
                "takedown_id": beside.takedown_id,
                "url": receipt.url,
                "publication": publication,
                "part": receipt.part,
            },
        )


def _look_later(deletion: Deletion, adapter: Adapter, look: Look) -> None:
    """Look again, later each time; in the end a person has to."""
    if deletion.looks + 1 >= MOST_LOOKS:
        leave_to_hands(deletion, "nobody could look whether it is gone")
        return
    pause = min(
        adapter.capabilities.settle_delay * 2 ** min(deletion.looks, 8), LONGEST_PAUSE
    )
    answer = look.answer if isinstance(look, Inconclusive) else ""
    Deletion.objects.filter(pk=deletion.pk, state=deletion.state).update(
        looks=F("looks") + 1,
        try_at=database_time() + pause,
        turn_until=None,
        answer=answer[:300],
    )
