"""AC-WELSH: a Welsh version that is missing, leaves at another moment, or is unread.

Whether one is due is the department's scheme to say.
"""

from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity, WelshPair
from guidance.rules.reading import Match, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.times import whole_post


def find(reading: Reading) -> Iterator[Match]:
    welsh = reading.material.welsh
    if not _is_one_act(welsh) and (welsh.required or welsh.pair):
        yield from whole_post(reading, severity=_severity(welsh))


def _severity(welsh: WelshPair) -> Severity:
    """Advice where no scheme applies; a decision where a reason is given for none."""
    if not welsh.required:
        return Severity.ADVISE
    missing = not welsh.pair.strip()
    return Severity.AUTH if missing and welsh.without.strip() else Severity.BLOCK


def _is_one_act(welsh: WelshPair) -> bool:
    # An earlier Welsh post is as wrong as a later one.
    together = welsh.same_moment is not False
    return bool(welsh.pair.strip()) and together and welsh.human_checked


AC_WELSH = Rule(
    id="AC-WELSH",
    name="Welsh version missing, late or machine-only",
    severity=Severity.BLOCK,
    authority=AuthorityClass.WELSH,
    who="The Welsh-language unit.",
    citations=(
        Citation("Welsh Language Act 1993", "Schemes of departments"),
        Citation("Communicating Bilingually", "Same time, no less favourable"),
    ),
    tell="Publish the Welsh version at the same time. Ask the Welsh-language unit.",
    better="Two posts as one pair: each read by a person, both at the same moment.",
    triggers=("A post for Wales whose Welsh version leaves two hours later",),
    near_misses=("A post and its Welsh version at the same moment",),
    find=find,
)
