"""IM-CONTROV: a live issue of our own ministers, as their register words it.

What is controversial is the register's to say, not the rule's.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import SOCIAL_MEDIA_2012


NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "ten": "10"}
FIGURES = {figure: word for word, figure in NUMBERS.items()}
MOST_WORDS = 12


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if not reading.registers.live_issues:
        return
    for found in _pattern(reading.registers.live_issues).finditer(reader.lowered):
        yield reader.match(*found.span())


@lru_cache(maxsize=16)
def _pattern(issues: frozenset[str]) -> re.Pattern[str]:
    """Any issue in any of its spellings: hyphens, plurals, figures, one hashtag."""
    phrases = [_phrase(issue) for issue in sorted(issues) if re.search(r"\w", issue)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)" if phrases else r"(?!)")


def _phrase(issue: str) -> str:
    parts = re.findall(r"[^\W_]+", issue.lower())[:MOST_WORDS]
    return r"[\s'-]{0,3}".join(map(_part, parts))


def _part(part: str) -> str:
    other = NUMBERS.get(part) or FIGURES.get(part)
    if other:
        return rf"(?:{part}|{other})"
    return rf"{re.escape(part.removesuffix('s'))}(?:'?s'?)?" if len(part) > 3 else part


IM_CONTROV = Rule(
    id="IM-CONTROV",
    name="Controversial issue in the minister's own area",
    severity=Severity.AUTH,
    authority=AuthorityClass.CONTROVERSY,
    who="The head of digital engagement, with private office.",
    citations=(
        Citation(SOCIAL_MEDIA_2012, "Controversial issues of your own ministers"),
    ),
    tell=(
        "This is a live issue for our ministers. Use the agreed line, or get it cleared."
    ),
    better="The agreed line to take, word for word.",
    triggers=("A phrase of the register of live issues",),
    near_misses=("Hire small sailing boats on the Broads",),
    find=in_english(find),
)
