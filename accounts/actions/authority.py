"""The verbs of the register of authority: give one, and take it back.

Nothing is decided on a draft here; each verb asks the policy, changes and logs at once.
"""

from django.db import transaction
from django.utils import timezone

from accounts.actions.notices import tell_everyone
from accounts.leaving import leaving
from accounts.models import Delegation, Person
from accounts.notice_kinds import NoticeKind
from accounts.policy.authority import (
    Grant,
    reasons_against_granting,
    reasons_against_revoking,
)
from accounts.queries.people import acting_as, deciders_in
from accounts.reasons import refuse_for
from accounts.roles import CONTENT_ROLES, Role
from audit.events import Event
from audit.log import Subject, record
from audit.tree.canonical import Json


GIVING_ROLES = (Role.DIRECTOR, *CONTENT_ROLES)


def subject_of(delegation: Delegation) -> Subject:
    return Subject("delegation", str(delegation.pk))


def grant_authority(grant: Grant, *, by: Person) -> Delegation:
    """Enter a delegation or an explicit grant; the database sets when it was given."""
    with transaction.atomic():
        refuse_for(reasons_against_granting(grant, by=by))
        delegation = Delegation.objects.create(
            reference=grant.reference,
            job_post=grant.job_post,
            classes=list(grant.classes),
            platforms=list(grant.platforms),
            topic=grant.topic,
            money_ceiling=grant.money_ceiling,
            one_draft=grant.one_draft,
            valid_from=grant.valid_from,
            valid_to=grant.valid_to,
            onward=grant.onward,
            under=grant.under,
            granted_by=by,
            granted_at=timezone.now(),
            evidence=grant.evidence.strip(),
        )
        delegation.accounts.set(grant.accounts)
        delegation.refresh_from_db()
        record(
            Event.DELEGATION_GRANTED,
            actor=acting_as(by, GIVING_ROLES).actor,
            subject=subject_of(delegation),
            details=_details(delegation),
            personal={"evidence": delegation.evidence},
        )
        _tell_holders(delegation, NoticeKind.AUTHORITY)
    return delegation


def revoke_authority(delegation: Delegation, *, by: Person, reason: str) -> Delegation:
    """End a delegation now, and with it whatever was given on under it or rests on it."""
    with transaction.atomic():
        delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
        refuse_for(reasons_against_revoking(delegation, by=by, reason=reason))
        delegation.revoked_at = timezone.now()
        delegation.revoked_by = by
        delegation.revoked_reason = reason.strip()
        delegation.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
        delegation.refresh_from_db()
        record(
            Event.DELEGATION_REVOKED,
            actor=acting_as(by, GIVING_ROLES).actor,
            subject=subject_of(delegation),
            details=_details(delegation),
            personal={"revoked_reason": delegation.revoked_reason},
        )
        _tell_holders(delegation, NoticeKind.AUTHORITY)
        leaving().lapse()
    return delegation


def _details(delegation: Delegation) -> dict[str, Json]:
    accounts = delegation.accounts.order_by("pk")
    under = delegation.under
    return {
        "reference": delegation.reference,
        "job_post": delegation.job_post.title,
        "classes": list(delegation.classes),
        "accounts": [str(account) for account in accounts],
        "platforms": list(delegation.platforms),
        "topic": delegation.topic,
        "money_ceiling": delegation.money_ceiling,
        "one_draft": delegation.one_draft,
        "onward": delegation.onward,
        "under": under.reference if under else None,
        "granted_by_id": str(delegation.granted_by_id),
        "valid_from": delegation.valid_from.isoformat(),
        "valid_to": delegation.valid_to.isoformat(),
    }


def _tell_holders(delegation: Delegation, kind: NoticeKind) -> None:
    tell_everyone(
        deciders_in([delegation.job_post_id], at=timezone.now()),
        kind=kind,
        subject=subject_of(delegation),
        path=f"/registers/authority/{delegation.pk}/",
    )
