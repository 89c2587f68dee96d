"""ID-ACCOUNT: an account that is not ready to speak for the body.

Only what the register was asked is judged; what nobody asked is not missing.
"""

from collections.abc import Iterator

from guidance.content import Account, Severity
from guidance.rules.reading import Match, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.sources import PARTICIPATION_2008
from guidance.rules.times import whole_post


MISSING = (
    ("registered", "it is not on the register"),
    ("approved", "nobody approved it"),
    ("owner", "it has no owner"),
    ("deputy", "it has no deputy"),
    ("bio_names_body", "its profile does not name the body"),
    ("links_gov", "its profile has no official link"),
    ("platform_approved", "its platform is not approved"),
    ("mfa", "its two-factor sign-in is off"),
)


def find(reading: Reading) -> Iterator[Match]:
    account = reading.material.account
    missing = [*_missing(account)] if account else []
    if missing:
        yield from whole_post(reading, (("missing", ", ".join(missing)),))


def _missing(account: Account) -> Iterator[str]:
    for name, words in MISSING:
        if getattr(account, name) is False:
            yield words
    if account.dormant:
        yield "it is dormant"


ID_ACCOUNT = Rule(
    id="ID-ACCOUNT",
    name="Account is registered, identified and on an approved platform",
    severity=Severity.BLOCK,
    who=(
        "The head of digital engagement approves accounts, information assurance "
        "approves platforms."
    ),
    citations=(
        Citation(PARTICIPATION_2008, "Be a civil servant"),
        Citation("National Cyber Security Centre", "Social media: who may publish"),
        Citation("Government Communication Service", "SAFE framework: platforms"),
    ),
    tell="This account is not ready: {missing}. Ask the account owner to fix it.",
    better="An owner and a deputy, two-factor sign-in, and a profile that says who we are.",
    triggers=("A post on an account without an owner",),
    near_misses=("A post on an account whose entry is complete",),
    find=find,
)
