"""LK-UNSAFE: links that are unencrypted, disguised, not public, or that carry details.

Whether a site is a good one to link to is LK-OFFSITE's question.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from guidance.content import Registers, Severity
from guidance.rules.links import SUFFIXES
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere
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
NUMERIC = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:]+\]?|0x[0-9a-f]+|[0-9]{8,10}")

PUBLIC_BODIES = (
    "gov.uk",
    "nhs.uk",
    "police.uk",
    "parliament.uk",
    "mod.uk",
    "judiciary.uk",
)
# What a forger puts in a name so that it reads like one of those.
BORROWED = re.compile(
    r"(?:^|[.\-])(?:g[o0]v[-.]?uk|nhs[-.]uk|police[-.]uk|parliament[-.]uk)(?=[.\-]|$)"
    r"|gov\.uk|govuk"
)
BODY = re.compile(
    r"(?:^|[.\-])(?:hmrc|dvla|dwp|ukvi|hmcts|nhs|homeoffice|dvsa|hmpo)(?=[.\-])"
)
LURE = re.compile(
    r"refund|rebate|claim|login|log-in|signin|secure|verif|confirm|payment|taxpay|billing"
    r"|suspend|unlock|grant|fine-|penalty|online-service|update|renew"
)
ALMOST_GOV = re.compile(
    r"(?:^|[.\-])(?:g0v|goy|qov|gouv|goov|govv|gav|gcv|g-ov|go-v)\.uk$|(?:^|\.)gov\.(?:ulk|uk\w+|vk|ukk)$"
)
NOT_PUBLIC_LABELS = words(
    """
    staging stg uat preprod pre-prod preview draft dev qa sandbox internal intranet
    integration test sharepoint localhost
    """
)
NOT_PUBLIC_PART = re.compile(
    r"(?:^|\.)(?:draft-|staging-|preprod-|uat-|intranet-)|(?:-draft|-staging|-preprod|-uat|-intranet)\."
)
NOT_PUBLIC_END = (
    ".local",
    ".internal",
    ".intranet",
    ".lan",
    ".corp",
    ".localhost",
    ".test",
    ".invalid",
    ".onion",
    "sharepoint.com",
    "onedrive.live.com",
    ".atlassian.net",
    "outlook.office.com",
    "outlook.office365.com",
    "teams.live.com",
    "dev.azure.com",
    "localhost",
    "ngrok.io",
    "ngrok-free.app",
)
NOT_PUBLIC_PATH = re.compile(
    r"^docs\.google\.com/(?:document|spreadsheets|presentation)/d/(?!e/)[^?#]*/edit"
    r"|^teams\.microsoft\.com/l/(?:channel|message|file|chat|team)/"
    r"|^[\w-]+\.slack\.com/(?:archives|files)/|^trello\.com/c/"
    r"|/wp-admin(?:/|$)|[?&]preview(?:_id|_nonce|=true)",
    re.IGNORECASE,
)
DETAIL_KEY = re.compile(
    r"(?:^|[?&;])(?:phone(?:_?number)?|mobile_?(?:no|number)|tel|telephone|nino|ni_?number|nhs_?(?:no|number)|dob|date_?of_?birth|birth_?date|first_?name"
    r"|last_?name|surname|full_?name|given_?name|family_?name|passport(?:_?no|_?number)?"
    r"|password|passwd|pwd|access_?token|auth_?token|session_?id|sessionid|jsessionid|phpsessid)=(?=[^&\s])",
    re.IGNORECASE,
)
EMAIL_VALUE = re.compile(r"=[^&=@\s]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z.]{1,20}")

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
        if plain_name and _bad_host(link.host, registers):
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
    return scheme != "https" or _bad_place(host, registers) or _bad_path(rest)


def _bad_place(host: re.Match[str], registers: Registers) -> bool:
    disguised = "@" in host.group() or host["port"] is not None
    return disguised or _bad_host(host["host"].lower().rstrip("."), registers)


def _has_a_name(host: str) -> bool:
    """Whether anything could be there: "http://" in a sentence about links is no link."""
    named = "." in host.strip(".\u2026") or host.startswith("[") or host.isdecimal()
    return named or host.lower() in {"localhost", "intranet"}


def _bad_path(rest: str) -> bool:
    if NOT_PUBLIC_PATH.search(rest):
        return True
    query = rest.partition("?")[2]
    if not query:
        return False
    return bool(DETAIL_KEY.search(query) or EMAIL_VALUE.search(unquote_plus(query)))


def _bad_host(host: str, registers: Registers) -> bool:
    if _within(host, registers.approved_domains):
        return False
    return (
        not host.isascii()
        or "xn--" in host
        or NUMERIC.fullmatch(host) is not None
        or _not_public(host)
        or _look_alike(host)
    )


def _within(host: str, domains: frozenset[str] | tuple[str, ...]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in domains)


def _mixed(host: str) -> bool:
    """Whether Latin letters and letters that look like them share one name."""
    name = host.rpartition(".")[0]
    return re.search("[A-Za-z]", name) is not None


def _not_public(host: str) -> bool:
    below = SUFFIXES(host).subdomain if not host.endswith(NOT_PUBLIC_END) else ""
    return (
        host.endswith(NOT_PUBLIC_END)
        or not NOT_PUBLIC_LABELS.isdisjoint(below.split("."))
        or NOT_PUBLIC_PART.search(f"{below}.") is not None
    )


def _look_alike(host: str) -> bool:
    if _within(host, PUBLIC_BODIES):
        return False
    if BORROWED.search(host) or ALMOST_GOV.search(host):
        return True
    return bool(BODY.search(host) and LURE.search(host))


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
