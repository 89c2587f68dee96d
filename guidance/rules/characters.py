"""AC-UNICODE: fancy letters, hidden characters, and letters that look like others.

Accents of any language, emoji with their joiners, and scripts that need invisible
characters to be written at all pass.
"""

import re
from collections.abc import Iterator

import regex

from guidance.content import Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
# Mathematical, enclosed and full-width letters; not the four that are emoji.
FANCY = (
    r"\U0001d400-\U0001d7ff\u249c-\u24c1\u24c3-\u24e9\U0001f130-\U0001f16f"
    r"\U0001f172-\U0001f17d\U0001f180-\U0001f189"
)
WIDE = r"\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
# Small capitals, raised and overturned letters: one is phonetics, three are a font.
SMALL = (
    r"\u1d00-\u1d6a\u02b0-\u02b8\u02e0-\u02e4\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f"
    r"\ua730\ua731\u0250\u0254\u01dd\u025f\u0183\u0265\u1d09\u027e\u029e\u026f\u0279\u0287"
    r"\u028c\u028d\u028e\u2071\u207f"
)
# Letters turned on their heads, of which phonetics uses few: two in a word are a font.
TURNED = (
    r"(?<!\p{L})(?=\p{L}{0,20}[\u0287\u01dd\u029e\u1d09\u025f\u0183]\p{L}{0,20}"
    r"[\u0287\u01dd\u029e\u1d09\u025f\u0183\u0250\u0279\u026f\u028e\u0265])\p{Latin}{2,40}"
)
STRUCK = r"\u0305\u0332\u0333\u0335-\u0338\u0489\u20d2\u20e0"
OVERRIDES = r"\u202d\u202e"
DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
INVISIBLE = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff"
    r"\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
)
JOINER = (
    r"(?<![\p{Extended_Pictographic}\ufe0f\U0001f3fb-\U0001f3ff[\p{L}\p{M}--\p{Latin}]])\u200d"
    r"|\u200d(?![\p{Extended_Pictographic}[\p{L}\p{M}--\p{Latin}]])(?<![[\p{L}\p{M}--\p{Latin}]]\u200d)"
    r"|(?<![[\p{L}\p{M}--\p{Latin}]])\u200c"
)
# Tags spell the flags of nations behind a black flag, and nothing else.
TAGS = r"(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001-\U000e007f]++"
# Greek and Cyrillic letters inside a Latin word; "5μg" is a unit.
LOOK_ALIKE = (
    r"[\p{Cyrillic}\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5"
    r"\u03a7\u03bf\u03bd\u03c1\u03b9\u03c5\u03f2\u0555\u0585\u13a0-\u13f5]"
)
MIXED = (
    rf"(?<![\p{{L}}\p{{M}}])(?:[\p{{Latin}}\p{{M}}0-9]{{1,40}}+{LOOK_ALIKE}"
    rf"|{LOOK_ALIKE}{{1,40}}+\p{{Latin}})[\p{{L}}\p{{M}}]{{0,60}}+"
)
DECORATED = regex.compile(
    rf"[{FANCY}](?:[{FANCY} ]*[{FANCY}])?|[{SMALL}]{{3,}}|(?:[{STRUCK}]\P{{M}}?)+|(?<=\p{{Latin}})\p{{M}}{{4,}}"
    rf"|[{OVERRIDES}{INVISIBLE}]+|{JOINER}|{TAGS}|{MIXED}|{TURNED}",
    regex.VERSION1,
)
# One look for anything that could be amiss; most emoji and accents end here.
SUSPICIOUS = re.compile(
    rf"[{FANCY}{WIDE}{SMALL}{DIRECTIONS}{OVERRIDES}{INVISIBLE}\u0300-\u036f\u0489\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u20d0-\u20f0\u200c\u200d\u0370-\u052f\u0555\u0585\u13a0-\u13f5"
    r"\U000e0001-\U000e007f]"
)
FULL_WIDTH = regex.compile(rf"[{WIDE}](?:[{WIDE}\u3000 ]*[{WIDE}])?")
DIRECTION = regex.compile(rf"[{DIRECTIONS}]+")
EAST_ASIAN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}--[\u3164\uffa0\u115f\u1160]]",
    regex.VERSION1,
)
RIGHT_TO_LEFT = regex.compile(r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}]")
# Networks wrap a mention or a tag in isolates by themselves.
WRAPPED = regex.compile(r"\u2066([@#][\w.@-]{1,80})\u2069")


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    text = reader.passage.text
    for start, end in _stretches(text):
        if start < end:
            yield Match(reader.passage.field, start, end)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in CONTROL.finditer(text))
    if text.isascii() or not SUSPICIOUS.search(text):
        return
    yield from (found.span() for found in DECORATED.finditer(text))
    if not EAST_ASIAN.search(text):
        yield from (found.span() for found in FULL_WIDTH.finditer(text))
    if not RIGHT_TO_LEFT.search(text):
        bare = WRAPPED.sub(r" \1 ", text)
        yield from (found.span() for found in DIRECTION.finditer(bare))


AC_UNICODE = Rule(
    id="AC-UNICODE",
    name="Fancy fonts, hidden or look-alike characters",
    severity=Severity.BLOCK,
    who="Nobody: retype it.",
    citations=(
        Citation("Web Content Accessibility Guidelines 2.2", "1.3.1 and 3.1"),
        Citation("Unicode Technical Report 36", "Visual security"),
    ),
    tell="Some characters are decorative or hidden. Retype them as plain text.",
    better="Plain letters, and capitals or a line break where you want weight.",
    triggers=(
        "\U0001d5d9\U0001d5ff\U0001d5f2\U0001d5f2 childcare",
        "Pay at g\u043ev.uk today",
    ),
    near_misses=("Gŵyl Dewi Sant: café ym Môn", "½ price travel, 20°C and £5"),
    find=everywhere(find),
)
