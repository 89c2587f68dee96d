"""A change needs two people: from the action, and from raw SQL as the application."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from accounts.actions.proposals import (
    apply_due,
    approve_proposal,
    propose,
    refuse_proposal,
    subject_of,
    withdraw_proposal,
)
from accounts.models import Notice, Person, Team
from accounts.models.proposals import Proposal
from accounts.proposals import Payload
from accounts.queries.proposals import people_who_could_decide, waiting_for
from accounts.reasons import Reason
from accounts.roles import Role
from audit.log import Actor
from audit.queries import entries_about
from tests.cast import Cast, hire
from tests.refusals import refused, refused_by_database


TAKEN = Reason("taken", "A team has this name.")


class RenameTeam:
    """A kind of change: line managers propose a team's name, administrators decide."""

    conflicted: ClassVar[set[str]] = set()

    def proposing_roles(self, payload: Payload) -> Collection[Role]:
        return (Role.LINE_MANAGER, Role.ADMINISTRATOR)

    def deciding_roles(self, payload: Payload) -> Collection[Role]:
        return (Role.ADMINISTRATOR,)

    def subject(self, payload: Payload) -> str:
        return "team"

    def summary(self, payload: Payload) -> str:
        return f"Rename Strategy to {payload['name']}."

    def page(self, proposal: Proposal) -> str:
        return f"/teams/changes/{proposal.pk}/"

    def reasons_against(self, payload: Payload) -> Sequence[Reason]:
        taken = Team.objects.filter(name=payload["name"]).exists()
        return [TAKEN] if taken else []

    def reasons_against_deciding(
        self, proposal: Proposal, *, by: Person
    ) -> Sequence[Reason]:
        if by.email in self.conflicted:
            return [Reason("conflict", "You are on this team.")]
        return []

    def apply(self, proposal: Proposal, *, actor: Actor) -> None:
        Team.objects.filter(name="Strategy").update(name=proposal.payload["name"])


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    kinds = {"team name": "tests.accounts.test_proposals.RenameTeam"}
    with override_settings(COUNTERSIGN_PROPOSAL_KINDS=kinds):
        yield


@pytest.fixture
def ana(cast: Cast) -> Person:
    """A second administrator."""
    return hire("Ana Cole", cast.strategy, "Service owner", Role.ADMINISTRATOR)


def a_proposal(cast: Cast, *, by: Person | None = None, days: int = 0) -> Proposal:
    now = timezone.now()
    return propose(
        "team name",
        {"name": "Policy"},
        by=by or cast.priya,
        takes_effect_at=now + timedelta(days=days) if days else None,
        why="Reorganised",
    )


def names() -> list[str]:
    return sorted(Team.objects.values_list("name", flat=True))


def test_approve_makes_the_change_and_logs_each_step(cast: Cast) -> None:
    proposal = approve_proposal(a_proposal(cast), by=cast.sam)
    assert names() == ["Policy", "Rivers"]
    assert (proposal.verdict, proposal.decided_by) == ("approved", cast.sam)
    assert proposal.applied_at is not None
    entries = list(entries_about([subject_of(proposal)]))
    assert sorted(entry.event for entry in entries) == [
        "proposal.applied",
        "proposal.approved",
        "proposal.made",
    ]
    assert {entry.body["digest"] for entry in entries} == {proposal.digest.hex()}


def test_propose_tells_whoever_could_decide(cast: Cast, ana: Person) -> None:
    proposal = a_proposal(cast)
    assert people_who_could_decide(proposal) == [ana, cast.sam]
    told = Notice.objects.filter(kind="proposal waiting")
    assert {notice.person for notice in told} == {ana, cast.sam}
    assert waiting_for(cast.sam) == [proposal]
    assert waiting_for(cast.priya) == []


def test_whoever_proposed_it_is_told_of_the_decision(cast: Cast) -> None:
    refuse_proposal(a_proposal(cast), by=cast.sam, reason="Not agreed")
    notice = Notice.objects.get(person=cast.priya)
    assert (notice.kind, notice.why) == ("proposal decided", "Refused by Sam Admin.")
    assert names() == ["Rivers", "Strategy"]


def test_nobody_approves_their_own_change(cast: Cast) -> None:
    proposal = a_proposal(cast, by=cast.sam)
    with refused("own-proposal"):
        approve_proposal(proposal, by=cast.sam)
    with refused("own-proposal"):
        refuse_proposal(proposal, by=cast.sam, reason="Mine")


def test_only_the_kinds_roles_propose_and_decide(cast: Cast) -> None:
    with refused("wrong-post"):
        a_proposal(cast, by=cast.alice)
    proposal = a_proposal(cast)
    with refused("wrong-post"):
        approve_proposal(proposal, by=cast.alice)


def test_a_superuser_without_the_post_decides_nothing(cast: Cast) -> None:
    cast.alice.is_superuser = True
    cast.alice.save()
    with refused("wrong-post"):
        approve_proposal(a_proposal(cast), by=cast.alice)


def test_the_kind_may_keep_somebody_out(cast: Cast) -> None:
    RenameTeam.conflicted = {cast.sam.email}
    try:
        with refused("conflict"):
            approve_proposal(a_proposal(cast), by=cast.sam)
    finally:
        RenameTeam.conflicted = set()


def test_a_change_is_decided_once(cast: Cast, ana: Person) -> None:
    proposal = approve_proposal(a_proposal(cast), by=cast.sam)
    with refused("already-decided"):
        refuse_proposal(proposal, by=ana, reason="Too late")
    with refused("already-decided"):
        withdraw_proposal(proposal, by=cast.priya)


def test_refusing_needs_a_reason(cast: Cast) -> None:
    with refused("needs-reason"):
        refuse_proposal(a_proposal(cast), by=cast.sam, reason="  ")


def test_only_whoever_proposed_it_withdraws_it(cast: Cast) -> None:
    proposal = a_proposal(cast)
    with refused("not-yours"):
        withdraw_proposal(proposal, by=cast.sam)
    assert withdraw_proposal(proposal, by=cast.priya).verdict == "withdrawn"


def test_a_change_that_cannot_be_made_is_not_proposed(cast: Cast) -> None:
    with refused("taken"):
        propose("team name", {"name": "Rivers"}, by=cast.priya)


def test_a_day_of_effect_years_away_is_refused(cast: Cast) -> None:
    with refused("effect-too-far"):
        a_proposal(cast, days=400)


def test_a_later_day_of_effect_waits_for_the_clock(cast: Cast) -> None:
    proposal = approve_proposal(a_proposal(cast, days=3), by=cast.sam)
    assert (proposal.applied_at, names()) == (None, ["Rivers", "Strategy"])
    assert apply_due(timezone.now()) == 0


@pytest.fixture
def due(cast: Cast) -> Proposal:
    """Approved for a moment that has come by now."""
    proposal = propose(
        "team name",
        {"name": "Policy"},
        by=cast.priya,
        takes_effect_at=timezone.now() + timedelta(milliseconds=600),
    )
    proposal = approve_proposal(proposal, by=cast.sam)
    assert proposal.applied_at is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep_until(%s)", [proposal.takes_effect_at])
    return proposal


def test_the_clock_makes_what_is_due(due: Proposal) -> None:
    assert apply_due(timezone.now()) == 1
    assert names() == ["Policy", "Rivers"]
    assert apply_due(timezone.now()) == 0


def test_what_can_no_longer_be_made_keeps_its_trouble(
    cast: Cast, due: Proposal
) -> None:
    Team.objects.create(name="Policy")
    assert apply_due(timezone.now()) == 0
    due.refresh_from_db()
    assert (due.trouble, due.applied_at) == ("A team has this name.", None)
    assert Notice.objects.filter(why__startswith="It was approved, but").count() == 2


FORGED = """
UPDATE accounts_proposal SET verdict = 'approved', decided_by_id = %(who)s,
    decided_at = now(), decided_entry = made_entry WHERE id = %(id)s
"""


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (FORGED, "own entry in the log"),
        ("UPDATE accounts_proposal SET payload = '{}'", "never changes"),
        ("UPDATE accounts_proposal SET applied_at = now()", "applied"),
        ("DELETE FROM accounts_proposal", "never removed"),
        ("TRUNCATE accounts_proposal CASCADE", "permission denied|never removed"),
    ],
)
def test_raw_sql_cannot_decide_change_or_remove_a_proposal(
    cast: Cast, statement: str, sentence: str
) -> None:
    proposal = a_proposal(cast)
    with refused_by_database(sentence), connection.cursor() as cursor:
        cursor.execute(statement, {"who": cast.sam.pk, "id": proposal.pk})


def test_raw_sql_cannot_change_what_was_decided(cast: Cast) -> None:
    refuse_proposal(a_proposal(cast), by=cast.sam, reason="Not agreed")
    with refused_by_database("decided never changes"), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_proposal SET verdict = 'approved'")


def test_postgresql_wants_a_second_person(cast: Cast) -> None:
    proposal = a_proposal(cast, by=cast.sam)
    with refused_by_database("second_person|own entry"):
        Proposal.objects.filter(pk=proposal.pk).update(
            verdict="approved",
            decided_by=cast.sam,
            decided_at=timezone.now(),
            decided_entry=proposal.made_entry,
        )


def test_raw_sql_cannot_propose_without_an_entry(cast: Cast) -> None:
    proposal = a_proposal(cast)
    with refused_by_database("own entry in the log"):
        Proposal.objects.create(
            kind="team name",
            subject="team",
            payload={"name": "Policy"},
            digest=proposal.digest,
            summary="Rename",
            proposed_by=cast.priya,
            made_entry=proposal.made_entry,
        )
