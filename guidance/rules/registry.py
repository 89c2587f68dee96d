"""Every rule of the catalogue, in the catalogue's order.

A new rule is a new module and a line here; nothing else knows their names.
"""

from guidance.rules.length import PL_LIMIT
from guidance.rules.marking import OI_MARK
from guidance.rules.national_insurance import PD_NINO
from guidance.rules.party import IM_PARTY
from guidance.rules.promise import CM_PROMISE
from guidance.rules.rule import Rule
from guidance.rules.style import AC_STYLE
from guidance.rules.telephone import PD_PHONE
from guidance.rules.unsafe_link import LK_UNSAFE


RULES: tuple[Rule, ...] = (
    PD_PHONE,
    PD_NINO,
    OI_MARK,
    CM_PROMISE,
    IM_PARTY,
    LK_UNSAFE,
    AC_STYLE,
    PL_LIMIT,
)
