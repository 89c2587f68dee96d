"""The register of people and posts as a page and a file show it, as at a moment.

Nothing here changes a row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from accounts.models import Holding, JobPost, Person
from accounts.queries.organisation import Acting, acting_by_post
from accounts.queries.people import held_on
from accounts.roles import Role


MANAGED = ("job_post__team__department", "job_post__reports_to")


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in a post; `holding` is None where they stand in for its holder."""

    person: Person
    title: str
    job_post: JobPost
    holding: Holding | None
    since: date
    until: date | None
    manager: str

    @property
    def roles(self) -> str:
        return ", ".join(Role(role).label for role in self.job_post.roles)

    @property
    def cells(self) -> Iterator[object]:
        yield from (self.person.name, self.title, self.job_post.team, self.roles)
        yield from (self.since, self.until, self.manager)


def people_at(moment: datetime) -> list[Row]:
    """Everybody in every post, by name; the queries do not grow with the rows."""
    acting = acting_by_post(at=moment)
    above = dict(JobPost.objects.values_list("pk", "reports_to"))
    held = {
        (each.person_id, each.job_post_id): each
        for each in held_on(timezone.localdate(moment))
    }
    rows = [
        _row(each, held.get((each.person.pk, key)), _manager(key, above, acting))
        for key, people in acting.items()
        for each in people
    ]
    return sorted(rows, key=lambda row: (row.person.name, row.title))


def _manager(
    post: int, above: dict[int, int | None], acting: dict[int, list[Acting]]
) -> str:
    """Who holds the post above, or the one above that where it is vacant."""
    higher = above.get(post)
    while higher is not None and higher not in acting:
        higher = above.get(higher)
    return acting[higher][0].person.name if higher is not None else ""


def _row(each: Acting, holding: Holding | None, manager: str) -> Row:
    standing = each.standing
    if standing is not None:
        since = timezone.localdate(standing.starts_at)
        until: date | None = timezone.localdate(standing.ends_at)
        holding = None
    elif holding is not None:
        since, until = holding.starts_on, holding.ends_on
    else:
        since, until = date.min, None
    return Row(each.person, each.title, each.job_post, holding, since, until, manager)
