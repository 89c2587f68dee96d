"""Seals every stored secret again with the newest of COUNTERSIGN_CREDENTIAL_KEYS.

No key and no secret is printed. It may be stopped and begun again.
"""

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.resealing import reseal_everything
from audit.log import Actor


OPERATOR = Actor(id="service:operator", post="operator", role="service")


class Command(BaseCommand):
    help = (
        "Seal the accounts' credentials, webhooks' secrets and sign-in codes again with "
        "the first key of COUNTERSIGN_CREDENTIAL_KEYS. Afterwards the other keys can go."
    )

    def handle(self, *args: object, **options: object) -> None:
        tally = reseal_everything(by=OPERATOR)
        self.stdout.write(
            f"Sealed again: {tally.resealed}. Had the newest key: {tally.already}."
        )
        if tally.unreadable:
            raise CommandError(
                f"{tally.unreadable} secrets open with none of the keys. Give the key "
                "that they were sealed with and run this again, or store them anew."
            )
        if tally.waiting:
            raise CommandError(
                f"{tally.waiting} new passwords wait for a second person. Keep the old "
                "keys until those are decided, and run this again."
            )
        self.stdout.write("Only the first key is needed from now on.")
