"""LK-OFFSITE: a shortener, a site that is not of government, or an account nobody knows.

Whether a link is unsafe is LK-UNSAFE's question.
"""

import re
from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.handles import HANDLE, bare_all, names
from guidance.rules.links import Link
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere
from guidance.rules.words import words


OFFICIAL = words(
    """
    gov.uk nhs.uk police.uk parliament.uk mod.uk judiciary.uk royal.uk supremecourt.uk
    gov.wales llyw.cymru senedd.wales senedd.cymru nhs.wales gig.cymru gov.scot
    parliament.scot mygov.scot nhs.scot nhsinform.scot nhs24.scot niassembly.gov.uk
    gov.gg gov.je gov.im gov.gi bankofengland.co.uk nationalhighways.co.uk jcpc.uk
    europa.eu un.org nato.int who.int icc-cpi.int gov mil int govt.nz gov.au gc.ca
    canada.ca gov.ie
    """
)
SHORTENERS = words(
    """
    bit.ly bitly.com tinyurl.com t.co ow.ly buff.ly goo.gl is.gd tiny.cc rb.gy cutt.ly
    lnkd.in fb.me wp.me trib.al dlvr.it shorturl.at t.ly snip.ly rebrand.ly bl.ink
    short.io zpr.io spr.ly ift.tt hubs.ly hubs.la linktr.ee orlo.uk crowd.in soc.is
    """
)
# A name without a scheme is a link only where nobody would doubt it: "home.It" is none.
SURE_ENDINGS = (
    *(".uk", ".com", ".org", ".net", ".info", ".co", ".ly", ".gl", ".gd", ".gy"),
    *(".wales", ".cymru", ".scot", ".eu", ".london"),
)


# An address whose last label is no top level yet is a link to the reader all the same.
ANY_HOST = re.compile(
    r"(?<![A-Za-z0-9])https?://(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})[^\s<>\"]{0,500}+",
    re.IGNORECASE,
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    for link in reader.links:
        if _is_meant(link) and not _trusted(link.host, reading):
            yield Match(reader.passage.field, link.start, link.end)
    if "://" in reader.cues:
        yield from _nameless(reader, reading)
    if reading.registers.known_handles is not None:
        yield from _strangers(reader, reading)


def _nameless(reader: Reader, reading: Reading) -> Iterator[Match]:
    seen = {link.start for link in reader.links}
    for found in ANY_HOST.finditer(reader.passage.text):
        known = found.start() in seen or _trusted(found["host"].lower(), reading)
        if not known:
            end = found.start() + len(found.group().rstrip(".,;:!?)]'"))
            yield Match(reader.passage.field, found.start(), end)


def _is_meant(link: Link) -> bool:
    sure = link.scheme or link.host.startswith("www.")
    return bool(sure) or link.host.endswith(SURE_ENDINGS)


def _trusted(host: str, reading: Reading) -> bool:
    if _within(host, SHORTENERS):
        return _within(host, reading.registers.approved_domains)
    return _within(host, OFFICIAL) or _within(host, reading.registers.approved_domains)


def _within(host: str, domains: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[first:]) in domains for first in range(len(labels)))


def _strangers(reader: Reader, reading: Reading) -> Iterator[Match]:
    registers = reading.registers
    known = bare_all(registers.known_handles or ())
    known |= bare_all(registers.political_handles)
    for found in HANDLE.finditer(reader.text):
        if not known & names(found):
            yield reader.match(found.start(), found.end())


LK_OFFSITE = Rule(
    id="LK-OFFSITE",
    name="Shortener, non-government site or unknown handle",
    severity=Severity.WARN,
    who="The approver; the head of digital engagement adds to the approved list.",
    citations=(
        Citation("Cabinet Office", "Social media use: links are not endorsement"),
        Citation("Template Twitter strategy for departments, 2009", "Short links"),
    ),
    tell="Use the full GOV.UK address where you can, and check the site and account.",
    better="https://www.gov.uk/renew",
    triggers=("https://bit.ly/3abc", "https://example.com/offer"),
    near_misses=("https://www.gov.uk/renew", "https://www.gov.wales/page"),
    find=everywhere(find),
    cues=words(
        """
        :// @ www com uk org net info co ly gl gd gy wales cymru scot eu london
        """
    ),
)
