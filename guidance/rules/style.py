"""AC-STYLE: hashtags, emoji and capitals as a screen reader has to read them.

Look-alike letters and hidden characters are AC-UNICODE's question.
"""

import re
from collections.abc import Iterator
from itertools import islice

from guidance.content import Severity
from guidance.rules.counting import emojis
from guidance.rules.hashtag_words import SINGLE, WORDS
from guidance.rules.hashtags import HASHTAG
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere
from guidance.rules.words import words


MOST_EMOJI = 3
ENOUGH_EMOJI = 100
LONGEST_ACRONYM = 6
# No single word that public bodies put behind a # is longer.
LONGEST_WORD = 18
SHORTEST_PART = 3
ACRONYMS = frozenset({"LGBTQIA", "LGBTQIA2S", "NHSX", "COVID19", "UNESCO"})
CAPITALS = re.compile(
    r"(?<![\w#@/&.-])[A-Z][A-Z']+(?:[ \t,!?:;&-]{1,3}[A-Z][A-Z']*){2,}(?![\w@-])"
)
CAPITAL_WORD = re.compile(r"[A-Z']+")
LIST_OF_NAMES = re.compile(r"\b(?:[A-Z]{2,5}(?:, | & | and |/))+[A-Z]{2,5}\b")
LINE_START = re.compile(r"^[ \t]*", re.MULTILINE)
# Words that are shouted, not names: three capitals in a row without one may be names.
SHOUTED = words(
    """
    A ACT ALL AND ANY APPLY ARE AT AVOID BACK BE BEFORE BIG BOOK BY CALL CHECK
    CLOSED DO DON'T DONT EVENT FIND FOR FREE FROM GET GO HAVE HELP HERE HOW I IF
    IMPORTANT IN IS IT IT'S JOIN JUST KEEP LAST LIVE LOOK MAKE MISSING MORE MUST MY
    NEED NEW NEWS NO NOT NOW OF ON OPEN OR OUT OUR PLEASE READ REMINDER REPORT ROAD
    SAFE SEE SHARE STAY STOP TAKE THAT THE THEM THIS TIME TO TODAY TONIGHT TOMORROW
    UP UPDATE URGENT US USE WARNING WATCH WAY WE WHAT WHEN WHO WHY WILL WIN WITH
    WORK YES YOU YOUR
    """
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    if not reader.prose:
        return
    yield from _hashtags(reader)
    yield from _emoji(reader)
    yield from _capitals(reader)


def _hashtags(reader: Reader) -> Iterator[Match]:
    for tag in HASHTAG.finditer(reader.text):
        if _hard_to_read(tag[1]):
            yield reader.match(*tag.span())


def _hard_to_read(tag: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", tag)
    if letters.isupper():
        return len(letters) > LONGEST_ACRONYM and tag not in ACRONYMS
    if not letters or not letters[1:].islower() or not letters.isascii():
        return False
    return _several_words(letters.lower())


def _several_words(letters: str) -> bool:
    if letters in SINGLE or letters in WORDS:
        return False
    return len(letters) > LONGEST_WORD or _splits(letters)


def _splits(letters: str) -> bool:
    """Whether the letters are known words end to end, two or more of them."""
    reached = {0}
    for start in range(len(letters)):
        if start in reached:
            reached |= {
                end
                for end in range(start + 1, len(letters) + 1)
                if letters[start:end] in WORDS
            }
    return len(letters) in reached


def _emoji(reader: Reader) -> Iterator[Match]:
    text = reader.passage.text
    counted = (span for span in emojis(text) if not _is_flag(text[slice(*span)]))
    found = [*islice(counted, ENOUGH_EMOJI)]
    if len(found) > MOST_EMOJI or _three_in_a_row(found) or _bullets(text, found):
        yield Match(reader.passage.field, found[0][0], found[-1][1])


def _is_flag(face: str) -> bool:
    tagged = "\U000e007f" in face
    return tagged or all(0x1F1E6 <= ord(each) <= 0x1F1FF for each in face)


def _three_in_a_row(found: list[tuple[int, int]]) -> bool:
    triples = zip(found, found[1:], found[2:], strict=False)
    return any(a[1] + 1 >= b[0] and b[1] + 1 >= c[0] for a, b, c in triples)


def _bullets(text: str, found: list[tuple[int, int]]) -> bool:
    if len(found) < 2:
        return False
    heads = {start.end() for start in LINE_START.finditer(text)}
    faces = [text[start:end] for start, end in found if start in heads]
    return len(faces) >= 3 or (len(faces) == 2 and faces[0] == faces[1])


def _capitals(reader: Reader) -> Iterator[Match]:
    for run in CAPITALS.finditer(reader.text):
        words = CAPITAL_WORD.findall(run.group())
        shouted = any(word in SHOUTED for word in words)
        long_words = sum(len(word) > LONGEST_ACRONYM - 1 for word in words)
        if (shouted or long_words >= 2) and not LIST_OF_NAMES.fullmatch(run.group()):
            yield reader.match(*run.span())


AC_STYLE = Rule(
    id="AC-STYLE",
    name="Hashtags, emoji and capitals",
    severity=Severity.WARN,
    who="Nobody needs to: change it, or say why not.",
    citations=(
        Citation(
            "Government Communication Service", "Accessible social media guidance"
        ),
    ),
    tell="Write #LikeThis. Use few emoji, at the end. Avoid block capitals.",
    better="#WorldMentalHealthDay, one emoji after the last sentence, ordinary letters.",
    triggers=("#worldmentalhealthday is here", "ACT NOW BEFORE FRIDAY please"),
    near_misses=("#WorldMentalHealthDay is here", "HMRC and DWP staff in the UK"),
    find=everywhere(find),
)
