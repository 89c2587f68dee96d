"""Sounding the alarm of posts that are overdue, once each.

Nothing is sent or settled here.
"""

from django.db import transaction
from django.db.models.functions import Now

from audit.events import Event
from drafts.queries import database_time
from publishing.actions.moves import note
from publishing.models import Publication
from publishing.queries.overdue import untold


# In one round of the clock; what is left is told in the next.
AT_ONCE = 50


def tell_of_overdue() -> int:
    """Log and tell what is overdue; how many that were. Two clocks tell once."""
    with transaction.atomic():
        late = list(
            untold(database_time())
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("revision__draft", "account")
            .order_by("due_at", "pk")[:AT_ONCE]
        )
        Publication.objects.filter(pk__in=[each.pk for each in late]).update(
            overdue_since=Now()
        )
        for each in late:
            note(Event.PUBLICATION_OVERDUE, each, details={"status": str(each.status)})
    return len(late)
