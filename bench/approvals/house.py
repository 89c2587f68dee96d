"""A department of 300 people and 10,000 drafts that wait for a decision.

No measure is here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import (
    Course,
    Delegation,
    Holding,
    JobPost,
    Person,
    SocialAccount,
    Team,
    TrainingRecord,
)
from accounts.roles import Role
from approvals.models import Seat
from drafts.actions import create_draft, submit
from drafts.content import Content, Part, Target, canonical, digest
from drafts.models import Check, Draft, Revision


TEAMS, MANAGERS, AUTHORS = 30, 3, 7
WAITING = 10_000
# Of each team, drafts that were written and submitted as a person does it.
READY = 6
TEXT = "Planning a walk by the river? Levels change quickly after rain."


@dataclass(frozen=True, slots=True)
class Unit:
    """One team with its account, and its drafts that its managers may approve."""

    team: Team
    account: SocialAccount
    managers: Sequence[Person]
    authors: Sequence[Person]
    ready: Sequence[Draft]


@dataclass(frozen=True, slots=True)
class House:
    """`reader` may decide on all that waits; `newcomer` has nothing to see anywhere."""

    units: Sequence[Unit]
    reader: Person
    newcomer: Person

    @property
    def people(self) -> int:
        return sum(len(each.managers) + len(each.authors) for each in self.units)


def build() -> House:
    """Hire everybody, delegate to them, and let the drafts be written."""
    office = Team.objects.create(name="Bench office")
    director = _hire("Dee Marsh", office, _post(office, Role.DIRECTOR))
    units = [_unit(number, director) for number in range(TEAMS)]
    head = _post(office, Role.LINE_MANAGER)
    _delegate("D-900", director, head, [each.account for each in units])
    empty = Team.objects.create(name="Bench newcomers")
    return House(
        units=units,
        reader=_hire("Priya Shah", office, head),
        newcomer=_hire("Nia Bond", empty, _post(empty, Role.LINE_MANAGER)),
    )


def fill(house: House) -> None:
    """Lay 10,000 more drafts into the queue, checked and planned."""
    for unit in house.units:
        with transaction.atomic():
            _wait_in(unit, WAITING // TEAMS + 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE drafts_draft draft SET current_id = revision.id"
            " FROM drafts_revision revision"
            " WHERE revision.draft_id = draft.id AND draft.current_id IS NULL"
        )
        cursor.execute("ANALYZE")


def leave_nothing_waiting() -> None:
    """The measures that follow have the queue to themselves."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE drafts_draft DISABLE TRIGGER USER")
        Draft.objects.filter(status="submitted").update(status="withdrawn")
        cursor.execute("ALTER TABLE drafts_draft ENABLE TRIGGER USER")


def _unit(number: int, director: Person) -> Unit:
    team = Team.objects.create(name=f"Bench rivers {number}")
    manage, write = _post(team, Role.LINE_MANAGER), _post(team, Role.AUTHOR)
    account = SocialAccount.objects.create(
        platform="rehearsal",
        handle=f"@Bench{number}",
        name="Rivers",
        team=team,
        owner=manage,
        deputy=write,
        purpose="River levels",
        recovery="channels@bench.example",
        mfa=True,
        review_on=date(2099, 12, 31),
        approved_by=director,
        approved_at=timezone.now(),
    )
    _delegate(f"D-{number}", director, manage, [account])
    authors = [_hire(f"Author {number}-{at}", team, write) for at in range(AUTHORS)]
    ready = [_submitted(authors[at % AUTHORS], team, account) for at in range(READY)]
    # Hired after: the first drafts would tell each of them in turn.
    managers = [_hire(f"Manager {number}-{at}", team, manage) for at in range(MANAGERS)]
    return Unit(team, account, managers, authors, ready)


def _post(team: Team, role: Role) -> JobPost:
    return JobPost.objects.create(title=f"{role.label} {team}", team=team, roles=[role])


def _hire(name: str, team: Team, post: JobPost) -> Person:
    email = f"{name}.{team.pk}@bench.example".replace(" ", ".").lower()
    person = Person.objects.create_user(email, name, None)
    Holding.objects.create(job_post=post, person=person, starts_on=date(2026, 1, 1))
    TrainingRecord.objects.bulk_create(
        TrainingRecord(
            person=person,
            course=course,
            completed_on=date(2026, 1, 1),
            expires_on=date(2099, 12, 31),
        )
        for course in Course.objects.filter(required=True)
    )
    return person


def _delegate(
    reference: str, director: Person, post: JobPost, accounts: list[SocialAccount]
) -> None:
    now = timezone.now()
    with transaction.atomic():
        given = Delegation.objects.create(
            reference=f"Bench {reference}",
            job_post=post,
            classes=["routine"],
            valid_from=now,
            valid_to=now + timedelta(days=30),
            granted_by=director,
            granted_at=now,
            evidence="Bench",
        )
        given.accounts.set(accounts)


def _content(account: SocialAccount, number: int) -> Content:
    words = Part(f"{TEXT} ({number})")
    return Content(
        targets=(Target(account.pk, account.platform, account.handle, (words,)),)
    )


def _submitted(author: Person, team: Team, account: SocialAccount) -> Draft:
    content = _content(account, 0)
    draft = create_draft(by=author, team=team, title="Levels", content=content)
    submit(draft, by=author, based_on=1, explanation="It is accurate.")
    return Draft.objects.select_related("current").get(pk=draft.pk)


def _wait_in(unit: Unit, number: int) -> None:
    """In one transaction, because a plan is laid with its check."""
    author = unit.authors[0]
    drafts = Draft.objects.bulk_create(
        Draft(title=f"Levels {at}", team=unit.team, author=author, status="submitted")
        for at in range(number)
    )
    contents = [_content(unit.account, 1 + at) for at in range(number)]
    revisions = Revision.objects.bulk_create(
        Revision(
            draft=draft,
            number=1,
            canonical=canonical(content),
            digest=digest(content),
            created_by=author,
        )
        for draft, content in zip(drafts, contents, strict=True)
    )
    checks = Check.objects.bulk_create(
        Check(
            revision=revision,
            ruleset="bench",
            digest="bench",
            classes=[],
            checked_for=author,
        )
        for revision in revisions
    )
    Seat.objects.bulk_create(_seat(check, unit.account) for check in checks)


def _seat(check: Check, account: SocialAccount) -> Seat:
    return Seat(
        check_run=check,
        revision_id=check.revision_id,
        position=0,
        name="routine",
        authority="routine",
        classes=["routine"],
        roles=[],
        plus=False,
        why=[],
        accounts=[account.pk],
        platforms=[account.platform],
    )
