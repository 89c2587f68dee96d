"""How the form opens: the teams somebody writes for, and a revision as its first values.

No field lives here.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person, Team
from accounts.queries import capacities
from drafts.content import moment
from drafts.forms.shape import shape_of
from drafts.models import Revision
from drafts.policy import EDITING_ROLES


def editing_teams(person: Person) -> QuerySet[Team]:
    """The teams that this person may write for."""
    teams = {c.team_id for c in capacities(person) if c.role in EDITING_ROLES}
    return Team.objects.filter(pk__in=teams).order_by("name")


def typed_already(revision: Revision, *, title: str) -> dict[str, Any]:
    """A revision as the form's first values."""
    content = revision.content
    parts = shape_of(content).parts
    opens = moment(content.not_before)
    local = timezone.localtime(opens) if opens else None
    return {
        "title": title,
        "text": parts[0].text if parts else "",
        "accounts": [target.account for target in content.targets],
        "day": local.day if local else "",
        "month": local.month if local else "",
        "year": local.year if local else "",
        "clock": f"{local:%H:%M}" if local else "",
        "based_on": revision.number,
    }
