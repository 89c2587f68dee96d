"""An authority that is over takes what rests on it with it, at once and by itself."""

from collections.abc import Callable
from datetime import timedelta

import django_rq
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_rq.settings import QUEUES

from accounts.actions.authority import revoke_authority
from accounts.actions.people import end_holding
from accounts.actions.substitutions import arrange_substitution, end_substitution
from accounts.models import Notice
from accounts.roles import Role
from approvals.actions import approve
from approvals.models import RulesetSeen
from approvals.queries.relied import fallen, lapsed_references
from audit.events import Event
from audit.queries import entries_about
from drafts.actions import subject_of, submit
from drafts.lifecycle import Status
from drafts.models import Draft
from guidance.engine import ruleset
from publishing.actions.lapsing import lapse_some
from publishing.actions.releases import look_for_new_rules
from publishing.jobs import lapse_fallen
from publishing.models import Publication, Recheck
from tests.cast import (
    Cast,
    a_submitted_draft,
    an_approved_draft,
    assemble,
    current,
    delegate,
    hire,
)


YESTERDAY = timezone.localdate() - timedelta(days=1)
PROMISE = "We will open 40 new information centres by March 2027."
Ending = Callable[[Cast], object]
TODAYS, OLDER = ruleset(timezone.localdate()), "of the release before"


def status_of(draft: Draft) -> str:
    draft.refresh_from_db()
    return draft.status


def delegation_is_revoked(cast: Cast) -> None:
    revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")


def post_ends(cast: Cast) -> None:
    end_holding(cast.priya.holdings.get(), by=cast.sam, ends_on=YESTERDAY)


def person_may_not_sign_in(cast: Cast) -> None:
    cast.priya.is_active = False
    cast.priya.save()


@pytest.mark.parametrize(
    "ending", [delegation_is_revoked, post_ends, person_may_not_sign_in]
)
def test_approval_lapses_when(cast: Cast, ending: Ending) -> None:
    draft = an_approved_draft(cast)
    ending(cast)
    lapse_some()
    assert status_of(draft) == Status.EXPIRED
    publication = Publication.objects.get()
    assert (publication.status, publication.why) == (
        "cancelled",
        "Cancelled: authority lapsed.",
    )


def nothing_happens(_: Cast) -> None:
    """Everything stands."""


@pytest.mark.parametrize("days", [-1, 0, 200, 400])
@pytest.mark.parametrize(
    "ending",
    [nothing_happens, delegation_is_revoked, post_ends, person_may_not_sign_in],
)
def test_claim_reads_the_same_lapses_as_the_sweep(
    cast: Cast, ending: Ending, days: int
) -> None:
    revision = current(an_approved_draft(cast))
    ending(cast)
    moment = timezone.now() + timedelta(days=days)
    swept = [each.delegation.reference for each in fallen(moment)]
    assert lapsed_references(revision.pk, at=moment) == swept


def test_lapse_is_logged_and_author_and_approver_told(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    delegation_is_revoked(cast)
    lapse_some()
    voided = [
        entry.body["details"]
        for entry in entries_about([subject_of(draft)])
        if entry.event == Event.DECISION_VOIDED
    ]
    assert voided == [
        {"why": "authority lapsed", "revision": 1, "delegations": ["D-101"]}
    ]
    told = Notice.objects.filter(kind="lapsed").order_by("person__name")
    assert [each.person for each in told] == [cast.alice, cast.priya]
    assert draft.title not in told[0].why


def test_decision_that_waits_for_others_lapses_too(cast: Cast) -> None:
    """Else the last of three would complete what the first may not give any more."""
    revision = current(a_submitted_draft(cast, text=PROMISE))
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    revoke_authority(cast.commitments, by=cast.dee, reason="Reorganised")
    lapse_some()
    assert status_of(revision.draft) == Status.EXPIRED


def test_time_that_ends_a_delegation_ends_what_rests_on_it(cast: Cast) -> None:
    an_approved_draft(cast)
    assert not fallen(timezone.now()).exists()
    assert fallen(timezone.now() + timedelta(days=400)).count() == 1


def test_substitution_that_ends_takes_its_approvals_with_it(cast: Cast) -> None:
    sue = hire("Sue Grant", cast.rivers, "News editor", Role.LINE_MANAGER)
    now = timezone.now()
    standing = arrange_substitution(
        cast.priya.holdings.get().job_post,
        by=cast.priya,
        principal=cast.priya,
        person=sue,
        starts_at=now,
        ends_at=now + timedelta(days=2),
        why="Leave",
    )
    draft = an_approved_draft(cast, by=sue)
    lapse_some()
    assert status_of(draft) == Status.APPROVED
    assert lapsed_references(current(draft).pk, at=timezone.now()) == []
    end_substitution(standing, by=cast.priya)
    assert lapsed_references(current(draft).pk, at=timezone.now()) == ["D-101"]
    lapse_some()
    assert status_of(draft) == Status.EXPIRED


def test_what_was_given_on_ends_with_what_it_was_given_under(cast: Cast) -> None:
    delegation_is_revoked(cast)
    above = delegate(
        "D-140", cast.tom, ["routine"], [cast.rehearsal, cast.x], onward=True
    )
    delegate(
        "D-141",
        cast.priya,
        ["routine"],
        [cast.rehearsal],
        under=above,
        granted_by=cast.tom,
        valid_to=above.valid_to - timedelta(days=1),
    )
    draft = an_approved_draft(cast)
    revoke_authority(above, by=cast.dee, reason="Reorganised")
    lapse_some()
    assert status_of(draft) == Status.EXPIRED


def test_what_rests_on_another_authority_stays(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    revoke_authority(cast.commitments, by=cast.dee, reason="Reorganised")
    lapse_some()
    assert status_of(draft) == Status.APPROVED
    assert Publication.objects.get().status == "waiting"


def test_what_is_out_stays_out(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    Draft.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)
    delegation_is_revoked(cast)
    lapse_some()
    assert status_of(draft) == Status.PUBLISHED


def test_lapsed_words_are_submitted_and_approved_again(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    delegation_is_revoked(cast)
    lapse_some()
    draft.refresh_from_db()
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    revision = current(draft)
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    lapse_some()
    assert status_of(draft) == Status.APPROVED


def test_batches_reach_every_draft(cast: Cast) -> None:
    drafts = [an_approved_draft(cast) for _ in range(3)]
    delegation_is_revoked(cast)
    upto, batches = lapse_some(size=2), 1
    while upto is not None:
        upto, batches = lapse_some(after=upto, size=2), batches + 1
    assert batches == 2
    assert {status_of(draft) for draft in drafts} == {Status.EXPIRED}


def test_looking_costs_the_same_however_much_stands(cast: Cast) -> None:
    an_approved_draft(cast)
    one = _queries()
    an_approved_draft(cast)
    an_approved_draft(cast)
    assert _queries() == one


def _queries() -> int:
    with CaptureQueriesContext(connection) as captured:
        lapse_some()
    return len(captured)


ENDINGS: list[Ending] = [delegation_is_revoked, post_ends]


@pytest.mark.usefixtures("committed_database")
@pytest.mark.parametrize("ending", ENDINGS)
def test_ending_starts_the_job_once_it_commits(ending: Ending) -> None:
    cast = assemble()
    draft = an_approved_draft(cast)
    queue = django_rq.get_queue("slow")
    with transaction.atomic():
        ending(cast)
        assert queue.count == 0
    assert [job.func_name for job in queue.jobs] == ["publishing.jobs.lapse_fallen"]
    assert status_of(draft) == Status.APPROVED
    lapse_fallen()
    assert status_of(draft) == Status.EXPIRED


@pytest.mark.usefixtures("committed_database")
def test_queue_that_is_away_stops_no_revocation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The clock has the same job run within a minute."""
    cast = assemble()
    draft = an_approved_draft(cast)
    monkeypatch.setitem(QUEUES["slow"], "URL", "redis://127.0.0.1:1/0")
    delegation_is_revoked(cast)
    cast.routine.refresh_from_db()
    assert cast.routine.revoked_at is not None
    lapse_fallen()
    assert status_of(draft) == Status.EXPIRED


# --- A release with other rules -------------------------------------------------------


def test_first_rules_of_an_installation_ask_for_nothing(cast: Cast) -> None:
    look_for_new_rules()
    assert not Recheck.objects.exists()
    assert RulesetSeen.objects.count() == 1


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        # New rules, seen by two clocks or twice by one.
        ({OLDER: 5}, ["The rules changed."]),
        # An older release came back.
        ({TODAYS: 60, OLDER: 5}, ["The rules changed."]),
        # Two releases run beside each other for a moment.
        ({TODAYS: 60, OLDER: 0}, []),
        ({OLDER: 60, TODAYS: 5}, []),
    ],
)
def test_release_with_other_rules_has_what_waits_checked_again_once(
    cast: Cast, before: dict[str, int], asked: list[str]
) -> None:
    """`before` says how many minutes ago which rules took over."""
    for rules, minutes in before.items():
        ago = timezone.now() - timedelta(minutes=minutes)
        RulesetSeen.objects.create(ruleset=rules, seen_at=ago)
    look_for_new_rules()
    look_for_new_rules()
    assert list(Recheck.objects.values_list("why", flat=True)) == asked
