"""IM-AMPLIFY: passing on, or naming, an account on the register of political ones.

Which accounts are political is the register's to say, not the rule's.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.handles import HANDLE, bare_all, names
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.sources import SOCIAL_MEDIA_2012
from guidance.rules.times import whole_post


PROFILE = re.compile(
    r"\b(?:x|twitter|facebook|instagram|threads|tiktok|bsky|linkedin|youtube)\.(?:com|net|app)/(?:profile/|in/|company/|@)?(?P<name>[\w.-]{1,64})",
    re.IGNORECASE,
)
PASSED_ON = re.compile(r"(?:\brt|\bvia|\bmt|\bh/t|\bqt|\brepost(?:ed)?)[ :]*$")


def find(reading: Reading) -> Iterator[Match]:
    political = bare_all(reading.registers.political_handles)
    if not political:
        return
    if political & bare_all(reading.material.conversation.reshare_of):
        yield from whole_post(reading)
    for reader in reading.readers:
        yield from _mentions(reader, political)
        yield from _profiles(reader, political)


def _mentions(reader: Reader, political: frozenset[str]) -> Iterator[Match]:
    for found in HANDLE.finditer(reader.text):
        if political & names(found):
            before = reader.lowered[max(0, found.start() - 12) : found.start()]
            passed_on = PASSED_ON.search(before)
            severity = None if passed_on else Severity.AUTH
            yield reader.match(*found.span(), severity=severity)


def _profiles(reader: Reader, political: frozenset[str]) -> Iterator[Match]:
    for found in PROFILE.finditer(reader.text):
        if found["name"].lower().rstrip(".-") in political:
            yield reader.match(*found.span())


IM_AMPLIFY = Rule(
    id="IM-AMPLIFY",
    name="Sharing or tagging a political account",
    severity=Severity.BLOCK,
    authority=AuthorityClass.CONTROVERSY,
    who="The head of digital engagement, for a mention; nobody for a share.",
    citations=(
        Citation("Government communications propriety checklist", "Political"),
        Citation(SOCIAL_MEDIA_2012, "Political activity"),
    ),
    tell="That account is political. Do not share it from an official account.",
    better="Link to the page on GOV.UK that says the same.",
    triggers=("A share of an account on the political register", "Thanks @CandidateA"),
    near_misses=("Thanks @NHSuk", "A share of an account that is on no register"),
    find=find,
)
