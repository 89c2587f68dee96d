"""What RQ runs: primitives in, one action called. RQ only wakes; PostgreSQL decides.

No state lives in a job: any of them may be lost, repeated or run twice at once.
"""

import time
from collections.abc import Callable

import django_rq
from django.db import close_old_connections
from django.utils import timezone

from accounts.actions.proposals import apply_due
from accounts.jobs import take_in_training
from accounts.queries.training import files_under_way
from approvals.actions.chasing import chase_late
from approvals.actions.statements import remind_of_commitments
from approvals.actions.urgent import tell_of_overdue_reviews
from audit.log import go_on_with_self_check, note_keys
from audit.queries import self_check_under_way
from drafts.actions.media_removal import remove_unused
from drafts.queries.media_unused import uploads_are_stale
from publishing.actions.claim import claim_next
from publishing.actions.confirming import tell_of_unconfirmed
from publishing.actions.lapsing import lapse_some
from publishing.actions.look_up import look_up_next
from publishing.actions.moves import SERVICE
from publishing.actions.overdue import tell_of_overdue
from publishing.actions.periods import look_for_begun_periods
from publishing.actions.probing import probe_next
from publishing.actions.recheck import check_some_again
from publishing.actions.reconciling import reconcile_some
from publishing.actions.record import record_outcome
from publishing.actions.releases import look_for_new_rules
from publishing.actions.removing import remove_some
from publishing.actions.send import send
from publishing.actions.sweep import Work, sweep
from publishing.actions.unscheduling import unschedule_some
from publishing.actions.waking import how_much_to_send, pause_until_next
from publishing.queries.added import added_late
from publishing.queries.probing import probing_due
from publishing.queries.rechecks import recheck_under_way
from publishing.queries.stops import unscheduling_under_way
from publishing.queries.takedowns import takedowns_due
from publishing.queries.truth import reconciling_due


# A job ends well before RQ would stop it in the middle of a call.
BATCH_SECONDS = 60
# No more wake-ups wait than workers can use; a lost one is made again next second.
MOST_WAKE_UPS = 16


class Stopping:
    """Whether this process was asked to stop: then it takes nothing more.

    A plain value, because a signal's handler sets it in the middle of anything.
    """

    asked: bool = False


stopping = Stopping()


def keep_on(step: Callable[[], bool]) -> bool:
    """Take steps while there are any; False once there is none left.

    True where the batch has lasted long enough or this process is to stop.
    """
    until = time.monotonic() + BATCH_SECONDS
    while time.monotonic() < until and not stopping.asked:
        if not step():
            return False
    return True


def publish_one() -> bool:
    """Claim, send and record one publication; False when none could be claimed."""
    claim = claim_next()
    if claim is None:
        return False
    record_outcome(claim, send(claim))
    return True


def publish_due() -> None:
    """Send and look up until nothing is due or the batch has lasted long enough.

    It takes down too what is to go: words that wait for that keep this worker awake.
    """
    close_old_connections()
    keep_on(lambda: publish_one() or look_up_next() or remove_some() or wait_for_next())


def wait_for_next() -> bool:
    """Wait for what is due within a moment; False where nothing is."""
    pause = pause_until_next()
    if pause is not None:
        time.sleep(pause.total_seconds())
    return pause is not None


def check_log() -> None:
    """Verify the next part of the log; the part after it waits behind urgent work."""
    close_old_connections()
    if go_on_with_self_check():
        wake_checker()


def wake_checker() -> None:
    """Have the self-check that is under way taken further."""
    queue = django_rq.get_queue("slow")
    if queue.count == 0:
        queue.enqueue(check_log, result_ttl=0, ttl=30, failure_ttl=3600)


def check_posts_again() -> None:
    """Check again what waits, after a register changed; the rest waits behind others."""
    close_old_connections()
    if keep_on(check_some_again):
        wake_rechecker()


def wake_rechecker() -> None:
    """Have the oldest re-check taken further."""
    queue = django_rq.get_queue("slow")
    if queue.count == 0:
        queue.enqueue(check_posts_again, result_ttl=0, ttl=30, failure_ttl=3600)


def unschedule_held() -> None:
    """Take what a hold stops off the schedule; the rest waits behind others."""
    close_old_connections()
    if keep_on(unschedule_some):
        wake_unscheduler()


def wake_unscheduler() -> None:
    """Have the posts of the oldest hold in hand taken off the schedule."""
    queue = django_rq.get_queue("slow")
    if queue.count == 0:
        queue.enqueue(unschedule_held, result_ttl=0, ttl=30, failure_ttl=3600)


def reconcile_accounts() -> None:
    """Compare what is live with what was authorised; the rest waits behind others."""
    close_old_connections()
    if keep_on(reconcile_some):
        wake_reconciler()


def wake_reconciler() -> None:
    """Have the accounts that are due read."""
    queue = django_rq.get_queue("slow")
    if queue.count == 0:
        queue.enqueue(reconcile_accounts, result_ttl=0, ttl=30, failure_ttl=3600)


def ask_platforms() -> None:
    """Ask platforms whether they still accept what opens the accounts that are due."""
    close_old_connections()
    if keep_on(probe_next):
        wake_prober()


def wake_prober() -> None:
    """Have the accounts asked about whose turn it is."""
    queue = django_rq.get_queue("slow")
    if queue.count == 0:
        queue.enqueue(ask_platforms, result_ttl=0, ttl=30, failure_ttl=3600)


def remove_unused_media() -> None:
    """Remove uploads that nobody saved; the rest waits behind others."""
    close_old_connections()
    if keep_on(lambda: remove_unused(by=SERVICE)):
        wake_media_remover()


def wake_media_remover() -> None:
    """Have the uploads let go of that nobody saved in time."""
    queue = django_rq.get_queue("slow")
    if queue.count == 0:
        queue.enqueue(remove_unused_media, result_ttl=0, ttl=30, failure_ttl=3600)


def take_down_live() -> None:
    """Delete what is to go, and look until it is gone, as long as anything is due."""
    close_old_connections()
    until = time.monotonic() + BATCH_SECONDS
    while time.monotonic() < until and remove_some():
        pass


def wake_remover() -> None:
    """Have live posts taken down: as urgent as publishing."""
    queue = django_rq.get_queue("publish")
    queue.enqueue(take_down_live, result_ttl=0, ttl=30, failure_ttl=3600)


def lapse_fallen() -> None:
    """Send back what rests on an authority that is over; the clock has it run again."""
    close_old_connections()
    until = time.monotonic() + BATCH_SECONDS
    upto: int | None = 0
    while upto is not None and time.monotonic() < until and not stopping.asked:
        upto = lapse_some(after=upto)


def wake_for_due() -> None:
    """The clock's job between two sweeps: wake the publishers, and nothing else."""
    close_old_connections()
    wake_publishers(Work(to_send=how_much_to_send(), to_look_up=0))


def tell_what_is_late() -> None:
    """Sound every alarm that time sets off: decisions, reviews, posts, commitments."""
    chase_late()
    tell_of_overdue_reviews()
    tell_of_overdue()
    tell_of_unconfirmed()
    remind_of_commitments()


def sweep_and_wake() -> None:
    """The clock's job: bring the outbox up to date, then wake the publishers."""
    close_old_connections()
    wake_publishers(sweep())
    if takedowns_due() or added_late():
        wake_remover()
    # After the posts, so that trouble with the log's own chores stops none of them.
    note_keys()
    apply_due(timezone.now())
    look_for_begun_periods()
    look_for_new_rules()
    tell_what_is_late()
    wake_for_long_work()


def wake_for_long_work() -> None:
    """Have each long work taken further of which there is some."""
    for is_there_any, wake in (
        (unscheduling_under_way, wake_unscheduler),
        (recheck_under_way, wake_rechecker),
        (self_check_under_way, wake_checker),
        (reconciling_due, wake_reconciler),
        (probing_due, wake_prober),
        (files_under_way, wake_training),
        (uploads_are_stale, wake_media_remover),
    ):
        if is_there_any():
            wake()


def wake_training() -> None:
    """Have the files of training that are in hand taken further."""
    queue = django_rq.get_queue("slow")
    if queue.count == 0:
        queue.enqueue(take_in_training, result_ttl=0, ttl=30, failure_ttl=3600)


def wake_publishers(work: Work) -> None:
    queue = django_rq.get_queue("publish")
    wanted = min(work.to_send + work.to_look_up, MOST_WAKE_UPS) - queue.count
    for _ in range(wanted):
        queue.enqueue(publish_due, result_ttl=0, ttl=30, failure_ttl=3600)
