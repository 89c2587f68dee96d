"""What registers add to rules: names of live cases, and words of custodians.

No pattern of a rule lives here; each rule keeps its own.
"""

from guidance.content import Registers


LIVE_CASES = "OI-LIVECASE"


def phrases_of(registers: Registers) -> dict[str, frozenset[str]]:
    """By rule, the phrases that it finds beside its own."""
    added = dict(registers.words)
    if registers.live_cases:
        added[LIVE_CASES] = registers.live_cases
    return added
