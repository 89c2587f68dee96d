"""Rights as they are read: in one statement, anew each time, and as PostgreSQL has them.

Whose rights a substitute or a duty officer has is in files of their own.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.actions.substitutions import arrange_substitution
from accounts.models import Holding, JobPost, Person
from accounts.queries import capacities
from tests.cast import Cast


def stand_in(cast: Cast) -> None:
    """Bob for Priya, from now on."""
    now = timezone.now()
    arrange_substitution(
        cast.priya.holdings.get().job_post,
        by=cast.priya,
        principal=cast.priya,
        person=cast.bob,
        starts_at=now - timedelta(minutes=1),
        ends_at=now + timedelta(days=1),
        why="Annual leave",
    )


def test_rights_are_one_statement(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stand_in(cast)
    with django_assert_num_queries(1):
        held = capacities(cast.bob)
    assert [each.substitution != "" for each in held] == [False, True]


def test_rights_are_read_anew_each_time(cast: Cast) -> None:
    assert len(capacities(cast.priya)) == 1
    yesterday = timezone.localdate() - timedelta(days=1)
    Holding.objects.filter(person=cast.priya).update(ends_on=yesterday)
    assert capacities(cast.priya) == []


def test_who_may_not_sign_in_has_no_rights(cast: Cast) -> None:
    Person.objects.filter(pk=cast.priya.pk).update(is_active=False)
    assert capacities(cast.priya) == []


def test_postgresql_knows_the_same_rights(cast: Cast) -> None:
    stand_in(cast)
    Person.objects.filter(pk=cast.tom.pk).update(is_active=False)
    now = timezone.now()
    ours = {
        (person.pk, each.job_post_id)
        for person in Person.objects.all()
        for each in capacities(person, at=now)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person.id, post.id FROM accounts_person person, accounts_jobpost post"
            " WHERE accounts_holds_post(person.id, post.id, %s)",
            [now],
        )
        theirs = set(cursor.fetchall())
    assert ours == theirs
    assert len(ours) == JobPost.objects.count()
