"""How a story puts somebody into a post that two people give.

No test lives here. What two people do is in accounts/test_second_person.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils import timezone

from accounts.models import Holding, JobPost, Person
from accounts.queries.organisation import administrators


@contextmanager
def setting_up() -> Iterator[None]:
    """As before the service had an administrator: one person appoints alone."""
    there = list(administrators(on=timezone.localdate()).values_list("pk", flat=True))
    Person.objects.filter(pk__in=there).update(is_active=False)
    yield
    Person.objects.filter(pk__in=there).update(is_active=True)


def hold(
    job_post: JobPost, person: Person, *, since: date, until: date | None = None
) -> Holding:
    """That this person has held the post since a day, as it was set up."""
    with setting_up():
        return Holding.objects.create(
            job_post=job_post, person=person, starts_on=since, ends_on=until
        )
