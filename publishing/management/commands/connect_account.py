"""Connects a social account: registers it and seals the secret read from standard input.

The secret is never an argument, so it is in no process list and no shell history.
"""

import json
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import register_account, store_credential
from accounts.models import Team
from accounts.platforms import NOT_ACCEPTED
from accounts.reasons import RefusedError
from accounts.roles import Platform
from audit.log import Actor
from publishing.platforms.registry import accepts


OPERATOR = Actor(id="service:operator", post="operator", role="service")


class Command(BaseCommand):
    help = (
        "Connect an account. Give its secret as one JSON object on standard input, "
        'for X: {"consumer_key": …, "consumer_secret": …, "access_token": …, '
        '"access_token_secret": …}; for the rehearsal network: {"token": …}.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--platform", required=True, choices=Platform.values)
        parser.add_argument("--handle", required=True, help="with its @ sign")
        parser.add_argument("--name", required=True, help="as colleagues call it")
        parser.add_argument("--team", required=True, help="the team that owns it")

    def handle(self, *args: object, **options: str) -> None:
        team = Team.objects.filter(name=options["team"]).first()
        if team is None:
            raise CommandError(f"There is no team “{options['team']}”. Add it first.")
        secret = read_secret()
        platform, handle = options["platform"], options["handle"]
        if not accepts(platform, handle, secret):
            raise CommandError(f"{NOT_ACCEPTED}, so nothing was stored.")
        try:
            account = register_account(
                by=OPERATOR,
                platform=platform,
                handle=handle,
                name=options["name"],
                team=team,
            )
        except RefusedError as refused:
            raise CommandError(" ".join(refused.sentences)) from None
        store_credential(account, by=OPERATOR, secret=secret)
        self.stdout.write(f"{account} is connected.")


def read_secret() -> dict[str, str]:
    """One JSON object of strings from standard input, or a sentence."""
    try:
        secret = json.loads(sys.stdin.read())
    except json.JSONDecodeError:
        secret = None
    if not isinstance(secret, dict) or not all(
        isinstance(value, str) for value in secret.values()
    ):
        raise CommandError("Give the secret as one JSON object of strings.")
    return secret
