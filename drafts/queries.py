"""Reads of drafts for screens: own drafts, one draft, its revisions and checks.

Nothing here changes a row.
"""

from django.db.models import QuerySet

from accounts.models import Person
from accounts.queries import roles_of, teams_of
from accounts.roles import Role
from drafts.models import Check, Draft, Revision


def drafts_open_to(person: Person) -> QuerySet[Draft]:
    """What a person may read: auditors everything, others their teams, deciders all.

    An administrator has no content power and reads nothing.
    """
    roles = roles_of(person)
    drafts = Draft.objects.select_related("author", "team", "current")
    if roles & {Role.AUDITOR, Role.AUTHORISED_OFFICER}:
        return drafts
    if roles & {Role.AUTHOR, Role.LINE_MANAGER}:
        return drafts.filter(team__in=teams_of(person))
    return drafts.none()


def drafts_by(person: Person) -> QuerySet[Draft]:
    """The person's own drafts, the one changed last first."""
    return drafts_open_to(person).filter(author=person).order_by("-changed_at", "-id")


def authors_of(revision: Revision) -> QuerySet[Person]:
    """Everybody who wrote any part: of this revision, or of one before it."""
    earlier = Revision.objects.filter(
        draft=revision.draft_id, number__lte=revision.number
    )
    return Person.objects.filter(pk__in=earlier.values("created_by"))


def last_check(revision: Revision) -> Check | None:
    return revision.checks.prefetch_related("findings").order_by("-pk").first()
