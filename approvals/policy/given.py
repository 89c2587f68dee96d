"""What the schedule makes of a delegation whose post it does not name.

Nothing is refused here: the director's delegation is the authority. Whoever gives it
hears what it will not do, before an approver finds out.
"""

from collections.abc import Sequence

from accounts.models import Delegation
from approvals.queries.schedule import Row
from approvals.queries.sitting import beside_only, in_working_hours, named


def limits_of_the_schedule(delegation: Delegation) -> list[str]:
    """Sentences, none where the schedule names the post for every class."""
    if delegation.one_draft is not None:
        return []
    schedule = in_working_hours().schedule
    post = delegation.job_post
    rows = [(name, schedule[name]) for name in delegation.classes if name in schedule]
    others = [(name, row) for name, row in rows if not named(post, row)]
    beside = [each for each in others if beside_only(post, each[1])]
    by_day = [
        (name, row)
        for name, row in others
        if not beside_only(post, row)
        and row.second
        and row.out_of_hours not in post.roles
    ]
    return _beside(beside) + _by_day(by_day)


def _beside(rows: Sequence[tuple[str, Row]]) -> list[str]:
    if not rows:
        return []
    return [
        (
            "Under the schedule this post decides besides, and does not authorise by "
            f"itself: {_listed(rows)}."
        )
    ]


def _by_day(rows: Sequence[tuple[str, Row]]) -> list[str]:
    if not rows:
        return []
    return [
        (
            "The schedule names other posts for this, so the delegation counts in working "
            f"hours only: {_listed(rows)}."
        )
    ]


def _listed(rows: Sequence[tuple[str, Row]]) -> str:
    return ", ".join(
        f"{name.replace('_', ' ')} ({row.authoriser.label.lower()})"
        for name, row in rows
    )
