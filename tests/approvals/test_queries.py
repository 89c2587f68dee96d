"""The queue as a query: a long one is looked at from its oldest end.

Whom the queue offers what is tested with the page.
"""

from approvals import queries
from approvals.actions import approve
from tests.cast import Cast, a_submitted_draft, current


COMMITMENT = "We will open 40 new flood information centres by March 2027."


def test_long_queue_is_counted_up_to_what_is_looked_at(cast: Cast) -> None:
    a_submitted_draft(cast)
    assert queries.count_waiting_for(cast.priya, most=2) == "1"
    a_submitted_draft(cast)
    assert queries.count_waiting_for(cast.priya, most=2) == "2+"


def test_long_queue_offers_what_has_waited_longest(cast: Cast) -> None:
    first, second, _third = (a_submitted_draft(cast) for _ in range(3))
    offered = queries.waiting_for(cast.priya, most=2)
    assert [each.draft for each in offered] == [first, second]


def test_what_needs_another_authority_crowds_nobody_out(cast: Cast) -> None:
    promise = a_submitted_draft(cast, text=COMMITMENT)
    approve(current(promise), by=cast.priya, digest=bytes(current(promise).digest))
    routine = a_submitted_draft(cast)
    offered = queries.waiting_for(cast.priya, most=1)
    assert [each.draft for each in offered] == [routine]
