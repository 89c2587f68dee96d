"""Registers as tests fill them: by a change that two custodians make.

No test lives here. Ruth and Carl are rule custodians; owners of registers are hired too.
"""

from datetime import date, datetime, timedelta

from accounts.actions.proposals import approve_proposal, propose
from accounts.models import Person, Team
from accounts.models.proposals import Proposal
from accounts.roles import Role
from drafts.actions.registers import change_of
from drafts.policy.registers import OWNERS
from guidance.models import SensitivePeriod
from guidance.policy.calendars import cleaned
from guidance.registers import PeriodKind, Register
from tests.cast import hire


def custodian(name: str = "Ruth Vale") -> Person:
    return _holder(name, f"Rule custodian {name}", Role.RULE_CUSTODIAN)


def second_person(register: Register) -> Person:
    """Whoever may decide what Ruth proposes: the register's owner, else Carl."""
    owner = OWNERS.get(register)
    if owner is None:
        return custodian("Carl Nuttall")
    return _holder(f"{owner.label.split()[0]} Owner", owner.label, owner)


def _holder(name: str, title: str, role: Role) -> Person:
    email = f"{name.split(maxsplit=1)[0].lower()}@rivers.example"
    found = Person.objects.filter(email=email).first()
    if found is not None:
        return found
    team = Team.objects.get_or_create(name="Rule custodians")[0]
    return hire(name, team, title, role)


def proposed(register: Register, **values: object) -> Proposal:
    change = change_of(register, "add", values=cleaned(register, values))
    return propose("register", change, by=custodian())


def entered(register: Register, **values: object) -> Proposal:
    """An entry of a register, proposed and approved; it counts from now on."""
    return approve_proposal(proposed(register, **values), by=second_person(register))


def ended(register: Register, number: int) -> Proposal:
    proposal = propose(
        "register", change_of(register, "end", entry=number), by=custodian()
    )
    return approve_proposal(proposal, by=second_person(register))


def a_period(
    name: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    kind: PeriodKind = PeriodKind.OTHER,
    allowed: tuple[str, ...] = (),
) -> SensitivePeriod:
    proposal = entered(
        Register.PERIOD,
        name=name,
        kind=kind.value,
        starts_at=starts_at,
        ends_at=ends_at,
        allowed=list(allowed),
    )
    return SensitivePeriod.objects.get(proposal=proposal.pk)


def a_release(*words: str, releases_at: datetime, days: int = 3) -> Proposal:
    return entered(
        Register.RELEASE,
        series="River levels bulletin",
        words=list(words),
        releases_at=releases_at,
        guarded_from=releases_at - timedelta(days=days),
    )


def sitting(first_day: date, last_day: date) -> Proposal:
    return entered(Register.SITTING, first_day=first_day, last_day=last_day)
