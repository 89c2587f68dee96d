"""The verbs of the account register: keep an entry, approve an account, review access.

No credential is touched here.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actions.social import subject_of
from accounts.models import JobPost, Person, SocialAccount
from accounts.policy.register import (
    APPROVING_ROLES,
    reasons_against_approving_account,
    reasons_against_entry,
    reasons_against_keeping,
    reasons_against_reviewing,
)
from accounts.policy.training_file import months_later
from accounts.queries.people import acting_as
from accounts.reasons import refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import Actor, record


MONTHS_BETWEEN_REVIEWS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says of an account; None in a fact: nobody looked."""

    owner: JobPost | None
    deputy: JobPost | None
    purpose: str = ""
    recovery: str = ""
    mfa: bool | None = None
    names_body: bool | None = None
    links_official: bool | None = None
    dormant: bool = False
    review_on: date | None = None


FIELDS = tuple(Entry.__dataclass_fields__)


def keep_entry(account: SocialAccount, *, by: Person, entry: Entry) -> SocialAccount:
    """Write what the register says of an account. Raises `RefusedError`."""
    with transaction.atomic():
        account = _locked(account)
        refuse_for(reasons_against_keeping(account, by=by))
        _write(account, entry, acting_as(by, tuple(Role)).actor)
    return account


def enter(account: SocialAccount, *, by: Actor, **facts: object) -> SocialAccount:
    """Write some facts of the entry, for whoever runs the service from its machine."""
    with transaction.atomic():
        account = _locked(account)
        now = Entry(**{name: getattr(account, name) for name in FIELDS})
        _write(account, replace(now, **facts), by)  # type: ignore[arg-type] # by name
    return account


def _write(account: SocialAccount, entry: Entry, actor: Actor) -> None:
    refuse_for(
        reasons_against_entry(
            owner=entry.owner, deputy=entry.deputy, recovery=entry.recovery
        )
    )
    changed = [
        name for name in FIELDS if getattr(account, name) != getattr(entry, name)
    ]
    for name in changed:
        setattr(account, name, getattr(entry, name))
    if changed:
        account.save(update_fields=changed)
        _record(account, actor, changed)


def approve_account(account: SocialAccount, *, by: Person) -> SocialAccount:
    """Approve that the account exists and speaks for the body."""
    with transaction.atomic():
        account = _locked(account)
        refuse_for(reasons_against_approving_account(account, by=by))
        SocialAccount.objects.filter(pk=account.pk).update(
            approved_by=by, approved_at=Now()
        )
        account = _locked(account)
        _record(account, acting_as(by, APPROVING_ROLES).actor, ["approved"])
    return account


def review_access(account: SocialAccount, *, by: Person) -> SocialAccount:
    """Say that who may write and approve for the account was looked at today."""
    with transaction.atomic():
        account = _locked(account)
        refuse_for(reasons_against_reviewing(account, by=by))
        today = timezone.localdate()
        account.reviewed_on = today
        account.review_on = months_later(today, MONTHS_BETWEEN_REVIEWS)
        account.save(update_fields=["reviewed_on", "review_on"])
        actor = acting_as(by, tuple(Role)).actor
        _record(account, actor, ["reviewed_on", "review_on"])
    return account


def _locked(account: SocialAccount) -> SocialAccount:
    rows = SocialAccount.objects.select_for_update(of=("self",))
    return rows.select_related("owner", "deputy", "team").get(pk=account.pk)


def _record(account: SocialAccount, actor: Actor, changed: list[str]) -> None:
    record(
        Event.ACCOUNT_CHANGED,
        actor=actor,
        subject=subject_of(account),
        details={
            "changed": changed,
            "owner": account.owner.title if account.owner else None,
            "deputy": account.deputy.title if account.deputy else None,
            "purpose": account.purpose,
            "mfa": account.mfa,
            "names_body": account.names_body,
            "links_official": account.links_official,
            "dormant": account.dormant,
            "review_on": account.review_on.isoformat() if account.review_on else None,
            "reviewed_on": (
                account.reviewed_on.isoformat() if account.reviewed_on else None
            ),
            "approved": account.approved_at is not None,
        },
    )
