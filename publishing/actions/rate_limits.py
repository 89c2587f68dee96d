"""Keeping what the platforms say may still be done, for every worker to see.

No platform is asked here, and nothing waits.
"""

from collections.abc import Sequence

from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import SocialAccount
from publishing.models import RateLimit
from publishing.platforms.protocol import Allowance


MOST = 2**31 - 1


def note_allowances(account: SocialAccount, allowances: Sequence[Allowance]) -> None:
    """Keep the newest word of each kind; an answer that was overtaken changes nothing.

    Within one window the smaller number is the newer one.
    """
    for allowance in {each.kind: each for each in allowances}.values():
        newest = {
            "limit": allowance.limit,
            "remaining": max(0, min(allowance.remaining, MOST)),
            "resets_at": allowance.resets_at,
        }
        limit, new = RateLimit.objects.get_or_create(
            account=account, kind=allowance.kind[:16], defaults=newest
        )
        if not new:
            RateLimit.objects.filter(pk=limit.pk).filter(
                Q(resets_at__lt=allowance.resets_at)
                | Q(resets_at__lt=Now())
                | Q(remaining__gt=newest["remaining"])
            ).update(**newest, seen_at=Now())
