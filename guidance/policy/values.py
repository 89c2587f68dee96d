"""A typed value of a register, checked and written in one way.

Nothing here reads or changes a row, and no calendar: those are beside this.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import phonenumbers

from guidance.registers import WORDS_OF, Register
from guidance.rules.links import SUFFIXES


Raw = Mapping[str, Any]
Values = dict[str, Any]
LONGEST = 200
LONGEST_WHAT = 160
POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?) ?([0-9][ABD-HJLNP-UW-Z]{2})\b")
MAILBOX = re.compile(r"[a-z0-9._+-]{1,64}@[a-z0-9.-]{3,190}\Z")
HANDLE = re.compile(r"[a-z0-9_][a-z0-9_.@-]{0,118}\Z")
FEE = re.compile(r"£?([0-9]{1,3}(?:,?[0-9]{3})*(?:\.[0-9]{2})?)\Z")


class RegisterValueError(ValueError):
    """A value that its register cannot take: which field, and a sentence for people."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        self.sentence = sentence
        super().__init__(sentence)


def entry_values(register: Register, raw: Raw) -> Values:
    """`register`, `value` and `what` as the row holds them."""
    typed = one_line(raw, "value", longest=LONGEST)
    if not typed:
        raise RegisterValueError("value", "Write the entry.")
    write = WRITE.get(register, _phrase)
    return {
        "register": register.value,
        "value": write(typed),
        "what": one_line(raw, "what", longest=LONGEST_WHAT),
    }


def one_line(raw: Raw, name: str, *, longest: int) -> str:
    """Typed words with their inner space made single; no sign that nobody sees."""
    value = raw.get(name, "")
    text = unicodedata.normalize("NFC", " ".join(str(value).split()))
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Cf", "Co"} for sign in text):
        raise RegisterValueError(
            name, "This has an invisible character. Delete it and type the words again."
        )
    if len(text) > longest:
        raise RegisterValueError(name, f"Keep this to {longest} characters.")
    return text


def _number(typed: str) -> str:
    """As people dial it inside the country, digits alone."""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        raise _not_a_number() from None
    if number.country_code != 44 or not phonenumbers.is_possible_number(number):
        raise _not_a_number()
    return f"0{number.national_number}"


def _not_a_number() -> RegisterValueError:
    return RegisterValueError(
        "value", "Write a United Kingdom telephone number, such as 020 7946 0999."
    )


def _mailbox(typed: str) -> str:
    address = typed.lower()
    host = address.partition("@")[2]
    if not MAILBOX.match(address) or not SUFFIXES(host).top_domain_under_public_suffix:
        raise RegisterValueError(
            "value", "Write an e-mail address, such as enquiries@rivers.example.uk."
        )
    return address


def _bank_account(typed: str) -> str:
    digits = re.sub(r"[ -]", "", typed)
    if not re.fullmatch(r"[0-9]{14}", digits):
        raise RegisterValueError(
            "value", "Write the sort code and the account: 6 figures, then 8."
        )
    return digits


def _address(typed: str) -> str:
    if not POSTCODE.search(typed.upper()):
        raise RegisterValueError("value", "Write the address with its full postcode.")
    return typed


def _fee(typed: str) -> str:
    found = FEE.match(typed.replace(" ", ""))
    if not found:
        raise RegisterValueError("value", "Write the fee in pounds, such as £88.50.")
    return "£" + found[1]


def _domain(typed: str) -> str:
    host = re.sub(r"^https?://|/.*$", "", typed.lower()).removeprefix("www.")
    found = SUFFIXES(host)
    if not found.top_domain_under_public_suffix or found.fqdn != host:
        raise RegisterValueError("value", "Write a domain, such as rivers.org.uk.")
    return host


def _handle(typed: str) -> str:
    handle = typed.lstrip("@").lower()
    if not HANDLE.match(handle):
        raise RegisterValueError("value", "Write a handle, such as @RiversDept.")
    return handle


def _phrase(typed: str) -> str:
    """Words as they are written, but found however they are written."""
    if len(re.findall(r"\w", typed)) < 2:
        raise RegisterValueError("value", "Write at least two letters or figures.")
    return typed


WRITE: dict[Register, Callable[[str], str]] = {
    Register.PUBLIC_NUMBER: _number,
    Register.MAILBOX: _mailbox,
    Register.BANK_ACCOUNT: _bank_account,
    Register.ADDRESS: _address,
    Register.FEE: _fee,
    Register.DOMAIN: _domain,
    Register.HANDLE: _handle,
    Register.POLITICAL_HANDLE: _handle,
    **dict.fromkeys(WORDS_OF, _phrase),
}
