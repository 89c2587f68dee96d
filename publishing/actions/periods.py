"""What follows when a sensitive period begins: all that waits is checked again.

A period that is entered or changed has its re-check already; this is for its first
moment, which no entry marks.
"""

from django.db import transaction
from django.db.models import Q

from drafts.queries import database_time
from guidance.queries import periods_since
from publishing.actions.outbox import PublicationOutbox
from publishing.models import Recheck


def look_for_begun_periods() -> None:
    """Ask for one re-check for each period that began since the last; may run twice."""
    now = database_time()
    for period in periods_since(now, until=now):
        seen = Q(asked_at__gte=period.starts_at) | Q(began_at__gte=period.starts_at)
        if not Recheck.objects.filter(seen | Q(began_at=None)).exists():
            with transaction.atomic():
                PublicationOutbox().check_again(
                    why=f"The period “{period.name}” has begun."[:400],
                    proposal=period.proposal,
                )
