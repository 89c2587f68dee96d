"""What opens a door or an account: codes, passwords and combinations given away.

No rule lives here. A code for a discount, or advice on passwords, gives nothing away.
"""

import re
from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.reading import Match, Reader
from guidance.rules.words import words


OPENERS = words(
    """
    code codes pin pins passcode passcodes password passwords passphrase passphrases pwd
    combination combinations pass door gate building staff alarm barrier key keypad site wi
    wifi admin guest network login details credentials opens open lock locks shutter
    """
)
SECRET_WORD = re.compile(
    r"\b(?:(?:door|entry|access|gate|alarm|key ?pad|safe|lock|key ?safe|building|entrance|security|wi-?fi|log-?in|admin|staff|network|account|guest|server|vpn|database|meeting|dial-?in|host)\s)?"
    r"(?:code|pin|passcode|password|passphrase|pass code|pwd|combination)s?\s?(?:for (?:the |our )?(?:\w+ ){1,3})?(?:(?:is|are)(?: still| now| just| currently)?|=|:|-|will be|(?<=\w)'s(?: still| now| just| currently)?)\s?[\"']?(?P<value>[^\s\"',;]{3,40})"
)
# The value stands at once after the word, or after what the word is for and a colon.
GIVEN_AWAY = re.compile(
    r"\b(?:code|pin|passcode|password|passphrase|pwd|combination)s?(?:(?P<between> (?:for|to|of|on) [^.!?:=\n]{1,30})\s?[:=]|\s?[:=,-]|)\s{1,2}[\"']?"
    r"(?P<value>[^\s\"',;]{3,40})"
)
OPENS = re.compile(
    r"\b(?:door|entry|access|gate|alarm|key ?pad|safe|lock|key ?safe|building|entrance|security|wi-?fi|log-?in|admin|staff|network|account|guest|server|vpn|database|password|passcode|passphrase|pwd|host)\b"
)
ENTRY = re.compile(
    r"\b(?:key ?pad|alarm|safe|padlock) (?:number|no)\b[^.:\n\d]{0,30}[:=]? ?(?P<lock>\d{4,8})(?![\w:.])"
    r"|\b(?:door|gate|building|staff|alarm|barrier|key ?pad|site) (?:entry|access|lock|pad|key ?pad)\s?(?::|is|=)\s?#?(?P<value>\d{4,8}[#*]?)(?![\w:.])"
    r"|\b(?:wi-?fi|laptop|server|vpn|account|admin|staff|network|portal|log-?in|system) ?(?:log-?in |sign-?in )?(?:details|credentials)\b ?[:=-]? ?\w{2,20} ?/ ?\S{4,30}"
    r"|\b(?:wi-?fi|staff|admin|guest|network) log-?in\b[^.!?\n]{0,20}[ /](?P<other>[a-z]+\d+\S{0,20})"
)
BEFORE_CODE = 20
NOT_A_SECRET = re.compile(
    r"(?:not|never|on|in|at|the|a|an|your|our|required|needed|important|like|something|secure|safe|weak|strong|available|valid|displayed|printed|too|only|used|one|easy|hard|changed|being|sent|emailed|open|free|same|what|as|long|short|unique|for|to|hunter2|123456|password)\b|[a-z]+(?:ed|ing)\b"
)

# Told as an order: "use 9021# to get in the back gate".
LET_IN = re.compile(
    r"\b(?:use|enter|type|tap|punch|key|press|input|dial|it's|try)(?: in)? (?:(?:the |our )?(?:code|number|pin|combination|digits) )?[#*]?\d{4,8}[#*]?(?![\w:.])[^.!?\n]{0,25}"
    r"\b(?:get in|get into|open the|opens the|(?:back|front|side|staff|main|car park|rear)? ?(?:door|gate|barrier|entrance|lock|shutter)|let yourself in|disarm|alarm|key ?safe|unlock)\b"
)


def codes(reader: Reader) -> Iterator[Match]:
    """What opens a door or an account: nobody may authorise that."""
    text = reader.lowered
    for code in SECRET_WORD.finditer(text):
        if OPENS.search(code.group()) and _is_secret(code["value"]):
            yield reader.match(*code.span(), severity=Severity.BLOCK)
    for code in GIVEN_AWAY.finditer(text):
        around = text[max(0, code.start() - BEFORE_CODE) : code.end()]
        if OPENS.search(around) and _looks_made_up(code["value"]):
            yield reader.match(*code.span(), severity=Severity.BLOCK)
    for pattern in (ENTRY, LET_IN):
        for entry in pattern.finditer(text):
            yield reader.match(*entry.span(), severity=Severity.BLOCK)


def _looks_made_up(value: str) -> bool:
    """Four digits or more, or letters and digits in one: no word, year's end or count."""
    value = value.rstrip(".!?)#*")
    digits = sum(each.isdigit() for each in value)
    mixed = any(each.isalpha() for each in value) and digits > 0
    return not NOT_A_SECRET.match(value) and (digits > 3 or (mixed and len(value) > 5))


def _is_secret(value: str) -> bool:
    if NOT_A_SECRET.match(value):
        return False
    return any(each.isdigit() for each in value) or not value.isalpha()
