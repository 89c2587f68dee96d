"""What every takedown writes: who asked, a row for each live post, and who is told.

Nobody's right is asked here, and no platform is called.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from accounts.actions.notices import tell_everyone
from accounts.models import SocialAccount
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity
from accounts.roles import Role
from approvals.policy.chasing import Working, after_working_hours
from audit.log import Subject
from drafts.models import Draft
from drafts.queries import database_time
from publishing.models import Correction, Deletion, Receipt, Takedown
from publishing.policy.takedowns import CONFIRMING_ROLES
from publishing.queries.added import added_to
from publishing.queries.takedowns import people_in


# Who hears of every takedown at once (domain notes, section 4).
TOLD_ROLES = (Role.RECORDS_OFFICER, *CONFIRMING_ROLES)
LONGEST_REASON = 400


def asked(
    capacity: Capacity,
    reason: str,
    *,
    draft: Draft | None = None,
    account: SocialAccount | None = None,
    correction: Correction | None = None,
) -> Takedown:
    """The takedown itself: of a draft, or of posts on one account."""
    takedown = Takedown.objects.create(
        draft=draft,
        account=account,
        correction=correction,
        reason=reason.strip()[:LONGEST_REASON],
        requested_by=capacity.person,
        post=capacity.post,
        role=capacity.role.value,
        confirm_by=_confirm_by(capacity.role, at=database_time()),
    )
    takedown.refresh_from_db()
    return takedown


def ask_for(takedown: Takedown, receipts: Iterable[Receipt]) -> int:
    """A row for each remote post, what corrections added to it included; how many.

    A corrected post has two receipts and is one post.
    """
    posts = {
        (receipt.publication.account_id, receipt.remote_id): receipt
        for receipt in receipts
    }
    added = added_to(posts.values())
    Deletion.objects.bulk_create(_row(takedown, each) for each in posts.values())
    # After those, because PostgreSQL takes them for the sake of those alone.
    Deletion.objects.bulk_create(_row(takedown, each) for each in added)
    return len(posts) + len(added)


def details_of(takedown: Takedown, account: str, *, posts: int) -> dict[str, str | int]:
    return {"account": account, "takedown": str(takedown.pk), "posts": posts}


def tell_of(takedown: Takedown) -> None:
    why = "Look at what is gone, and at what is not."
    if takedown.confirm_by is not None:
        why = "A duty officer took it down. The head of digital confirms it."
    tell_everyone(
        people_in(TOLD_ROLES, at=database_time()),
        kind=NoticeKind.TAKEDOWN,
        subject=Subject("takedown", str(takedown.pk)),
        path=f"/registers/takedowns/{takedown.pk}/",
        why=why,
    )


def _row(takedown: Takedown, receipt: Receipt) -> Deletion:
    return Deletion(
        takedown=takedown,
        account=receipt.publication.account,
        remote_id=receipt.remote_id,
        url=receipt.url,
        publication=receipt.publication,
        part=receipt.part,
    )


def _confirm_by(role: Role, *, at: datetime) -> datetime | None:
    """Within one working day, where a duty officer acts."""
    if role != Role.DUTY_OFFICER:
        return None
    opens, closes = settings.COUNTERSIGN_WORKING_DAY
    working = Working(opens, closes, timezone.get_default_timezone())
    return after_working_hours(at, closes - opens, working=working)
