"""The named cast and the makers of drafts that every test shares.

No test lives here. Alice and Bob write for Rivers, Priya manages them, Tom is an
authorised officer, Dee is the director, Grace audits, Sam administers, Mallory works in another team.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.actions import store_credential
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
from accounts.models.authority import MONEY_CLASSES
from accounts.roles import Role
from approvals.actions import approve
from approvals.policy import people_who_could
from audit.log import Actor
from drafts.actions import create_draft, submit
from drafts.checks import check_content
from drafts.content import Content, Part, Statement, Target
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from drafts.policy.statements import proposals
from tests.holdings import setting_up


SET_UP = Actor(id="service:test", post="test", role="service")


@dataclass(frozen=True)
class Cast:
    """Everybody and everything that a story needs, already in the database."""

    rivers: Team
    strategy: Team
    alice: Person
    bob: Person
    priya: Person
    tom: Person
    dee: Person
    grace: Person
    sam: Person
    mallory: Person
    rehearsal: SocialAccount
    x: SocialAccount
    routine: Delegation
    commitments: Delegation


Hired = tuple[str, Team, str, Role]


def hire(name: str, team: Team, title: str, role: Role, *others: Role) -> Person:
    """A person who holds one new post from the start of last year."""
    (person,) = hire_all([(name, team, title, role)])
    if others:
        JobPost.objects.filter(title=title).update(roles=[role, *others])
    return person


def hire_all(rows: Sequence[Hired]) -> list[Person]:
    """Everybody at once, because nearly every test begins with it."""
    people = Person.objects.bulk_create(
        Person(
            email=f"{name.split(maxsplit=1)[0].lower()}@rivers.example",
            name=name,
            password=make_password(None),
        )
        for name, *_ in rows
    )
    posts = JobPost.objects.bulk_create(
        JobPost(title=title, team=team, roles=[role]) for _, team, title, role in rows
    )
    with setting_up():
        Holding.objects.bulk_create(
            Holding(job_post=post, person=person, starts_on=date(2025, 1, 1))
            for post, person in zip(posts, people, strict=True)
        )
    train(*people)
    return people


def train(*people: Person, until: date | None = None) -> None:
    """Every required course, completed long ago and good until said, or for years."""
    TrainingRecord.objects.bulk_create(
        TrainingRecord(
            person=person,
            course=course,
            completed_on=date(2024, 6, 3),
            expires_on=until or date(2099, 12, 31),
        )
        for course in Course.objects.filter(required=True)
        for person in people
    )


def complete(account: SocialAccount, *, owner: Person, deputy: Person) -> None:
    """Everything that the register wants of an account before it may speak."""
    account.owner = owner.holdings.get().job_post
    account.deputy = deputy.holdings.get().job_post
    account.purpose = "River levels and flood warnings"
    account.recovery = "channels@rivers.example"
    account.mfa = True
    account.review_on = date(2099, 12, 31)
    account.approved_by, account.approved_at = owner, timezone.now()
    account.save()


@transaction.atomic
def delegate(
    reference: str,
    to: Person,
    classes: list[str],
    accounts: list[SocialAccount],
    **narrower: object,
) -> Delegation:
    """A delegation of the director to the post that this person holds, for a year."""
    now = timezone.now()
    money = set(MONEY_CLASSES).intersection(classes)
    given = {
        "reference": reference,
        "job_post": narrower.get("job_post") or to.holdings.get().job_post,
        "classes": classes,
        "money_ceiling": 10_000_000 if money else None,
        "valid_from": now,
        "valid_to": now + timedelta(days=335),
        "granted_by": Person.objects.get(email="dee@rivers.example"),
        "granted_at": now,
        "evidence": "Delegation schedule 2026, page 4",
    }
    with transaction.atomic():
        delegation = Delegation.objects.create(**given | narrower)
        delegation.accounts.set(accounts)
    delegation.refresh_from_db()
    return delegation


def assemble() -> Cast:
    """Write the whole cast; for tests that manage their own database."""
    cast = hire_everybody()
    connect(cast)
    return cast


def connect(cast: Cast) -> None:
    """Store the credential of the rehearsal account, which is the first entry of the log."""
    store_credential(cast.rehearsal, by=SET_UP, secret={"token": "rehearsal-token"})


def hire_everybody() -> Cast:
    """The cast, of whom the log knows nothing yet."""
    rivers = Team.objects.create(name="Rivers")
    strategy = Team.objects.create(name="Strategy")
    rehearsal = SocialAccount.objects.create(
        platform="rehearsal", handle="@RiversDept", name="Rivers", team=rivers
    )
    x = SocialAccount.objects.create(
        platform="x", handle="@RiversDept", name="Rivers on X", team=rivers
    )
    priya, tom, dee, alice, bob, grace, sam, mallory = hire_all(
        [
            ("Priya Shah", rivers, "Head of news", Role.LINE_MANAGER),
            ("Tom Reed", strategy, "Deputy director", Role.AUTHORISED_OFFICER),
            ("Dee Marsh", strategy, "Director of communications", Role.DIRECTOR),
            ("Alice Archer", rivers, "Press officer", Role.AUTHOR),
            ("Bob Okafor", rivers, "Senior press officer", Role.AUTHOR),
            ("Grace Lin", strategy, "Internal auditor", Role.AUDITOR),
            ("Sam Admin", strategy, "Service manager", Role.ADMINISTRATOR),
            ("Mallory Vane", strategy, "Strategist", Role.AUTHOR),
        ]
    )
    for account in (rehearsal, x):
        complete(account, owner=priya, deputy=tom)
    return Cast(
        rivers=rivers,
        strategy=strategy,
        alice=alice,
        bob=bob,
        priya=priya,
        tom=tom,
        dee=dee,
        grace=grace,
        sam=sam,
        mallory=mallory,
        rehearsal=rehearsal,
        x=x,
        routine=delegate("D-101", priya, ["routine"], [rehearsal, x]),
        commitments=delegate(
            "D-114", tom, ["routine", "commitment", "money"], [rehearsal, x]
        ),
    )


ROUTINE = "Flood warning for the River Ouse at Exampleton. Check your route on GOV.UK."


def words(*accounts: SocialAccount, text: str = ROUTINE) -> Content:
    """The same text, as one post, for each account, with what it promises declared."""
    return declared(
        Content(
            targets=tuple(
                Target(
                    account=account.pk,
                    platform=account.platform,
                    handle=account.handle,
                    server=account.server,
                    parts=(Part(text=text),),
                )
                for account in accounts
            )
        )
    )


def declared(content: Content) -> Content:
    """The content with a statement for each thing that the check asks to declare."""
    return replace(
        content,
        statements=tuple(
            Statement(
                authority=asked.authority,
                what=asked.words,
                basis="Flood plan 2026, page 12",
                place=asked.place,
            )
            for asked in proposals(content, check_content(content))
        ),
    )


def a_draft(cast: Cast, *, by: Person | None = None, text: str = ROUTINE) -> Draft:
    """A draft of one revision on the rehearsal account, by Alice unless said."""
    return create_draft(
        by=by or cast.alice,
        team=cast.rivers,
        title="Flood warning, River Ouse",
        content=words(cast.rehearsal, text=text),
    )


def a_submitted_draft(
    cast: Cast, *, by: Person | None = None, text: str = ROUTINE
) -> Draft:
    draft = a_draft(cast, by=by, text=text)
    submit(draft, by=by or cast.alice, based_on=1, explanation="It is accurate.")
    draft.refresh_from_db()
    return draft


def an_approved_draft(
    cast: Cast,
    *,
    text: str = ROUTINE,
    content: Content | None = None,
    by: Person | None = None,
) -> Draft:
    """Written by Alice, approved by Priya and whoever else must; it waits to go out."""
    draft = create_draft(
        by=cast.alice,
        team=cast.rivers,
        title="Flood warning, River Ouse",
        content=content or words(cast.rehearsal, text=text),
    )
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    revision = current(draft)
    approve(revision, by=by or cast.priya, digest=bytes(revision.digest))
    draft.refresh_from_db()
    while draft.status == Status.SUBMITTED:
        second = people_who_could(revision, at=timezone.now())[0]
        approve(revision, by=second, digest=bytes(revision.digest))
        draft.refresh_from_db()
    return draft


def current(draft: Draft) -> Revision:
    draft.refresh_from_db()
    assert draft.current is not None
    return draft.current


Maker = Callable[..., Draft]
