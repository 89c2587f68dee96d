"""Asking for more decisions on words that wait, when a register or the schedule changed.

Nobody's decision is made or undone here: what was given for a seat that is still asked
stays, and only the new seats are open.
"""

from approvals.actions.planning import Approvals
from approvals.models import Reliance
from approvals.policy.plan import plan
from approvals.queries.schedule import schedule_now
from audit.log import Actor
from drafts.actions.checking import store_again
from drafts.checks import check_content
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from drafts.policy import blocks, classes_needed
from drafts.policy.disputes import standing, without_disputed
from drafts.policy.statements import reasons_against_silence
from drafts.queries import last_check
from guidance.engine import CheckResult


def plan_again(draft: Draft, revision: Revision, *, actor: Actor) -> bool:
    """Lay out the seats that submitted words need now, and tell who could fill them.

    False, and nothing is changed, where their author has to do something first, or where
    a decision that was given fits no seat any more: whoever gave it cannot give another.
    Called in a transaction that holds the draft's lock.
    """
    earlier = last_check(revision)
    if draft.status != Status.SUBMITTED or earlier is None:
        return False
    result = check_content(revision.content, draft=draft)
    stands = standing(result, draft=draft)
    if _author_first(draft, revision, stands) or not _all_hold(revision, stands):
        return False
    store_again(revision, result, standing=stands, actor=actor, earlier=earlier)
    Approvals().tell_deciders(revision)
    return True


def _author_first(draft: Draft, revision: Revision, stands: CheckResult) -> bool:
    """Whether a block stands, or a statement, a reference or a sum has to be added."""
    content = revision.content
    silent = reasons_against_silence(content, without_disputed(stands, draft=draft))
    lacking = Approvals().reasons_against(classes_needed(stands, content), content)
    return bool(blocks(stands) or silent or lacking)


def _all_hold(revision: Revision, stands: CheckResult) -> bool:
    """Whether every decision still fills a seat, and at least one seat is open."""
    content = revision.content
    seats = plan(
        classes_needed(stands, content),
        content=content,
        causes=(),
        schedule=schedule_now(),
    )
    given = set(
        Reliance.objects.filter(decision__revision=revision).values_list(
            "seat", flat=True
        )
    )
    return given < {seat.name for seat in seats}
