"""The demo department: people, posts, delegations, accounts and a few drafts.

For demos and training only; it refuses where real people have been added.
"""

from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.actions import register_account, store_credential
from accounts.models import Delegation, Holding, JobPost, Person, SocialAccount, Team
from accounts.roles import Role
from approvals.actions import approve, send_back
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.actions import create_draft, submit
from drafts.content import Content, Part, Target
from drafts.models import Draft
from guidance.models import PublicNumber


DEMO = Actor(id="service:demo", post="demo", role="service")
DOMAIN = "rivers.example"
PASSWORD = "river-drama-rehearsal"  # noqa: S105 - of invented people on a rehearsal network

# Name, team, job post, roles.
PEOPLE = (
    ("Alice Archer", "River warnings", "Press officer", [Role.AUTHOR]),
    ("Bob Okafor", "River warnings", "Senior press officer", [Role.AUTHOR]),
    ("Priya Shah", "River warnings", "Head of news", [Role.LINE_MANAGER]),
    (
        "Tom Reed",
        "Flood policy",
        "Deputy director, flood policy",
        [Role.AUTHORISED_OFFICER],
    ),
    (
        "Dee Marsh",
        "Communications",
        "Director of communications",
        [Role.AUTHORISED_OFFICER],
    ),
    ("Grace Lin", "Internal audit", "Internal auditor", [Role.AUDITOR]),
    ("Sam Rowe", "Digital services", "Service manager", [Role.ADMINISTRATOR]),
)

# Reference, job post, classes.
DELEGATIONS = (
    ("D-101", "Head of news", ["routine", "reply", "rumour", "correction"]),
    (
        "D-114",
        "Deputy director, flood policy",
        [
            "routine",
            "reply",
            "commitment",
            "new_commitment",
            "money",
            "unpublished",
            "proceedings",
            "other_body",
            "case",
            "staff",
        ],
    ),
    (
        "D-120",
        "Director of communications",
        [
            "routine",
            "announcement",
            "market",
            "security",
            "controversy",
            "election",
            "paid",
            "new_money",
            "statistics",
        ],
    ),
)

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
    for row in DELEGATIONS:
        _delegation(*row, granted_by=people["Dee Marsh"], accounts=[rehearsal, on_x])
    PublicNumber.objects.get_or_create(number="02079460999", what="Press office")
    if not Draft.objects.exists():
        _drafts(people, team, rehearsal)


def _person(name: str, team: str, title: str, roles: list[Role]) -> Person:
    person = Person.objects.filter(email=address(name)).first()
    if person is not None:
        return person
    person = Person.objects.create_user(address(name), name, PASSWORD)
    person.is_staff = Role.ADMINISTRATOR in roles
    person.save(update_fields=["is_staff"])
    post = JobPost.objects.create(
        title=title, team=Team.objects.get_or_create(name=team)[0], roles=roles
    )
    Holding.objects.create(job_post=post, person=person, starts_on=date(2026, 1, 5))
    record(
        Event.HOLDING_STARTED,
        actor=DEMO,
        subject=Subject("person", str(person.pk)),
        details={"post": title, "roles": [role.value for role in roles]},
    )
    return person


def _delegation(
    reference: str,
    title: str,
    classes: list[str],
    *,
    granted_by: Person,
    accounts: list[SocialAccount],
) -> None:
    now = timezone.now()
    delegation, new = Delegation.objects.get_or_create(
        reference=reference,
        defaults={
            "job_post": JobPost.objects.get(title=title),
            "classes": classes,
            "valid_from": now - timedelta(days=1),
            "valid_to": now + timedelta(days=365),
            "granted_by": granted_by,
            "granted_at": now - timedelta(days=1),
            "evidence": "Delegation schedule 2026, page 4",
        },
    )
    if new:
        delegation.accounts.set(accounts)
        record(
            Event.DELEGATION_GRANTED,
            actor=DEMO,
            subject=Subject("delegation", reference),
            details={"post": title, "classes": classes},
        )


def _content(account: SocialAccount, text: str) -> Content:
    target = Target(
        account=account.pk,
        platform=account.platform,
        handle=account.handle,
        parts=(Part(text=text),),
    )
    return Content(targets=(target,))


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
