"""What follows when a release brings other rules: all that waits is checked again.

The check itself reads the rules that are in force; this only asks for it, once.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from approvals.models import RulesetSeen
from drafts.queries import database_time
from guidance.engine import ruleset
from publishing.actions.outbox import PublicationOutbox


# No second person asked for it: a new release did.
NO_PROPOSAL = 0
# While one release takes over from another both may run; they then do not ask for a
# re-check in turn with each other, second by second.
SETTLES = timedelta(minutes=1)
# As much of a digest as rules that came back are named by.
SHORT = 40


def look_for_new_rules() -> None:
    """Ask for one re-check when the rules of today are not those seen last.

    They may be new, or those of an older release that came back. May run twice at once.
    Under the rules of a new installation nothing has been checked, so nothing is asked.
    """
    today = ruleset(timezone.localdate())
    # A row a release, read at one moment; none is ever changed.
    seen = list(RulesetSeen.objects.order_by("pk"))
    name = _name_for(today, seen)
    if name is None:
        return
    with transaction.atomic():
        _, new = RulesetSeen.objects.get_or_create(ruleset=name)
        if new and seen:
            PublicationOutbox().check_again(
                why="The rules changed.", proposal=NO_PROPOSAL
            )


def _name_for(today: str, seen: Sequence[RulesetSeen]) -> str | None:
    """How to note that these rules took over; None where they did not, or only just.

    A name is noted once, by one clock, so rules that came back say after which row.
    """
    if today not in {each.ruleset for each in seen}:
        return today
    last = seen[-1]
    if last.ruleset.startswith(today[:SHORT]):
        return None
    settled = database_time() - last.seen_at >= SETTLES
    return f"{today[:SHORT]} after {last.pk}" if settled else None
