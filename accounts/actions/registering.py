"""Registering an account by its page, and asking for its approval by a second person.

No platform is asked here, and no credential is touched.
"""

from django.db import transaction
from django.utils import timezone

from accounts.actions.notices import tell_everyone
from accounts.actions.register import Entry, keep_entry
from accounts.actions.social import register_account, subject_of
from accounts.models import Person, SocialAccount, Team
from accounts.notice_kinds import NoticeKind
from accounts.policy.register import (
    APPROVING_ROLES,
    REGISTERING_ROLES,
    reasons_against_registering,
)
from accounts.queries import acting_as, holdings_on
from accounts.reasons import refuse_for


def register_by_hand(
    *, by: Person, platform: str, server: str, handle: str, name: str, team: Team
) -> SocialAccount:
    """Enter a new account; it can do nothing before it is approved and connected.

    Raises `RefusedError`.
    """
    with transaction.atomic():
        refuse_for(
            reasons_against_registering(
                by=by, platform=platform, server=server, handle=handle
            )
        )
        return register_account(
            by=acting_as(by, REGISTERING_ROLES).actor,
            platform=platform,
            server=server,
            handle=handle,
            name=name,
            team=team,
        )


def complete_entry(account: SocialAccount, *, by: Person, entry: Entry) -> None:
    """Write the new account's entry, and tell whoever may approve it."""
    with transaction.atomic():
        kept = keep_entry(account, by=by, entry=entry)
        if kept.approved_at is None:
            tell_everyone(
                approvers_but(by),
                kind=NoticeKind.PROPOSAL_WAITING,
                subject=subject_of(kept),
                path=f"/registers/accounts/{kept.pk}/",
                why=f"{kept}: an account to approve.",
            )


def approvers_but(person: Person) -> list[Person]:
    """Whoever may approve accounts today, by name."""
    held = holdings_on(timezone.localdate()).filter(
        job_post__roles__overlap=[role.value for role in APPROVING_ROLES]
    )
    people = Person.objects.filter(pk__in=held.values("person")).exclude(pk=person.pk)
    return list(people.order_by("name"))
