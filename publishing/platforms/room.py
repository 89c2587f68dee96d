"""How many posts an account may still make, as its platform said last.

No platform is asked here, and no row is changed.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db.models.functions import Now

from drafts.content import Content
from drafts.platforms import Room
from drafts.purposes import Purpose
from publishing.models import RateLimit


def room_for(content: Content) -> Mapping[int, Room]:
    """By the number of the account; in one query, of limits whose time is not over."""
    limits = RateLimit.objects.filter(
        account__in={target.account for target in content.targets},
        kind="posts",
        resets_at__gt=Now(),
    )
    kept = kept_for_others(urgent=content.purpose == Purpose.LIFE_SAFETY)
    return {
        each.account_id: Room(max(0, each.remaining - kept), each.resets_at)
        for each in limits
    }


def kept_for_others(*, urgent: bool) -> int:
    """The last few posts that a platform allows are for danger to life."""
    reserve: int = settings.COUNTERSIGN_URGENT_RESERVE
    return 0 if urgent else reserve
