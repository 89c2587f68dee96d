"""AC-ALT: pictures that people who cannot see them would miss.

A picture that only decorates needs no words where somebody said so.
"""

import re
from collections.abc import Iterator

from guidance.content import Kind, MediaKind, Medium, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.times import whole_post


SHORTEST, LONGEST = 8, 1000
# Screen readers say that it is an image; a photo's kind ("Bar chart:") is content.
SAYS_IMAGE = re.compile(
    r"^\W*(?:(?:this|here) is )?(?:an? |the )?(?!(?:satellite|radar|aerial|thermal|infrared|ultrasound|microscope|drone|mri|ct) )(?:\w+ )?(?:image|picture|photo|photograph|pic|graphic|illustration|jpe?g|png|gif) ?(?:of\b|showing\b|shows\b|depicting\b|with\b|:|$)"
)
FILE_NAME = re.compile(
    r"^\S*(?:\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?|svg|pdf|mp4|mov))$|^(?:img|dsc|dscn|dcim|pxl|image|photo|screenshot|screen shot|untitled|whatsapp image|picture|scan)[ _-]?(?:\(?\d[\w .()-]*)?$|^[\w-]*_[\w-]*\d[\w-]*$|^\d[\d_-]{4,}$"
)
EMPTY_WORDS = re.compile(
    r"^\W*(?:(?:alt|alternative)(?: text)?(?: here| goes here| tbc)?|tbc|tbd|todo|n/?a|none|null|image|picture|photo|graphic|screenshot(?: of (?:an? |the )?\w+)?|chart|logo|banner|placeholder|description|insert (?:alt|description).*|see (?:text|post|above|caption)|as above|test)\W*$"
)


def find(reading: Reading) -> Iterator[Match]:
    for medium in reading.material.media:
        if medium.kind is MediaKind.IMAGE and not medium.decorative_reason.strip():
            yield from _missing(reading, medium)
    for reader in reading.readers:
        if reader.passage.kind is Kind.ALT_TEXT and _useless(reader, reading):
            yield reader.match(0, len(reader.text))


def _missing(reading: Reading, medium: Medium) -> Iterator[Match]:
    if not medium.alt.strip():
        yield from whole_post(reading)


def _useless(reader: Reader, reading: Reading) -> bool:
    said = reader.lowered.strip()
    if not said:
        return False
    return (
        not SHORTEST <= len(said) <= LONGEST
        or SAYS_IMAGE.search(said) is not None
        or FILE_NAME.match(said) is not None
        or EMPTY_WORDS.match(said) is not None
        or _copies_the_post(said, reading)
    )


def _copies_the_post(said: str, reading: Reading) -> bool:
    words = _only_words(said)
    return any(
        reader.passage.kind is Kind.TEXT and _only_words(reader.lowered) == words
        for reader in reading.readers
    )


def _only_words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


AC_ALT = Rule(
    id="AC-ALT",
    name="Image without useful alt text",
    severity=Severity.BLOCK,
    who="The accessibility lead, for an exception.",
    citations=(
        Citation("Public Sector Bodies Accessibility Regulations 2018", "Regulation 6"),
        Citation("Web Content Accessibility Guidelines 2.2", "1.1.1"),
    ),
    tell=(
        "Describe what the image shows and any words in it. Do not start with “image of”."
    ),
    better="“Bar chart: applications rose from 10,000 in 2024 to 14,000 in 2025”",
    triggers=("An image whose alt text is “image of chart”",),
    near_misses=("An image that only decorates, with the reason",),
    find=find,
)
