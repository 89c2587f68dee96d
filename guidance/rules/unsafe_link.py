"""LK-UNSAFE: links that are unencrypted, disguised, not public, or that carry details.

Whether a site is a good one to link to is LK-OFFSITE's question.
"""

import re
from collections.abc import Iterator

from guidance.content import Registers, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere
from guidance.rules.unsafe_hosts import bad_host, bad_path
from guidance.rules.words import words


ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?P<scheme>https?|ftp|file|smb)(?P<slashes>:/{1,3})"
    r"(?P<rest>[^\s<>\"]{1,2000}+)",
    re.IGNORECASE,
)
SCRIPT = re.compile(r"(?<![A-Za-z0-9])javascript:(?=[a-z])[^\s]{1,200}+", re.IGNORECASE)
SHARE = re.compile(r"(?<![\w\\])\\\\[A-Za-z0-9][\w.-]{1,60}\\[\w$.-]{1,60}")
# A name without a scheme that holds Greek or Cyrillic letters.
DISGUISED = re.compile(
    r"(?<![\w.@-])[\w-]{0,60}[\u0370-\u03ff\u0400-\u052f][\w-]{0,60}"
    r"(?:\.[\w-]{1,60}){0,3}\.(?:uk|com|org|net|info|wales|cymru|scot)\b"
)
HOST = re.compile(
    r"(?:[^/?#@]{0,100}@)?(?P<host>[^/?#:,;!)\]]{1,253})(?P<port>:[0-9]{2,5})?"
)
CUES = words(
    """
    :// \\ com corp http https info internal io javascript lan live local localhost
    net org uk www
    """
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    for start, end in _stretches(reader, reading.registers):
        yield Match(reader.passage.field, start, end)


def _stretches(reader: Reader, registers: Registers) -> Iterator[tuple[int, int]]:
    text = reader.passage.text
    if ":/" in text:
        yield from _addresses(text, registers)
    yield from _bare_names(reader, registers)
    if "javascript" in reader.cues:
        yield from (found.span() for found in SCRIPT.finditer(text))
    if "\\" in text:
        yield from (found.span() for found in SHARE.finditer(text))
    if not text.isascii():
        yield from _disguised(text)


def _addresses(text: str, registers: Registers) -> Iterator[tuple[int, int]]:
    for address in ADDRESS.finditer(text):
        if _unsafe(address, registers):
            yield address.start(), _end(address)


def _disguised(text: str) -> Iterator[tuple[int, int]]:
    for found in DISGUISED.finditer(text):
        if _mixed(found.group()):
            yield found.span()


def _bare_names(reader: Reader, registers: Registers) -> Iterator[tuple[int, int]]:
    for link in reader.links:
        plain_name = not link.scheme and link.host.isascii()
        if plain_name and bad_host(link.host, registers):
            yield link.start, link.end


def _end(address: re.Match[str]) -> int:
    return address.start() + len(
        address.group().rstrip(".,;:!?)]}'\u2019\u201d\"\u2026")
    )


def _unsafe(address: re.Match[str], registers: Registers) -> bool:
    scheme, rest = address["scheme"].lower(), address["rest"]
    if scheme in {"file", "smb"}:
        return True
    host = HOST.match(rest)
    if host is None or not _has_a_name(host["host"]):
        return False
    return scheme != "https" or _bad_place(host, registers) or bad_path(rest)


def _bad_place(host: re.Match[str], registers: Registers) -> bool:
    disguised = "@" in host.group() or host["port"] is not None
    return disguised or bad_host(host["host"].lower().rstrip("."), registers)


def _has_a_name(host: str) -> bool:
    """Whether anything could be there: "http://" in a sentence about links is no link."""
    named = "." in host.strip(".\u2026") or host.startswith("[") or host.isdecimal()
    return named or host.lower() in {"localhost", "intranet"}


def _mixed(host: str) -> bool:
    """Whether Latin letters and letters that look like them share one name."""
    name = host.rpartition(".")[0]
    return re.search("[A-Za-z]", name) is not None


LK_UNSAFE = Rule(
    id="LK-UNSAFE",
    name="Unsafe, draft or look-alike link",
    severity=Severity.BLOCK,
    who="Nobody: use the live address.",
    citations=(
        Citation(
            "National Cyber Security Centre", "Social media: protect what you publish"
        ),
        Citation("GOV.UK service manual", "Links are https and public"),
    ),
    tell="This link is unsafe or not public. Use the live https address.",
    better="Open the page in a private window and copy the address from there.",
    triggers=(
        "Apply: http://www.gov.uk/renew",
        "Claim at https://gov.uk-refund.com/claim",
    ),
    near_misses=(
        "https://www.gov.uk/renew",
        "https://assets.publishing.service.gov.uk/file.pdf",
    ),
    find=everywhere(find),
    cues=CUES,
)
