"""Every rule of the catalogue, in the catalogue's order.

A new rule is a new module and a line here; nothing else knows their names.
"""

from guidance.rules.email_address import PD_EMAIL
from guidance.rules.identity import PD_IDDOC
from guidance.rules.length import PL_LIMIT
from guidance.rules.marking import OI_MARK
from guidance.rules.national_insurance import PD_NINO
from guidance.rules.numbers_of_people import PD_BANK, PD_NHS
from guidance.rules.party import IM_PARTY
from guidance.rules.promise import CM_PROMISE
from guidance.rules.rule import Rule
from guidance.rules.style import AC_STYLE
from guidance.rules.telephone import PD_PHONE
from guidance.rules.unsafe_link import LK_UNSAFE


RULES: tuple[Rule, ...] = (
    PD_PHONE,
    PD_EMAIL,
    PD_NINO,
    PD_NHS,
    PD_BANK,
    PD_IDDOC,
    OI_MARK,
    CM_PROMISE,
    IM_PARTY,
    LK_UNSAFE,
    AC_STYLE,
    PL_LIMIT,
)
