"""The demo department's organisation: lines, training, accounts' entries and the roster.

For demos and training only.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.actions.people import start_holding
from accounts.actions.proposals import approve_proposal
from accounts.actions.register import Entry, approve_account, keep_entry
from accounts.actions.roster import assign_duty
from accounts.actions.training import record_training
from accounts.models import (
    Course,
    Department,
    DutyShift,
    JobPost,
    Person,
    Proposal,
    SocialAccount,
    Team,
)
from accounts.policy.training_file import months_later


DEPARTMENT = "Department for Rivers"
DUTY = "Duty press officer"
# Job post, and the one that it reports to.
LINES = (
    ("Press officer", "Head of news"),
    ("Senior press officer", "Head of news"),
    ("Head of news", "Director of communications"),
    ("Director of communications", "Permanent secretary"),
    ("Head of digital engagement", "Director of communications"),
    ("Service manager", "Head of digital engagement"),
    ("Service engineer", "Head of digital engagement"),
    ("Training lead", "Director of communications"),
    (DUTY, "Head of digital engagement"),
)


def load_organisation(
    people: Mapping[str, Person], accounts: Sequence[SocialAccount]
) -> None:
    """Safe to run again. The people of `load_demo` are there already."""
    department, _ = Department.objects.get_or_create(name=DEPARTMENT)
    Team.objects.filter(department=None).update(department=department)
    _duty_post(people)
    for title, above in LINES:
        JobPost.objects.filter(title=title, reports_to=None).update(
            reports_to=JobPost.objects.get(title=above)
        )
    _training(people)
    for account in accounts:
        _entry(account, by=people["Hana Wu"])
    _roster(people)


def _duty_post(people: Mapping[str, Person]) -> None:
    """Two people hold the duty post, so that one can hand it over to the other."""
    post = JobPost.objects.get(title=DUTY)
    if post.holdings.count() < 2:
        appoint(
            people["Priya Shah"],
            post,
            proposed_by=people["Sam Rowe"],
            confirmed_by=people["Ada Holt"],
        )


def appoint(
    person: Person, post: JobPost, *, proposed_by: Person, confirmed_by: Person
) -> None:
    """Give somebody a guarded post from today, as two people do."""
    proposal = start_holding(
        by=proposed_by, person=person, job_post=post, starts_on=timezone.localdate()
    )
    if isinstance(proposal, Proposal):
        approve_proposal(proposal, by=confirmed_by)


def _training(people: Mapping[str, Person]) -> None:
    """Everybody's is current, as the training administrator recorded it; theirs as set up."""
    tess, done = people["Tess Moor"], timezone.localdate() - timedelta(days=200)
    for course in Course.objects.filter(required=True):
        for person in people.values():
            if person.training.exists():
                continue
            until = months_later(done, course.months)
            if person == tess:
                person.training.create(
                    course=course, completed_on=done, expires_on=until
                )
                continue
            record_training(
                by=tess,
                person=person,
                course=course,
                completed_on=done,
                expires_on=until,
            )


def _entry(account: SocialAccount, *, by: Person) -> None:
    if account.approved_at is not None:
        return
    entry = Entry(
        owner=JobPost.objects.get(title="Head of news"),
        deputy=JobPost.objects.get(title="Head of digital engagement"),
        purpose="River levels, flood warnings and advice",
        recovery="digital.channels@rivers.example",
        mfa=True,
        names_body=True,
        links_official=True,
        review_on=months_later(timezone.localdate(), 6),
    )
    keep_entry(account, by=by, entry=entry)
    approve_account(account, by=by)


def _roster(people: Mapping[str, Person]) -> None:
    """A week of nights, from yesterday's on."""
    if DutyShift.objects.exists():
        return
    post = JobPost.objects.get(title=DUTY)
    first = timezone.localdate() - timedelta(days=1)
    for number in range(7):
        evening = _at(first + timedelta(days=number), 18)
        assign_duty(
            post,
            by=people["Hana Wu"],
            person=people["Priya Shah" if number % 2 else "Una Dale"],
            starts_at=evening,
            ends_at=_at(first + timedelta(days=number + 1), 9),
            note="Weekday nights" if number == 0 else "",
        )


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
