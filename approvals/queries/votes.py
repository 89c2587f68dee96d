"""Whose decisions are shown to whom: no reviewer sees another's before their own is in.

Nothing here changes a row.
"""

from django.db.models import QuerySet

from accounts.models import Person
from accounts.queries import roles_of
from accounts.roles import DECIDING_ROLES, Role
from approvals.models import Conflict, Decision
from drafts.lifecycle import Status
from drafts.models import Draft, Revision


def hidden_while_waiting(person: Person) -> bool:
    """Whether this person is one who decides, and no auditor, who sees everything."""
    roles = roles_of(person)
    return bool(roles.intersection(DECIDING_ROLES)) and Role.AUDITOR not in roles


def votes_hidden(draft: Draft, person: Person) -> bool:
    """Whether the words need more than one decision and this person's may still come."""
    if draft.status != Status.SUBMITTED or not hidden_while_waiting(person):
        return False
    revision = draft.current
    return revision is not None and (
        _needs_two(revision)
        and not revision.decisions.filter(decided_by=person).exists()
        and not draft.revisions.filter(created_by=person).exists()
        and not Conflict.objects.filter(draft=draft, person=person).exists()
    )


def _needs_two(revision: Revision) -> bool:
    check = revision.checks.order_by("-pk").first()
    return check is not None and check.seats.count() > 1


def decisions_shown(draft: Draft, person: Person) -> QuerySet[Decision]:
    """Every decision on any revision of a draft that this person may see, oldest first."""
    decisions = (
        Decision.objects.filter(revision__draft=draft)
        .select_related("decided_by", "revision")
        .prefetch_related("reliances__delegation__granted_by", "pins")
        .order_by("decided_at", "pk")
    )
    if votes_hidden(draft, person):
        return decisions.exclude(revision=draft.current_id)
    return decisions
