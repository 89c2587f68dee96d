"""PR-DOUBT: a doubt waits for its answer.

Nobody here is in doubt.
"""

import pytest

from guidance.content import Doubt
from tests.guidance.asking import known


def test_doubt_pauses_until_somebody_answers():
    [finding] = known("PR-DOUBT", doubt=Doubt(marked=True))
    assert finding.severity == "pause"


@pytest.mark.parametrize("doubt", [Doubt(), Doubt(marked=True, advice="ADV-7")])
def test_doubt_that_is_answered_passes(doubt):
    assert known("PR-DOUBT", doubt=doubt) == []
