"""Standing in for the holder of a post: both names, no chain, and no longer than said.

What a substitute's approval rests on is in tests/approvals and tests/publishing.
"""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions.people import end_holding, report_to
from accounts.actions.substitutions import arrange_substitution, end_substitution
from accounts.models import JobPost, Person, Substitution
from accounts.queries import capacities, delegations_of, roles_of
from accounts.queries.organisation import holders_of, people_in_today
from accounts.queries.people import deciders_in
from accounts.roles import Role
from audit.events import Event
from audit.queries import Search, search
from tests.cast import Cast
from tests.refusals import refused, refused_by_database


def post_of(person: Person) -> JobPost:
    return person.holdings.get().job_post


def times(days: int = 7, starts_in: int = 0) -> tuple[datetime, datetime]:
    start = timezone.now() - timedelta(minutes=1) + timedelta(days=starts_in)
    return start, start + timedelta(days=days)


def stand_in(
    cast: Cast,
    *,
    person: Person | None = None,
    by: Person | None = None,
    when: tuple[datetime, datetime] | None = None,
) -> Substitution:
    """Bob stands in for Priya, who arranges it, for a week from now."""
    starts_at, ends_at = when or times()
    return arrange_substitution(
        post_of(cast.priya),
        by=by or cast.priya,
        principal=cast.priya,
        person=person or cast.bob,
        starts_at=starts_at,
        ends_at=ends_at,
        why="Annual leave",
    )


def test_substitute_has_the_post_with_both_names(cast: Cast) -> None:
    standing = stand_in(cast)
    acting = capacities(cast.bob)[-1]
    assert (acting.post, acting.role) == (
        f"Head of news (for Priya Shah, {standing.reference})",
        Role.LINE_MANAGER,
    )
    assert list(delegations_of(cast.bob, at=timezone.now())) == [cast.routine]
    assert cast.bob in deciders_in([post_of(cast.priya).pk], at=timezone.now())
    assert cast.priya not in people_in_today()


def test_log_names_the_substitution_and_through_it_both_people(cast: Cast) -> None:
    standing = stand_in(cast)
    assert capacities(cast.bob)[-1].actor.post == f"Head of news ({standing.reference})"
    (entry,) = search(Search(event=Event.SUBSTITUTION_STARTED)).entries
    details = dict(entry.body["details"])  # type: ignore[arg-type]
    assert details["reference"] == standing.reference
    assert details["person_id"] == str(cast.bob.pk)
    assert details["principal_id"] == str(cast.priya.pk)
    assert b"Annual leave" not in entry.body_bytes


def test_substitute_has_nothing_before_or_after(cast: Cast) -> None:
    standing = stand_in(cast, when=times(days=1, starts_in=2))
    assert roles_of(cast.bob) == {Role.AUTHOR}
    within = standing.starts_at + timedelta(hours=1)
    assert Role.LINE_MANAGER in {each.role for each in capacities(cast.bob, at=within)}
    after = capacities(cast.bob, at=standing.ends_at)
    assert {each.role for each in after} == {Role.AUTHOR}


def test_substitution_ends_early_and_once(cast: Cast) -> None:
    standing = end_substitution(stand_in(cast), by=cast.priya)
    assert roles_of(cast.bob) == {Role.AUTHOR}
    with refused("ended"):
        end_substitution(standing, by=cast.priya)


def test_substitute_falls_with_the_holder_they_stand_in_for(cast: Cast) -> None:
    stand_in(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    end_holding(cast.priya.holdings.get(), by=cast.sam, ends_on=yesterday)
    assert roles_of(cast.bob) == {Role.AUTHOR}
    assert holders_of(post_of(cast.priya), at=timezone.now()) == []


def test_line_manager_arranges_it_too(cast: Cast) -> None:
    report_to(post_of(cast.priya), by=cast.sam, reports_to=post_of(cast.tom))
    assert stand_in(cast, by=cast.tom).arranged_by == cast.tom


@pytest.mark.parametrize("name", ["alice", "sam", "grace"])
def test_nobody_else_arranges_it(cast: Cast, name: str) -> None:
    with refused("not-yours-to-arrange"):
        stand_in(cast, by=getattr(cast, name))


def test_nobody_arranges_to_stand_in_themselves(cast: Cast) -> None:
    with refused("not-yours-to-arrange", "own-substitute"):
        stand_in(cast, by=cast.bob)


def test_administrator_does_not_stand_in(cast: Cast) -> None:
    with refused("administrator"):
        stand_in(cast, person=cast.sam)


def test_substitute_has_no_substitute(cast: Cast) -> None:
    stand_in(cast)
    starts_at, ends_at = times()
    with refused("no-holder", "chain"):
        arrange_substitution(
            post_of(cast.priya),
            by=cast.bob,
            principal=cast.bob,
            person=cast.alice,
            starts_at=starts_at,
            ends_at=ends_at,
            why="A chain",
        )


def test_second_substitute_at_the_same_time_is_refused(cast: Cast) -> None:
    stand_in(cast)
    with refused("chain"):
        stand_in(cast, person=cast.alice)


CHAIN = """
INSERT INTO accounts_substitution
    (job_post_id, principal_id, person_id, starts_at, ends_at, why, arranged_by_id)
SELECT %s, %s, %s, now(), now() + interval '1 day', 'sql', %s
"""


def test_chain_is_refused_in_sql(cast: Cast) -> None:
    stand_in(cast)
    post = post_of(cast.priya).pk
    for principal, person, by, sentence in (
        (cast.bob, cast.alice, cast.priya, "only for whoever holds the post by right"),
        (cast.priya, cast.alice, cast.priya, "make no chain"),
        (cast.priya, cast.alice, cast.alice, "nobody arranges to stand in"),
    ):
        with refused_by_database(sentence), connection.cursor() as cursor:
            cursor.execute(CHAIN, [post, principal.pk, person.pk, by.pk])


def test_substitution_is_not_made_longer_or_removed_in_sql(cast: Cast) -> None:
    standing = stand_in(cast)
    longer = standing.ends_at + timedelta(days=1)
    row = Substitution.objects.filter(pk=standing.pk)
    with refused_by_database("ended once"):
        row.update(ends_at=longer, ended_by=cast.priya)
    with refused_by_database("are kept"):
        row.delete()


def test_database_says_the_same_of_who_acts_in_a_post(cast: Cast) -> None:
    post, now = post_of(cast.priya), timezone.now()
    before = {cast.priya: True, cast.bob: False, cast.alice: False}
    assert {each: acts(each, post, now) for each in before} == before
    stand_in(cast)
    assert acts(cast.bob, post, timezone.now()) is True
    assert acts(cast.bob, post, now + timedelta(days=30)) is False


def acts(person: Person, post: JobPost, at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT accounts_holds_post(%s, %s, %s)", [person.pk, post.pk, at]
        )
        found: bool = cursor.fetchone()[0]
    return found
