"""The demo department's registers and calendars, each entry agreed by two people.

Invented names only; nothing here is a real party, case or release.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.actions.proposals import approve_proposal, propose
from accounts.models import Person
from accounts.models.proposals import Proposal
from drafts.actions.registers import KIND, change_of
from drafts.policy.registers import OWNERS
from guidance.policy.calendars import cleaned
from guidance.registers import PeriodKind, Register


ENTRIES: tuple[tuple[Register, str, str], ...] = (
    (Register.PUBLIC_NUMBER, "020 7946 0999", "Press office"),
    (Register.PUBLIC_NUMBER, "020 7946 0870", "Floodline, out of hours"),
    (Register.OWN_NAME, "Department for Rivers", "Our name"),
    (Register.OWN_NAME, "Rivers Department", "As people call us"),
    (Register.DOMAIN, "rivertrust.org.uk", "The river trusts' levels"),
    (Register.HANDLE, "@RiversDept", "Our own account"),
    (Register.HANDLE, "@ExampletonCouncil", "The council at Exampleton"),
    (Register.POLITICAL_HANDLE, "@ReedAndRushParty", "An invented party"),
    (Register.LIVE_ISSUE, "Exampleton barrage", "Inquiry announced in September"),
    (Register.LIVE_CASE, "Operation Kingfisher", "Pollution at Exampleton, charged"),
    (Register.PARTY_WORDS, "Rivers for the many", "A slogan of an invented party"),
    (Register.UNPUBLISHED_WORDS, "Project Otter", "Not announced"),
)


def load_registers(
    custodian: Person, second: Person, owners: Mapping[Register, Person]
) -> None:
    """Propose and approve every entry; nothing where there are changes already."""
    if Proposal.objects.filter(kind=KIND).exists():
        return
    for register, values in (*_entries(), *_calendars()):
        change = change_of(register, "add", values=cleaned(register, values))
        proposal = propose(KIND, change, by=custodian, why="First entries")
        decider = owners[register] if register in OWNERS else second
        approve_proposal(proposal, by=decider)
    waiting = cleaned(Register.LIVE_ISSUE, {"value": "Reservoir charges", "what": ""})
    propose(
        KIND,
        change_of(Register.LIVE_ISSUE, "add", values=waiting),
        by=custodian,
        why="Private office asked for it this morning",
    )


def _entries() -> Iterator[tuple[Register, dict[str, object]]]:
    for register, value, what in ENTRIES:
        yield register, {"value": value, "what": what}


def _calendars() -> Iterator[tuple[Register, dict[str, object]]]:
    today = timezone.localdate()
    release = _at(today + timedelta(days=9), time(9, 30))
    yield (
        Register.RELEASE,
        {
            "series": "River levels, quarterly",
            "words": ["river levels", "flood statistics"],
            "releases_at": release,
            "guarded_from": release - timedelta(days=3),
        },
    )
    start = today + timedelta(days=120)
    yield (
        Register.PERIOD,
        {
            "name": "Local elections",
            "kind": PeriodKind.LOCAL_ELECTION.value,
            "starts_at": _at(start, time(0, 1)),
            "ends_at": _at(start + timedelta(days=22), time(22, 0)),
            "places": ["Exampleton", "Riverside"],
            "allowed": ["life safety"],
        },
    )
    yield (
        Register.SITTING,
        {
            "first_day": today - timedelta(days=30),
            "last_day": today + timedelta(days=25),
            "what": "Until the recess",
        },
    )


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, timezone.get_default_timezone())
