"""What follows when a release brings other rules: all that waits is checked again.

The check itself reads the rules that are in force; this only asks for it, once.
"""

from django.db import transaction
from django.utils import timezone

from approvals.models import RulesetSeen
from guidance.engine import ruleset
from publishing.actions.outbox import PublicationOutbox


# No second person asked for it: a new release did.
NO_PROPOSAL = 0


def look_for_new_rules() -> None:
    """Ask for one re-check when the rules of today differ from any seen; may run twice.

    Under the rules of a new installation nothing has been checked, so nothing is asked.
    """
    today = ruleset(timezone.localdate())
    if RulesetSeen.objects.filter(ruleset=today).exists():
        return
    with transaction.atomic():
        first = not RulesetSeen.objects.exists()
        _, new = RulesetSeen.objects.get_or_create(ruleset=today)
        if new and not first:
            PublicationOutbox().check_again(
                why="The rules changed.", proposal=NO_PROPOSAL
            )
