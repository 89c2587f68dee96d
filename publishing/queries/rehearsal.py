"""Reads of the rehearsal network: its accounts, their timelines, one post.

Nothing here changes a row.
"""

from django.db.models import QuerySet

from accounts.models import SocialAccount
from accounts.roles import Platform
from publishing.models import RehearsalPost, RehearsalSwitch


LONGEST_TIMELINE = 50


def rehearsal_accounts() -> QuerySet[SocialAccount]:
    return SocialAccount.objects.filter(platform=Platform.REHEARSAL).order_by("handle")


def account_called(name: str) -> SocialAccount | None:
    """The account whose handle is this name, with or without the sign before it."""
    return rehearsal_accounts().filter(handle__in=(f"@{name}", name)).first()


def timeline(handle: str) -> QuerySet[RehearsalPost]:
    """The last posts of an account, the newest first, deleted ones too."""
    return RehearsalPost.objects.filter(handle=handle).order_by("-id")[
        :LONGEST_TIMELINE
    ]


def post_of(handle: str, post_id: int) -> RehearsalPost | None:
    return RehearsalPost.objects.filter(handle=handle, pk=post_id).first()


def switch_of(handle: str) -> RehearsalSwitch | None:
    """The fault that is set and not used up."""
    return RehearsalSwitch.objects.filter(handle=handle, times__gt=0).first()
