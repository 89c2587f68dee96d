"""Reading accounts' timelines page by page, and writing down what is not as authorised.

Nothing is changed on a platform, and no page is read inside a transaction.
"""

from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from accounts.credentials import CredentialError
from accounts.models import Credential, Person, SocialAccount
from accounts.queries import acting_as, capacities
from accounts.reasons import refuse_for
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.queries import database_time
from publishing.actions.comparing import compare_missing, compare_page, settle_absent
from publishing.actions.connections import adapter_of
from publishing.actions.moves import SERVICE
from publishing.actions.rate_limits import note_allowances
from publishing.models import Divergence, Reconciliation, Resolution
from publishing.platforms.protocol import Adapter, Inconclusive, Reading
from publishing.policy.truth import (
    RESOLVING_ROLES,
    reasons_against_checking,
    reasons_against_resolving,
)
from publishing.queries.truth import account_due


logger = structlog.get_logger(__name__)

# How long a worker may be at a run before another goes on with it.
TURN = timedelta(minutes=2)
PAGES_A_TURN = 20
CANNOT = (Credential.DoesNotExist, CredentialError, LookupError)
NOT_CONNECTED = "the account is not connected"


@dataclass(frozen=True, slots=True)
class Turn:
    """One worker's hold of a run that is not finished."""

    run: Reconciliation
    adapter: Adapter


def check_account(account: SocialAccount, *, by: Person) -> Reconciliation:
    """Have an account's timeline read now, further back than the clock does."""
    refuse_for(reasons_against_checking(by=by))
    days = settings.COUNTERSIGN_RECONCILE_DAYS_ON_DEMAND
    return _begin(account, days=days, asked_by=by)


def recognise(divergence: Divergence, *, by: Person, reason: str) -> None:
    """Say that what was found is known, and why; it then stands as settled."""
    with transaction.atomic():
        fresh = Divergence.objects.select_for_update().get(pk=divergence.pk)
        refuse_for(reasons_against_resolving(fresh, by=by, reason=reason))
        Divergence.objects.filter(pk=fresh.pk).update(
            resolution=Resolution.RECOGNISED,
            resolved_at=Now(),
            resolved_by=by,
            reason=reason.strip()[:400],
        )
        record(
            Event.RECONCILIATION_RESOLVED,
            actor=acting_as(by, RESOLVING_ROLES).actor,
            subject=Subject("account", str(fresh.account_id)),
            details={"url": fresh.url, "kind": fresh.kind},
            personal={"reason": reason.strip()},
        )


def reconcile_some() -> bool:
    """Take one account some pages further; False when none is due.

    An account that cannot be read is passed over until its time comes again.
    """
    run = _take_turn()
    if run is None:
        return False
    try:
        adapter = adapter_of(run.account)
    except CANNOT:
        _finish(run, trouble=NOT_CONNECTED)
        return True
    _read_on(Turn(run, adapter))
    note_allowances(run.account, adapter.allowances)
    return True


def _begin(
    account: SocialAccount, *, days: int, asked_by: Person | None
) -> Reconciliation:
    """A new run, or the one that is under way; nothing before its registration is ours."""
    since = max(account.registered_at, database_time() - timedelta(days=days))
    try:
        with transaction.atomic():
            return Reconciliation.objects.create(
                account=account, since=since, asked_by=asked_by
            )
    except IntegrityError:
        return Reconciliation.objects.get(account=account, finished_at=None)


def _take_turn() -> Reconciliation | None:
    """The oldest run that nobody is at; else a new one of the account that is due."""
    due = account_due()
    if due is not None:
        _begin(due, days=settings.COUNTERSIGN_RECONCILE_DAYS, asked_by=None)
    with transaction.atomic():
        run = (
            Reconciliation.objects.filter(finished_at=None)
            .filter(Q(turn_until=None) | Q(turn_until__lt=Now()))
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("account")
            .order_by("pk")
            .first()
        )
        if run is not None:
            turn_until = database_time() + TURN
            Reconciliation.objects.filter(pk=run.pk).update(turn_until=turn_until)
    return run


def _read_on(turn: Turn) -> None:
    for _ in range(PAGES_A_TURN):
        if turn.run.read_all:
            break
        page = _page(turn)
        if isinstance(page, Inconclusive):
            _finish(turn.run, trouble=page.answer)
            return
        compare_page(turn.run, page)
    if turn.run.read_all and compare_missing(turn.run, turn.adapter):
        settle_absent(turn.run)
        _finish(turn.run)
    else:
        Reconciliation.objects.filter(pk=turn.run.pk).update(turn_until=None)


def _page(turn: Turn) -> Reading:
    run = turn.run
    try:
        return turn.adapter.read_timeline(since=run.since, older=run.older or None)
    except Exception as error:  # noqa: BLE001 - one account's trouble stops no other
        # The name alone: a traceback could carry words or a secret.
        logger.error("timeline.raised", error=type(error).__name__)  # noqa: TRY400
        return Inconclusive(f"the connector broke: {type(error).__name__}")


def _finish(run: Reconciliation, *, trouble: str = "") -> None:
    """Close a run; the log has those that people asked for, and those that found much."""
    with transaction.atomic():
        Reconciliation.objects.filter(pk=run.pk).update(
            finished_at=Now(), turn_until=None, trouble=trouble[:200]
        )
        run.refresh_from_db()
        if run.asked_by and not trouble and not run.differing:
            record(
                Event.RECONCILIATION_MATCHED,
                actor=_actor(run.asked_by),
                subject=Subject("account", str(run.account_id)),
                details={"posts": run.posts},
            )


def _actor(by: Person | None) -> Actor:
    return capacities(by)[0].actor if by else SERVICE
