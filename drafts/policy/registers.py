"""Who looks after which register, and what is wrong with a change of one: reasons only.

Nothing here changes a row; pages and the change itself read the same lists.
"""

from collections.abc import Collection
from typing import Any

from accounts.models import Person
from accounts.queries import roles_of
from accounts.reasons import Reason
from accounts.roles import Role
from guidance.policy.calendars import cleaned
from guidance.policy.values import Raw, RegisterValueError, Values
from guidance.queries.registers import listed
from guidance.registers import CALENDARS, Register


ACTIONS = ("add", "end", "correct")
# One of the two people must hold this post (domain notes, sections 3 and 6).
OWNERS: dict[Register, Role] = {
    Register.PUBLIC_NUMBER: Role.DATA_PROTECTION,
    Register.ADDRESS: Role.DATA_PROTECTION,
    Register.MAILBOX: Role.DATA_PROTECTION,
    Register.BANK_ACCOUNT: Role.FINANCE,
    Register.RELEASE: Role.STATISTICS_HEAD,
}
# These may propose and decide beside the rule custodians, who are always asked.
HELPERS: dict[Register, tuple[Role, ...]] = {
    Register.PERIOD: (Role.DIRECTOR, Role.PROPRIETY),
    Register.LIVE_ISSUE: (Role.HEAD_OF_DIGITAL,),
    Register.LIVE_CASE: (Role.LEGAL,),
    Register.SECURITY_WORDS: (Role.SECURITY,),
    Register.DOMAIN: (Role.HEAD_OF_DIGITAL,),
    Register.HANDLE: (Role.HEAD_OF_DIGITAL,),
}
NO_SUCH_REGISTER = Reason("no-register", "There is no such register.")
NO_SUCH_ENTRY = Reason(
    "no-entry", "This entry is not listed any more. Open the register again."
)


def custodians_of(register: Register) -> tuple[Role, ...]:
    """Whoever holds one of these posts may propose a change of it or decide one."""
    owner = (OWNERS[register],) if register in OWNERS else ()
    return (Role.RULE_CUSTODIAN, *owner, *HELPERS.get(register, ()))


def reasons_against_change(payload: Raw) -> list[Reason]:
    """What is wrong with a change as things stand; its values are those it names."""
    if payload.get("register") not in Register.values:
        return [NO_SUCH_REGISTER]
    register = Register(payload["register"])
    action = payload.get("action")
    if action not in ACTIONS:
        return [NO_SUCH_ENTRY]
    reasons = [] if action == "add" else _entry_reasons(register, payload.get("entry"))
    if action != "end":
        reasons += _value_reasons(register, payload)
    return reasons


def reasons_without_owner(
    register: Register, *, proposed_by: Person, by: Person
) -> list[Reason]:
    """Where a register has an owner, one of the two people must be it."""
    owner = OWNERS.get(register)
    if owner is None or owner in roles_of(by) or owner in roles_of(proposed_by):
        return []
    return [
        Reason(
            "needs-owner",
            f"A change of “{register.label.lower()}” is decided by the post "
            f"“{owner.label.lower()}”, because another custodian proposed it.",
        )
    ]


def _entry_reasons(register: Register, entry: object) -> list[Reason]:
    known = isinstance(entry, int) and listed(register).filter(pk=entry).exists()
    return [] if known else [NO_SUCH_ENTRY]


def _value_reasons(register: Register, payload: Raw) -> list[Reason]:
    try:
        values = cleaned(register, payload.get("values") or {})
    except RegisterValueError as error:
        return [Reason(f"value:{error.field}", error.sentence)]
    if values != payload["values"]:
        return [Reason("value:value", "Write the entry again.")]
    return _twice(register, values, payload.get("entry"))


def _twice(register: Register, values: Values, entry: object) -> list[Reason]:
    """An entry of a list counts once; a calendar may have two of the same time."""
    if register in CALENDARS:
        return []
    same: Collection[Any] = listed(register).filter(value=values["value"])
    if all(row.pk == entry for row in same):
        return []
    return [Reason("value:value", "This is on the register already.")]
