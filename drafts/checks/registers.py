"""The department's registers as plain values for the rules.

No change of a register: that is a proposal and a second person's decision.
"""

from guidance.content import Registers
from guidance.models import PublicNumber


def registers() -> Registers:
    numbers = PublicNumber.objects.values_list("number", flat=True)
    return Registers(public_numbers=frozenset(numbers))
