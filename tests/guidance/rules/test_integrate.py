"""CR-INTEGRATE: posts that belong to something, to nothing, or to a conversation.

No reference here is real.
"""

import pytest

from guidance.content import Conversation, References
from tests.guidance.asking import known


def test_integrate_asks_for_a_reference_where_references_are_kept():
    [finding] = known("CR-INTEGRATE", "Big news", references=References())
    assert finding.severity == "advise"


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"references": References(announcement="PN-2026-114")},
        {"references": References(parliament="HCWS512")},
        {"references": References(), "conversation": Conversation(reply=True)},
        {"references": References(), "conversation": Conversation(inbound=True)},
    ],
)
def test_integrate_lets_the_rest_pass(facts):
    assert known("CR-INTEGRATE", "Thanks for asking", **facts) == []
