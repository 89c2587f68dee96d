"""What tests of the urgent route share: somebody on duty, and words about danger to life.

No test lives here.
"""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accounts.models import DutyShift, Person, SocialAccount
from accounts.roles import Role
from drafts.actions import create_draft, submit
from drafts.content import Content
from drafts.models import Draft, Revision
from drafts.purposes import Purpose
from tests.cast import Cast, current, delegate, hire, words


DANGER = "Danger to life: we will open the rest centre at Exampleton school tonight."


def on_duty(
    cast: Cast, *, classes: tuple[str, ...] = ("routine",), start: float = -1
) -> Person:
    """Dora, duty officer of Rivers, whose shift begins so many hours from now."""
    dora = hire("Dora Finch", cast.rivers, "Duty officer, Rivers", Role.DUTY_OFFICER)
    delegate("D-130", dora, list(classes), [cast.rehearsal])
    shift(cast, dora, start=start)
    return dora


def shift(cast: Cast, person: Person, *, start: float = -1) -> DutyShift:
    begins = timezone.now() + timedelta(hours=start)
    return DutyShift.objects.create(
        job_post=person.holdings.get().job_post,
        person=person,
        starts_at=begins,
        ends_at=begins + timedelta(hours=8),
        assigned_by=cast.priya,
    )


def urgent_words(
    *accounts: SocialAccount, text: str = DANGER, purpose: Purpose = Purpose.LIFE_SAFETY
) -> Content:
    return replace(words(*accounts, text=text), purpose=purpose.value)


def an_urgent_draft(
    cast: Cast, *, content: Content | None = None, by: Person | None = None
) -> Draft:
    """Submitted by Alice: a commitment, which three people would otherwise see."""
    author = by or cast.alice
    draft = create_draft(
        by=author,
        team=cast.rivers,
        title="Rest centre, Exampleton",
        content=content or urgent_words(cast.rehearsal),
    )
    submit(draft, by=author, based_on=1, explanation="It is accurate.")
    draft.refresh_from_db()
    return draft


def an_urgent_revision(cast: Cast, **changes: object) -> Revision:
    return current(an_urgent_draft(cast, **changes))  # type: ignore[arg-type]
