"""The demo department: people, posts, delegations, accounts and a few drafts.

For demos and training only; it refuses where real people have been added.
"""

from datetime import date, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.actions import register_account, store_credential
from accounts.actions.authority import grant_authority
from accounts.models import Delegation, Holding, JobPost, Person, SocialAccount, Team
from accounts.policy.authority import Grant
from accounts.roles import Role
from approvals.actions import approve, send_back
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.actions import create_draft, submit
from drafts.content import Content, Part, Place, Statement, Target
from drafts.models import Draft
from guidance.registers import Register
from publishing.management.demo_lines import load_lines
from publishing.management.demo_organisation import appoint, load_organisation
from publishing.management.demo_people import DELEGATIONS, PEOPLE
from publishing.management.demo_registers import load_registers


DEMO = Actor(id="service:demo", post="demo", role="service")
DOMAIN = "rivers.example"
SECOND = "Ada Holt"
PASSWORD = "river-drama-rehearsal"  # noqa: S105 - of invented people on a rehearsal network

WARNING = (
    "Flood warning for the River Ouse at Exampleton. Move cars to higher ground and "
    "check your route before you travel: https://www.gov.uk/check-flooding"
)
PROMISE = "We will open 40 new flood information centres by March 2027."
ADVICE = (
    "Planning a walk by the river? Levels change quickly after rain. Stay on the path."
)


class Command(BaseCommand):
    help = "Load the demo department; safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--print-sign-ins", action="store_true", help="only print the sign-ins"
        )

    def handle(self, *args: object, **options: object) -> None:
        if not options["print_sign_ins"]:
            refuse_among_real_people()
            load()
        self.stdout.write("Demo sign-ins (password for all: " + PASSWORD + ")")
        for name, _team, title, _roles in PEOPLE:
            self.stdout.write(f"  {address(name):28} {name}, {title}")


def address(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@{DOMAIN}"


def refuse_among_real_people() -> None:
    if Person.objects.exclude(email__endswith=f"@{DOMAIN}").exists():
        raise CommandError(
            "This database has people who are not of the demo, so the demo was not "
            "loaded. Use an empty database for it."
        )


@transaction.atomic
def load() -> None:
    people = {row[0]: _person(*row) for row in PEOPLE}
    _second_administrator(people)
    team = Team.objects.get(name="River warnings")
    rehearsal = register_account(
        by=DEMO,
        platform="rehearsal",
        handle="@RiversDept",
        name="River warnings",
        team=team,
    )
    on_x = register_account(
        by=DEMO, platform="x", handle="@RiversDept", name="River warnings", team=team
    )
    if not hasattr(rehearsal, "credential"):
        store_credential(rehearsal, by=DEMO, secret={"token": "rehearsal"})
    load_organisation(people, [rehearsal, on_x])
    for reference, title, classes, ceiling, giver in DELEGATIONS:
        if not Delegation.objects.filter(reference=reference).exists():
            grant_authority(
                Grant(
                    reference=reference,
                    job_post=JobPost.objects.get(title=title),
                    classes=tuple(classes.split()),
                    accounts=(rehearsal, on_x),
                    valid_from=timezone.now(),
                    valid_to=timezone.now() + timedelta(days=365),
                    evidence="Delegation schedule 2026, page 4",
                    money_ceiling=ceiling,
                ),
                by=people[giver],
            )
    load_registers(
        people["Ruth Vale"],
        people["Carl Nuttall"],
        {
            Register.PUBLIC_NUMBER: people["Dina Cole"],
            Register.RELEASE: people["Sol Price"],
        },
    )
    load_lines(
        people["Bob Okafor"],
        people["Priya Shah"],
        JobPost.objects.get(title="Head of news"),
        [rehearsal, on_x],
    )
    if not Draft.objects.exists():
        _drafts(people, team, rehearsal)


def _person(name: str, team: str, title: str, roles: list[Role]) -> Person:
    person = Person.objects.filter(email=address(name)).first()
    if person is not None:
        return person
    person = Person.objects.create(
        email=address(name),
        name=name,
        password=_hashed(),
        is_staff=Role.ADMINISTRATOR in roles,
    )
    post = JobPost.objects.create(
        title=title, team=Team.objects.get_or_create(name=team)[0], roles=roles
    )
    if name != SECOND:
        _hold(person, post)
    return person


@cache
def _hashed() -> str:
    """Made once: it is slow on purpose, and everybody has the same password."""
    return make_password(PASSWORD)


def _second_administrator(people: dict[str, Person]) -> None:
    """While there is one administrator, the line manager confirms whom they propose."""
    post = JobPost.objects.get(title="Service engineer")
    if post.holdings.exists():
        return
    post.reports_to = JobPost.objects.get(title="Head of digital engagement")
    post.save(update_fields=["reports_to"])
    appoint(
        people[SECOND],
        post,
        proposed_by=people["Sam Rowe"],
        confirmed_by=people["Hana Wu"],
    )


def _hold(person: Person, post: JobPost) -> None:
    holding = Holding.objects.create(
        job_post=post, person=person, starts_on=date(2026, 1, 5)
    )
    record(
        Event.HOLDING_STARTED,
        actor=DEMO,
        subject=Subject("holding", str(holding.pk)),
        details={
            "job_post": post.title,
            "person_id": str(person.pk),
            "starts_on": holding.starts_on.isoformat(),
            "ends_on": None,
        },
    )


def _content(account: SocialAccount, text: str) -> Content:
    target = Target(
        account=account.pk,
        platform=account.platform,
        handle=account.handle,
        parts=(Part(text=text),),
    )
    return Content(targets=(target,), statements=_statements(text))


def _statements(text: str) -> tuple[Statement, ...]:
    """What the demo's one commitment promises, as its author declares it."""
    if text != PROMISE:
        return ()
    return (
        Statement(
            authority="commitment",
            what="40 new flood information centres",
            by_when="March 2027",
            basis="Flood information plan, published on 2 November 2026",
            place=Place("targets.0.parts.0.text", 0, len(PROMISE)),
        ),
    )


def _drafts(people: dict[str, Person], team: Team, account: SocialAccount) -> None:
    """One draft published, one waiting for a commitment, one sent back."""
    alice, bob, priya = (
        people[name] for name in ("Alice Archer", "Bob Okafor", "Priya Shah")
    )
    for author, title, text in (
        (alice, "Flood warning, River Ouse", WARNING),
        (bob, "Information centres", PROMISE),
        (alice, "Walking by the river", ADVICE),
    ):
        draft = create_draft(
            by=author, team=team, title=title, content=_content(account, text)
        )
        submit(draft, by=author, based_on=1, explanation="Agreed with flood policy.")
        revision = draft.revisions.get()
        digest = bytes(revision.digest)
        if title.startswith("Flood"):
            approve(revision, by=priya, digest=digest)
        elif title.startswith("Walking"):
            send_back(
                revision,
                by=priya,
                digest=digest,
                reason="Please name the river and link to the level service.",
            )
