"""Which hosts and paths nobody should be sent to: look-alikes, drafts, and details.

No rule lives here; which site is a good one is not asked.
"""

import re
from urllib.parse import unquote_plus

from guidance.content import Registers
from guidance.rules.links import SUFFIXES
from guidance.rules.words import words


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
    r"|gov\.uk|govuk|(?:^|[.\-])(?:police|parliament|nhs)uk(?=[.\-])"
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


def bad_path(rest: str) -> bool:
    if NOT_PUBLIC_PATH.search(rest):
        return True
    query = rest.partition("?")[2]
    if not query:
        return False
    return bool(DETAIL_KEY.search(query) or EMAIL_VALUE.search(unquote_plus(query)))


def bad_host(host: str, registers: Registers) -> bool:
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
