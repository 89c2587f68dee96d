"""Which pictures and films a platform may fetch by itself at this moment.

Nothing here changes a row; who has an address is asked of its signature elsewhere.
"""

from django.db.models import Q

from publishing.lifecycle import PublicationStatus
from publishing.models import Publication
from publishing.queries.stops import is_on_hold
from publishing.queries.takedowns import is_taken_down


def is_being_staged(sha256: str) -> bool:
    """Whether something approved, that nothing stops, needs it for its next call.

    A worker has claimed it, or waits until the platform has prepared what it fetches.
    """
    claimed = Q(status=PublicationStatus.CLAIMED)
    preparing = Q(status=PublicationStatus.WAITING, stagings__isnull=False)
    found = Publication.objects.filter(
        claimed | preparing, revision__media_uses__file=sha256
    ).distinct()
    return any(not is_on_hold(each) and not is_taken_down(each) for each in found)
