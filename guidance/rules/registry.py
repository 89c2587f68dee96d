"""Every rule of the catalogue, in the catalogue's order.

A new rule is a new module and a line here; nothing else knows their names.
"""

from guidance.rules.account import ID_ACCOUNT
from guidance.rules.address import PD_ADDR
from guidance.rules.allegation import LG_DEFAME
from guidance.rules.alt_text import AC_ALT
from guidance.rules.amplify import IM_AMPLIFY
from guidance.rules.captions import AC_CAPTION
from guidance.rules.case import PD_CASE
from guidance.rules.characters import AC_UNICODE
from guidance.rules.civility import IM_CIVIL
from guidance.rules.claim import CR_SOURCE
from guidance.rules.dated_promise import CM_DATE
from guidance.rules.dates import CR_DATES
from guidance.rules.doubt import PR_DOUBT
from guidance.rules.email_address import PD_EMAIL
from guidance.rules.embargo import OI_EMBARGO
from guidance.rules.entitlement import CM_ENTITLE
from guidance.rules.identity import PD_IDDOC
from guidance.rules.integrate import CR_INTEGRATE
from guidance.rules.length import PL_LIMIT
from guidance.rules.live_issue import IM_CONTROV
from guidance.rules.market import OI_MARKET
from guidance.rules.marking import OI_MARK
from guidance.rules.media import LG_MEDIA
from guidance.rules.money import CM_MONEY
from guidance.rules.nation import CR_NATION
from guidance.rules.national_insurance import PD_NINO
from guidance.rules.numbers_of_people import PD_BANK, PD_NHS
from guidance.rules.offsite import LK_OFFSITE
from guidance.rules.other_bodies import CM_OTHERS
from guidance.rules.paid import LG_PAID
from guidance.rules.parliament import OI_PARL
from guidance.rules.party import IM_PARTY
from guidance.rules.period import IM_ELECTION, IM_HOLD
from guidance.rules.plain_english import AC_PLAIN
from guidance.rules.polemic import IM_POLEMIC
from guidance.rules.proceedings import OI_LIVECASE
from guidance.rules.promise import CM_PROMISE
from guidance.rules.reply import CR_REPLY
from guidance.rules.rule import Rule
from guidance.rules.rumour import CR_RUMOUR
from guidance.rules.security import OI_SECOPS
from guidance.rules.statistics import OI_STATS
from guidance.rules.style import AC_STYLE
from guidance.rules.telephone import PD_PHONE
from guidance.rules.training import PR_TRAIN
from guidance.rules.unpublished import OI_UNPUB
from guidance.rules.unsafe_link import LK_UNSAFE
from guidance.rules.voice import ID_VOICE
from guidance.rules.welsh import AC_WELSH


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
    OI_PARL,
    OI_LIVECASE,
    OI_SECOPS,
    CM_PROMISE,
    CM_MONEY,
    CM_DATE,
    CM_ENTITLE,
    CM_OTHERS,
    IM_PARTY,
    IM_AMPLIFY,
    IM_CONTROV,
    IM_CIVIL,
    IM_POLEMIC,
    IM_ELECTION,
    IM_HOLD,
    ID_ACCOUNT,
    ID_VOICE,
    CR_SOURCE,
    CR_RUMOUR,
    CR_INTEGRATE,
    CR_DATES,
    CR_NATION,
    CR_REPLY,
    LK_UNSAFE,
    LK_OFFSITE,
    AC_ALT,
    AC_CAPTION,
    AC_STYLE,
    AC_UNICODE,
    AC_PLAIN,
    AC_WELSH,
    PL_LIMIT,
    LG_MEDIA,
    LG_DEFAME,
    LG_PAID,
    PR_TRAIN,
    PR_DOUBT,
)
