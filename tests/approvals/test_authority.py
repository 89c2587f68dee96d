"""Which authority is enough for which words: in the action, and again in PostgreSQL."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions.authority import revoke_authority
from accounts.models import Delegation, JobPost
from accounts.roles import DECIDING_ROLES, Role
from approvals.actions import approve
from approvals.models import Decision, Reliance
from approvals.policy import needs, people_who_could
from drafts.actions import submit
from drafts.models import Revision
from publishing.models import Publication
from tests.approvals.raw import a_raw_authorisation, a_raw_decision
from tests.cast import Cast, a_draft, a_submitted_draft, current, delegate, hire
from tests.holdings import hold
from tests.refusals import refused, refused_by_database


PROMISE = "We will open 40 new information centres by March 2027."
MONEY = "We will give £3 million to 40 towns for flood gates."

Spoil = Callable[[Cast], Delegation]


def approved(revision: Revision, by: object) -> Decision:
    return approve(revision, by=by, digest=bytes(revision.digest))  # type: ignore[arg-type]


def revoked(cast: Cast) -> Delegation:
    return revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")


def instead(cast: Cast, **narrower: object) -> Delegation:
    """Priya's authority taken back, and a narrower one given for it."""
    revoked(cast)
    classes = narrower.pop("classes", ["routine"])
    accounts = narrower.pop("accounts", [cast.rehearsal, cast.x])
    return delegate("D-102", cast.priya, classes, accounts, **narrower)  # type: ignore[arg-type]


def ended(cast: Cast) -> Delegation:
    now = timezone.now()
    return instead(cast, valid_from=now - timedelta(days=1), valid_to=now)


def begins_tomorrow(cast: Cast) -> Delegation:
    return instead(cast, valid_from=timezone.now() + timedelta(days=1))


def of_another_class(cast: Cast) -> Delegation:
    return instead(cast, classes=["reply"])


def of_another_account(cast: Cast) -> Delegation:
    return instead(cast, accounts=[cast.x])


def of_another_platform(cast: Cast) -> Delegation:
    return instead(cast, platforms=["x"])


def of_another_topic(cast: Cast) -> Delegation:
    return instead(cast, topic="Reservoirs")


def for_another_draft(cast: Cast) -> Delegation:
    return instead(cast, one_draft=1_000_000)


SPOILS = [
    revoked,
    ended,
    begins_tomorrow,
    of_another_class,
    of_another_account,
    of_another_platform,
    of_another_topic,
    for_another_draft,
]


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_delegation_that_does_not_count_gives_no_authority(
    cast: Cast, spoil: Spoil
) -> None:
    revision = current(a_submitted_draft(cast))
    spoil(cast)
    with refused("no-authority"):
        approved(revision, cast.priya)


@pytest.mark.parametrize("spoil", SPOILS)
def test_the_database_refuses_a_reliance_without_authority(
    cast: Cast, spoil: Spoil
) -> None:
    revision = current(a_submitted_draft(cast))
    decision = a_raw_decision(cast, revision)
    delegation = spoil(cast)
    with refused_by_database("no authority in force"):
        relied(decision, "routine", delegation)


def relied(
    decision: Decision, seat: str, delegation: Delegation, authority: str = "routine"
) -> Reliance:
    return Reliance.objects.create(
        decision=decision, seat=seat, authority=authority, delegation=delegation
    )


def test_an_explicit_grant_counts_for_its_own_draft(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    grant = instead(cast, one_draft=revision.draft_id)
    approved(revision, cast.priya)
    assert Reliance.objects.get().delegation == grant


def test_the_database_refuses_somebody_elses_delegation(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast, text=PROMISE))
    decision = a_raw_decision(cast, revision)
    with refused_by_database("no authority in force"):
        relied(decision, "commitment", cast.commitments, "commitment")


def test_the_database_refuses_a_seat_that_the_plan_has_not(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    decision = a_raw_decision(cast, revision)
    with refused_by_database("fills no seat"):
        relied(decision, "commitment", cast.routine, "commitment")


def test_the_database_refuses_an_authority_that_was_given_after_the_decision(
    cast: Cast,
) -> None:
    """The moment of granting is the database's own, whatever the row says."""
    long_ago = timezone.now() - timedelta(days=400)
    given = delegate(
        "D-300",
        cast.priya,
        ["commitment"],
        [cast.rehearsal],
        granted_at=long_ago,
        valid_from=long_ago,
    )
    assert given.granted_at > long_ago
    assert given.valid_from == given.granted_at


def test_a_commitment_takes_its_officer_and_a_line_manager(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast, text=PROMISE))
    assert [need.seat.name for need in needs(revision)] == [
        "commitment",
        "commitment + line manager",
    ]
    assert people_who_could(revision, at=timezone.now()) == [cast.priya, cast.tom]

    approved(revision, cast.priya)
    assert not Publication.objects.exists()
    assert people_who_could(revision, at=timezone.now()) == [cast.tom]
    approved(revision, cast.tom)

    relied_on = {each.seat: each.delegation for each in Reliance.objects.all()}
    assert relied_on == {
        "commitment": cast.commitments,
        "commitment + line manager": cast.routine,
    }
    assert Publication.objects.count() == 1


def test_one_person_never_fills_two_kinds_of_seat(cast: Cast) -> None:
    manager = hire(
        "Nia Lloyd", cast.rivers, "Head", Role.LINE_MANAGER, Role.AUTHORISED_OFFICER
    )
    given = delegate("D-301", manager, ["commitment", "routine"], [cast.rehearsal])
    revision = current(a_submitted_draft(cast, text=PROMISE))
    decision = approved(revision, manager)
    assert [each.seat for each in decision.reliances.all()] == ["commitment"]
    assert not Publication.objects.exists()
    with refused("already-decided"):
        approved(revision, manager)
    with refused_by_database("one person cannot fill two seats"):
        relied(decision, "commitment + line manager", given, "commitment")


def test_the_database_wants_every_seat_filled(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast, text=PROMISE))
    approved(revision, cast.tom)
    with refused_by_database("has not been given"):
        a_raw_authorisation(cast, revision)


@pytest.mark.parametrize("ceiling", [0, 2_999_999])
def test_money_above_the_ceiling_is_nobodys_to_give(cast: Cast, ceiling: int) -> None:
    revoke_authority(cast.commitments, by=cast.dee, reason="Reorganised")
    low = delegate(
        "D-302", cast.tom, ["money"], [cast.rehearsal], money_ceiling=ceiling
    )
    revision = current(a_submitted_draft(cast, text=MONEY))
    with refused("no-authority"):
        approved(revision, cast.tom)
    decision = a_raw_decision(cast, revision, decided_by=cast.tom)
    with refused_by_database("no authority in force"):
        relied(decision, "money", low, "money")


def test_money_up_to_the_ceiling_is_given(cast: Cast) -> None:
    revoke_authority(cast.commitments, by=cast.dee, reason="Reorganised")
    delegate("D-302", cast.tom, ["money"], [cast.rehearsal], money_ceiling=3_000_000)
    revision = current(a_submitted_draft(cast, text=MONEY))
    decision = approved(revision, cast.tom)
    assert "money" in [each.seat for each in decision.reliances.all()]


def test_a_superuser_does_not_pass_four_eyes(cast: Cast) -> None:
    draft = a_draft(cast)
    cast.alice.is_superuser = True
    cast.alice.save()
    post = cast.alice.holdings.get().job_post
    post.roles = ["author", "line manager"]
    post.save()
    delegate("D-303", cast.alice, ["routine"], [cast.rehearsal])
    submit(draft, by=cast.alice, based_on=1)
    with refused("own-words"):
        approved(current(draft), cast.alice)


def test_the_decision_names_the_post_that_holds_the_authority(cast: Cast) -> None:
    revoked(cast)
    post = JobPost.objects.create(
        title="Warnings officer", team=cast.strategy, roles=["authorised officer"]
    )
    hold(post, cast.priya, since=date(2025, 1, 1))
    delegate("D-304", cast.priya, ["routine"], [cast.rehearsal], job_post=post)

    decision = approved(current(a_submitted_draft(cast)), cast.priya)

    assert (decision.post, decision.role) == ("Warnings officer", "authorised officer")


def test_a_post_that_does_not_decide_lends_no_authority(cast: Cast) -> None:
    revoked(cast)
    desk = hire("Nia Bond", cast.strategy, "Service desk", Role.ADMINISTRATOR)
    delegate("D-305", desk, ["routine"], [cast.rehearsal])
    hold(desk.holdings.get().job_post, cast.priya, since=date(2025, 1, 1))
    with refused("no-authority"):
        approved(current(a_submitted_draft(cast)), cast.priya)


def test_the_database_knows_the_same_deciding_roles_as_the_code(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef('approvals_reliance_stands'::regproc)"
        )
        definition = cursor.fetchone()[0]
    listed = re.search(r"post\.roles && ARRAY\[(.*?)\]", definition, re.DOTALL)
    assert listed is not None
    assert re.findall(r"'([^']+)'", listed[1]) == [
        role.value for role in DECIDING_ROLES
    ]
