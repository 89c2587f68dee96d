"""Every rule of the catalogue, in the catalogue's order.

A new rule is a new module and a line here; nothing else knows their names.
"""

from guidance.rules.address import PD_ADDR
from guidance.rules.case import PD_CASE
from guidance.rules.dated_promise import CM_DATE
from guidance.rules.email_address import PD_EMAIL
from guidance.rules.embargo import OI_EMBARGO
from guidance.rules.entitlement import CM_ENTITLE
from guidance.rules.identity import PD_IDDOC
from guidance.rules.length import PL_LIMIT
from guidance.rules.market import OI_MARKET
from guidance.rules.marking import OI_MARK
from guidance.rules.money import CM_MONEY
from guidance.rules.national_insurance import PD_NINO
from guidance.rules.numbers_of_people import PD_BANK, PD_NHS
from guidance.rules.other_bodies import CM_OTHERS
from guidance.rules.party import IM_PARTY
from guidance.rules.proceedings import OI_LIVECASE
from guidance.rules.promise import CM_PROMISE
from guidance.rules.rule import Rule
from guidance.rules.security import OI_SECOPS
from guidance.rules.statistics import OI_STATS
from guidance.rules.style import AC_STYLE
from guidance.rules.telephone import PD_PHONE
from guidance.rules.unpublished import OI_UNPUB
from guidance.rules.unsafe_link import LK_UNSAFE


RULES: tuple[Rule, ...] = (
    PD_ADDR,
    PD_PHONE,
    PD_EMAIL,
    PD_NINO,
    PD_NHS,
    PD_BANK,
    PD_IDDOC,
    PD_CASE,
    OI_MARK,
    OI_EMBARGO,
    OI_UNPUB,
    OI_STATS,
    OI_MARKET,
    OI_LIVECASE,
    OI_SECOPS,
    CM_PROMISE,
    CM_MONEY,
    CM_DATE,
    CM_ENTITLE,
    CM_OTHERS,
    IM_PARTY,
    LK_UNSAFE,
    AC_STYLE,
    PL_LIMIT,
)
