"""Reads of training: until when somebody's counts, and whose runs out.

Nothing here changes a row.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.models import Course, Person, TrainingFile, TrainingRecord
from accounts.queries.people import holdings_on


def training_until(person: Person, *, on: date) -> date | None:
    """The last day on which every required course counts; None where one is missing.

    As things were on that day: a course completed later does not count. Where no course
    is required, nobody's training runs out.
    """
    return training_of([person.pk], on=on)[person.pk]


def training_of(people: Collection[UUID], *, on: date) -> Mapping[UUID, date | None]:
    """The same of several people, in two queries."""
    required = set(
        Course.objects.filter(required=True).values_list("pk", flat=True).order_by()
    )
    lasts: dict[UUID, dict[int, date]] = {person: {} for person in people}
    for person, course, last in (
        TrainingRecord.objects.filter(
            person__in=people, course__in=required, completed_on__lte=on
        )
        .values_list("person", "course")
        .annotate(last=Max("expires_on"))
    ):
        lasts[person][course] = last
    return {
        person: min(found.values(), default=date.max)
        if required <= found.keys()
        else None
        for person, found in lasts.items()
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's training on a day: `until` is None where a course is missing."""

    person: Person
    until: date | None
    on: date

    @property
    def current(self) -> bool:
        return self.until is not None and self.until >= self.on

    @property
    def until_in_words(self) -> str:
        if self.until is None:
            return "no record"
        return "no end" if self.until == date.max else self.until.isoformat()


def training_register(*, on: date) -> list[Standing]:
    """Everybody who holds a post on a day, with until when their training counts."""
    held = holdings_on(on) if on >= timezone.localdate() else None
    people = Person.objects.order_by("name", "pk")
    if held is not None:
        people = people.filter(pk__in=held.values("person"))
    rows = list(people)
    until = training_of([person.pk for person in rows], on=on)
    return [Standing(person, until[person.pk], on) for person in rows]


def files_in_hand() -> QuerySet[TrainingFile]:
    """Files that are neither recorded nor refused."""
    return TrainingFile.objects.filter(finished_at=None)


def files_under_way() -> bool:
    """Whether the workers have anything to do with a file."""
    waits = files_in_hand().exclude(read_at__isnull=False, confirmed_at=None)
    return waits.exists()


def last_files(most: int = 10) -> list[TrainingFile]:
    """The last files that anybody brought, the last one first."""
    return list(
        TrainingFile.objects.select_related("brought_by").order_by("-pk")[:most]
    )
