"""The closed vocabulary of registers and calendars, and of sensitive periods.

Data only; what a value must look like is in `guidance.policy`.
"""

from django.db import models


class Register(models.TextChoices):
    PUBLIC_NUMBER = "public number", "Public telephone numbers"
    MAILBOX = "mailbox", "Public mailboxes"
    BANK_ACCOUNT = "bank account", "Published bank accounts"
    ADDRESS = "address", "Public addresses"
    FEE = "fee", "Published fees"
    DOMAIN = "domain", "Approved domains"
    OWN_NAME = "own name", "Our own names"
    HANDLE = "handle", "Known handles"
    POLITICAL_HANDLE = "political handle", "Political handles"
    LIVE_ISSUE = "live issue", "Live issues"
    LIVE_CASE = "live case", "Live cases"
    PARTY_WORDS = "party words", "Party-political words"
    MARKET_WORDS = "market words", "Market-sensitive words"
    SECURITY_WORDS = "security words", "Operational words"
    UNPUBLISHED_WORDS = "unpublished words", "Words for what is not yet public"
    RELEASE = "release", "Release calendar of statistics"
    PERIOD = "period", "Sensitive periods"
    SITTING = "sitting", "Parliament's sitting days"


CALENDARS = (Register.RELEASE, Register.PERIOD, Register.SITTING)

# What each is for, in one sentence on its page.
PURPOSES: dict[Register, str] = {
    Register.PUBLIC_NUMBER: "Numbers that posts may give: the check stops all other "
    "direct lines and mobiles.",
    Register.MAILBOX: "Addresses that posts may give although they look like a "
    "person's name.",
    Register.BANK_ACCOUNT: "Accounts of ours that posts may give for payments.",
    Register.ADDRESS: "Addresses that posts may give: the check stops private ones.",
    Register.FEE: "Fees that are published: naming one is no promise of money.",
    Register.DOMAIN: "Sites beside gov.uk that posts may link to.",
    Register.OWN_NAME: "What we are called, so that speaking for ourselves is not "
    "taken for speaking for somebody else.",
    Register.HANDLE: "Accounts that posts may mention; the check asks about others.",
    Register.POLITICAL_HANDLE: "Accounts of parties and politicians: no post shares "
    "or tags them.",
    Register.LIVE_ISSUE: "Issues on which posts need the head of digital engagement.",
    Register.LIVE_CASE: "Proceedings that are active: naming one needs a lawyer.",
    Register.PARTY_WORDS: "Names and slogans that stop a post as party-political.",
    Register.MARKET_WORDS: "Firms and plans whose mention could move a market.",
    Register.SECURITY_WORDS: "Names of operations and places whose mention needs "
    "security's clearance.",
    Register.UNPUBLISHED_WORDS: "Names of plans that are not public yet.",
    Register.RELEASE: "When statistics are released: no figure and no hint before.",
    Register.PERIOD: "Elections, mourning and other times in which less goes out.",
    Register.SITTING: "When Parliament sits, so that it hears of new policy first.",
}

# Words that a custodian adds to what a rule reads.
WORDS_OF: dict[Register, str] = {
    Register.PARTY_WORDS: "IM-PARTY",
    Register.MARKET_WORDS: "OI-MARKET",
    Register.SECURITY_WORDS: "OI-SECOPS",
    Register.UNPUBLISHED_WORDS: "OI-UNPUB",
}


class PeriodKind(models.TextChoices):
    GENERAL_ELECTION = "general election", "General election"
    LOCAL_ELECTION = "local election", "Local or devolved election"
    ALL_STOP = "all-stop", "Mourning or all-stop"
    OTHER = "other", "Other"
