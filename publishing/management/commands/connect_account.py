"""Connects a social account: registers it and seals the secret read from standard input.

The secret is never an argument, so it is in no process list and no shell history.
"""

import json
import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import register_account
from accounts.actions.register import enter
from accounts.models import JobPost, SocialAccount, Team
from accounts.outbound import OutboundError
from accounts.reasons import RefusedError
from accounts.roles import Platform
from audit.log import Actor
from publishing.actions.connecting import ask_platform, keep
from publishing.platforms.servers import server_address


OPERATOR = Actor(id="service:operator", post="operator", role="service")


class Command(BaseCommand):
    help = (
        "Connect an account. Give its secret as one JSON object of strings on standard "
        'input, for Mastodon: {"access_token": …}; docs/operations.md says what each '
        'platform wants. For the rehearsal network: {"token": …}.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--platform", required=True, choices=Platform.values)
        parser.add_argument(
            "--server", default="", help="where it is, such as https://social.example"
        )
        parser.add_argument("--handle", required=True, help="with its @ sign, if any")
        parser.add_argument("--name", default="", help="as colleagues call it")
        parser.add_argument("--team", default="", help="the team that it belongs to")
        parser.add_argument("--owner", default="", help="a job post's title")
        parser.add_argument("--deputy", default="", help="another job post's title")
        parser.add_argument("--purpose", default="", help="what it is for")
        parser.add_argument("--recovery", default="", help="a shared mailbox")
        parser.add_argument(
            "--mfa", action="store_true", help="two-factor sign-in is on"
        )
        parser.add_argument(
            "--review-on", type=date.fromisoformat, help="such as 2027-03-31"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Everything typed is looked at, then the platform asked, then all is stored."""
        asked = {name: str(value or "") for name, value in options.items()}
        platform, handle = asked["platform"], asked["handle"]
        try:
            server = server_address(asked.get("server", ""), platform=platform)
        except OutboundError as refused:
            raise CommandError(str(refused)) from None
        known = SocialAccount.objects.filter(
            platform=platform, server=server, handle=handle
        ).first()
        team, facts = _team(asked.get("team", ""), known), _facts(options)
        secret = read_secret()
        try:
            answer = ask_platform(platform, handle=handle, secret=secret, server=server)
            account = register_account(
                by=OPERATOR,
                platform=platform,
                server=server,
                handle=handle,
                name=asked.get("name") or handle.removeprefix("@"),
                team=team,
            )
            enter(account, by=OPERATOR, **facts)
            keep(answer, account, by=OPERATOR)
        except RefusedError as refused:
            raise CommandError(" ".join(refused.sentences)) from None
        self.stdout.write(f"{account} is connected.")


def _team(name: str, known: SocialAccount | None) -> Team:
    """The team that was named; else that of the account, or the only one there is."""
    if not name and known is not None:
        return known.team
    found = Team.objects.filter(name=name) if name else Team.objects.all()
    teams = list(found[:2])
    if len(teams) == 1:
        return teams[0]
    if name:
        raise CommandError(f"There is no team “{name}”. Add it first.")
    names = ", ".join(f"“{team}”" for team in Team.objects.order_by("name")[:20])
    raise CommandError(f"Say which team the account belongs to, with --team: {names}.")


def _facts(options: dict[str, object]) -> dict[str, object]:
    """What the register is told besides; what was not given stays as it is."""
    given = {name: options.get(name) for name in ("purpose", "recovery", "review_on")}
    facts = {name: value for name, value in given.items() if value}
    facts |= {"mfa": True} if options.get("mfa") else {}
    for name in ("owner", "deputy"):
        if options.get(name):
            facts[name] = _job_post(str(options[name]))
    return facts


def _job_post(title: str) -> JobPost:
    post = JobPost.objects.filter(title=title).order_by("pk").first()
    if post is None:
        raise CommandError(f"There is no job post “{title}”.")
    return post


def read_secret() -> dict[str, str]:
    """One JSON object of strings from standard input, or a sentence."""
    try:
        secret = json.loads(sys.stdin.read())
    except (ValueError, RecursionError):
        secret = None
    if not isinstance(secret, dict) or not all(
        isinstance(value, str) for value in secret.values()
    ):
        raise CommandError("Give the secret as one JSON object of strings.")
    return secret
