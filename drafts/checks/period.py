"""The sensitive periods that a post falls into, as the rules read them.

What a period stops is the rule's to say; whether it may pass is the author's to declare
and an officer's to decide.
"""

from collections.abc import Iterator
from datetime import datetime

from drafts.checks.known import Known
from drafts.checks.schedule import goes_out_at
from drafts.content import Content, moment
from guidance.content import AuthorityClass, Period
from guidance.models import SensitivePeriod
from guidance.registers import PeriodKind


ELECTIONS = (PeriodKind.GENERAL_ELECTION, PeriodKind.LOCAL_ELECTION)


def period(content: Content, known: Known) -> Period:
    kinds = {each.kind for each in periods_of(content, known)}
    return Period(
        election=not kinds.isdisjoint(ELECTIONS),
        local=PeriodKind.GENERAL_ELECTION not in kinds,
        essential_business=bool(_basis(content, AuthorityClass.ELECTION)),
        hold_active=PeriodKind.ALL_STOP in kinds,
        hold_release=_basis(content, AuthorityClass.ALL_STOP),
    )


def periods_of(content: Content, known: Known) -> Iterator[SensitivePeriod]:
    """The periods into which any moment falls at which it may go out."""
    opens = goes_out_at(content, known)
    closes = moment(content.not_after) or opens
    for each in known.periods:
        if touches(each, content, opens=opens, closes=closes):
            yield each


def touches(
    each: SensitivePeriod, content: Content, *, opens: datetime, closes: datetime
) -> bool:
    allowed = content.purpose in each.allowed
    return not allowed and each.starts_at <= closes and each.ends_at > opens


def _basis(content: Content, authority: AuthorityClass) -> str:
    """What the author declares under that class: it then needs its officer."""
    for statement in content.statements:
        if statement.authority == authority:
            return statement.basis or statement.what
    return ""
