"""OI-EMBARGO: words that came with something to be kept until a time.

Arms and trade embargoes are news, and pass.
"""

import re
from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.times import early, in_words, whole_post
from guidance.rules.words import words


NOT_OUT = r"(?:publication|publishing|release|broadcast|use|posting|distribution|transmission|circulation|sharing)"
HELD = re.compile(
    rf"""
      \b(?:strictly|strict|still|is|are|remains?|fully|press)\sembargoed\b(?!\s(?!until|till|to\b|for|by)\w)
    | \bembargoed\s?(?:(?:until|till|til|to|for|by)\b[^.!?\n]{{0,30}}|(?=[:|(\[-]|\W{{0,4}}$|\s?\n))
    | \b(?:under|strict|press|media|news)\s(?:strict\s|an?\s)?embargo\b(?!\s(?:on|against|ended|was\slifted|is\slifted|lifted))(?:\s(?:until|till|to)\b[^.!?\n]{{0,30}})?
    | \bembargo(?:\suntil|\still|\sto|\slifts|\sends|\sexpires|\stime|\sdate|:|\s-)\s?(?:\d|mon|tue|wed|thu|fri|sat|sun|midnight|noon|tomorrow|the\s|\w+day|at\s|on\s)[^.!?\n]{{0,25}}
    | \b(?:breaks?|breaking|break\sthe|respect\sthe|respecting\sthe)\sembargo\b
    | \bnot\s(?:for|to\sbe)\s(?:{NOT_OUT}|published|released|broadcast|used|posted|shared|reported)\s(?:or\s\w+\s)?(?:before|until|till|prior\sto|ahead\sof|earlier\sthan)\b[^.!?\n]{{0,25}}
    | \b(?:do\snot|don't|please\sdon't|must\snot|cannot|can't)\s(?:be\s)?(?:publish(?:ed)?|release[d]?|broadcast|post(?:ed)?|report(?:ed)?)\s(?:this\s|it\s|any\sof\sthis\s)?(?:before|until|till)\s(?=\d|mon|tue|wed|thu|fri|sat|sun|midnight|noon|tomorrow|after)[^.!?\n]{{0,25}}
    | \b(?:hold|held)\s(?:for|until)\s(?:release|publication)\b | \bfor\s(?:immediate\s)?release\s(?:at|on|from|after)\s(?=\d|mon|tue|wed|thu|fri|sat|sun|midnight)[^.!?\n]{{0,25}}
    """,
    re.VERBOSE,
)


CUES = words(
    """
    embargoed embargo publication publish published publishing release released broadcast
    post posted report reported use used posting distribution hold held shared sharing
    circulation transmission
    """
)


def find(reading: Reading) -> Iterator[Match]:
    yield from find_words(reading)
    yield from _too_early(reading)


def _words(reader: Reader, _reading: Reading) -> Iterator[Match]:
    if reader.cues.isdisjoint(CUES):
        return
    for found in HELD.finditer(reader.lowered):
        end = found.start() + len(found.group().rstrip())
        yield reader.match(found.start(), end, values=(("until", ""),))


find_words = in_english(_words)


def _too_early(reading: Reading) -> Iterator[Match]:
    """The whole post, where it is to go out before the recorded embargo ends."""
    schedule = reading.material.schedule
    if early(schedule.publish_at, schedule.embargo_until) and schedule.embargo_until:
        values = (("until", f" until {in_words(schedule.embargo_until)}"),)
        yield from whole_post(reading, values)


OI_EMBARGO = Rule(
    id="OI-EMBARGO",
    name="Embargo",
    severity=Severity.BLOCK,
    who="The owner of the embargo may move its time; the author never.",
    citations=(
        Citation("Government press practice", "Embargoes"),
        Citation("Office for Budget Responsibility, November 2025", "Early release"),
    ),
    tell=(
        "This is under embargo{until}. Schedule it for when that ends and take the words out, "
        "or ask its owner to change the embargo."
    ),
    better="Set the embargo's time on the draft: the post waits for it by itself.",
    triggers=("EMBARGOED UNTIL 00:01 Thursday", "Not for publication before 09:30"),
    near_misses=(
        "The UK supports the UN arms embargo on the country",
        "The trade embargo ended in 1996",
    ),
    find=find,
)
