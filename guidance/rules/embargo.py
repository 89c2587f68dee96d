"""OI-EMBARGO: words that came with something to be kept until a time.

Arms and trade embargoes are news, and pass.
"""

from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.cued import Family, cued, found_in
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.times import early, in_words, whole_post


NOT_OUT = r"(?:publication|publishing|release|broadcast|use|posting|distribution|transmission|circulation|sharing)"
HELD = Family(
    (
        cued(
            "embargoed",
            r"\b(?:strictly|strict|still|is|are|remains?|fully|press)\sembargoed\b(?!\s(?!until|till|to\b|for|by)\w) | \bembargoed\s?(?:(?:until|till|til|to|for|by)\b[^.!?\n]{0,30}|(?=[:|(\[-]|\W{0,4}$|\s?\n)) | \bembargoed\s(?:copy|version|draft|press|release|report|content|material|text|news|figures|findings|paper|speech)\b",
        ),
        cued(
            "embargo",
            r"\b(?:under|strict|press|media|news)\s(?:strict\s|an?\s)?embargo\b(?!\s(?:on|against|ended|was\slifted|is\slifted|lifted))(?:\s(?:until|till|to)\b[^.!?\n]{0,30})? | \bembargo(?:\suntil|\still|\sto|\slifts|\sends|\sexpires|\stime|\sdate|:|\s-)\s?(?:\d|mon|tue|wed|thu|fri|sat|sun|midnight|noon|tomorrow|the\s|\w+day|at\s|on\s)[^.!?\n]{0,25} | \bembargo\s(?=\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|midnight|noon)[^.!?\n]{0,25} | \bembargo\son\s(?:the|this|these|our)\s(?:\w+\s)?(?:figures|report|stor(?:y|ies)|release|statistics|results|news|announcement|findings|data|speech|paper|document)\b | \b(?:breaks?|breaking|break\sthe|respect\sthe|respecting\sthe)\sembargo\b",
        ),
        cued(
            "broadcast circulation distribution posted posting publication published publishing release released reported shared sharing transmission use used",
            rf"\bnot\s(?:for|to\sbe)\s(?:{NOT_OUT}|published|released|broadcast|used|posted|shared|reported)\s(?:or\s\w+\s)?(?:before|until|till|prior\sto|ahead\sof|earlier\sthan)\b[^.!?\n]{{0,25}}",
        ),
        cued(
            "before till until",
            r"\b(?:do\snot|don't|please\sdon't|must\snot|cannot|can't)\s(?:be\s)?(?:publish(?:ed)?|release[d]?|broadcast|post(?:ed)?|report(?:ed)?|share[d]?|use[d]?|circulate[d]?|tweet(?:ed)?)\s(?:this\s|it\s|any\sof\sthis\s)?(?:before|until|till)\s(?=\d|mon|tue|wed|thu|fri|sat|sun|midnight|noon|tomorrow|after)[^.!?\n]{0,25}",
        ),
        cued(
            "hold please",
            r"(?:^|[.!?\n]\s?|\bplease\s)hold\s(?:this\s)?(?:until|till)\s(?=\d|mon|tue|wed|thu|fri|sat|sun|midnight|noon|tomorrow)[^.!?\n]{0,25}",
        ),
        cued(
            "held hold",
            r"\b(?:hold|held)\s(?:for|until)\s(?:release|publication)\b",
        ),
        cued(
            "broadcast circulation distribution immediate posting publication publishing release sharing transmission use",
            rf"\bfor\s(?:immediate\s)?{NOT_OUT}\s(?:only\s)?(?:at|on|from|after)\s(?=\d|mon|tue|wed|thu|fri|sat|sun|midnight)[^.!?\n]{{0,25}}",
        ),
    )
)


def find(reading: Reading) -> Iterator[Match]:
    yield from find_words(reading)
    yield from _too_early(reading)


def _words(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for found in found_in(reader, HELD):
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
