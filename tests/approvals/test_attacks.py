"""The attacks on approval: each story through every door, in one table.

A door is the page, the administrator's site, the action, and raw SQL as the
application's role. What happens between claim and send is at the end.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.actions.authority import revoke_authority
from accounts.models import Delegation, Person
from accounts.reasons import RefusedError
from approvals.actions import approve
from approvals.models import Authorisation, Decision, Reliance
from drafts.actions import save, submit, withdraw
from drafts.content import stamp
from drafts.models import Draft, Revision
from publishing.actions.claim import Claim, claim_next
from publishing.actions.holds import place_hold
from publishing.actions.record import record_outcome
from publishing.actions.send import send
from publishing.models import Publication
from tests.approvals.raw import a_raw_authorisation, a_raw_decision
from tests.cast import (
    Cast,
    a_draft,
    a_submitted_draft,
    an_approved_draft,
    current,
    delegate,
    words,
)
from tests.company import Committed
from tests.pages import browser_of, nothing_changes
from tests.publishing.stage import Stage, set_stage
from tests.refusals import refused, refused_by_database


MONEY = "We will give £3 million to 40 towns for flood gates."


@dataclass(frozen=True)
class Attempt:
    """Who tries to approve which words, and the authority that they would name."""

    revision: Revision
    by: Person
    under: Delegation
    seat: str = "routine"


@dataclass(frozen=True)
class Attack:
    """A story, and what says no to it: the action's codes, the database's sentence."""

    story: Callable[[Cast], Attempt]
    codes: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return self.story.__name__


# --- The stories ----------------------------------------------------------------------


def own_words(cast: Cast) -> Attempt:
    revision = current(a_submitted_draft(cast, by=cast.priya))
    return Attempt(revision, cast.priya, cast.routine)


def words_of_a_co_editor(cast: Cast) -> Attempt:
    draft = a_draft(cast)
    mine = words(cast.rehearsal, text="Priya's wording of the warning.")
    theirs = words(cast.rehearsal)
    save(draft, by=cast.priya, title=draft.title, content=mine, based_on=1)
    save(draft, by=cast.alice, title=draft.title, content=theirs, based_on=2)
    submit(draft, by=cast.alice, based_on=3)
    return Attempt(current(draft), cast.priya, cast.routine)


def own_words_as_superuser(cast: Cast) -> Attempt:
    attempt = own_words(cast)
    make_superuser(cast.priya)
    return attempt


def superuser_without_a_deciding_post(cast: Cast) -> Attempt:
    make_superuser(cast.sam)
    return Attempt(current(a_submitted_draft(cast)), cast.sam, cast.routine)


def words_before_an_edit(cast: Cast) -> Attempt:
    draft = a_submitted_draft(cast)
    seen = current(draft)
    other = words(cast.rehearsal, text="Other words.")
    save(draft, by=cast.bob, title=draft.title, content=other, based_on=1)
    submit(draft, by=cast.bob, based_on=2)
    return Attempt(seen, cast.priya, cast.routine)


def expired_delegation(cast: Cast) -> Attempt:
    now = timezone.now()
    return under_another(cast, valid_from=now - timedelta(days=2), valid_to=now)


def revoked_delegation(cast: Cast) -> Attempt:
    revision = current(a_submitted_draft(cast))
    revoked = revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")
    return Attempt(revision, cast.priya, revoked)


def delegation_for_another_account(cast: Cast) -> Attempt:
    return under_another(cast, accounts=[cast.x])


def delegation_below_the_sum(cast: Cast) -> Attempt:
    revoke_authority(cast.commitments, by=cast.dee, reason="Reorganised")
    low = delegate("D-302", cast.tom, ["money"], [cast.rehearsal], money_ceiling=5)
    revision = current(a_submitted_draft(cast, text=MONEY))
    return Attempt(revision, cast.tom, low, seat="money")


def delegation_of_a_second_later(cast: Cast) -> Attempt:
    return under_another(cast, valid_from=timezone.now() + timedelta(seconds=60))


def the_same_words_twice(cast: Cast) -> Attempt:
    revision = current(an_approved_draft(cast))
    return Attempt(revision, cast.priya, cast.routine)


def a_withdrawn_draft(cast: Cast) -> Attempt:
    draft = a_submitted_draft(cast)
    withdraw(draft, by=cast.alice)
    return Attempt(current(draft), cast.priya, cast.routine)


def under_another(cast: Cast, **narrower: object) -> Attempt:
    """Priya's authority is taken back, and a narrower one is given for it."""
    revision = current(a_submitted_draft(cast))
    revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")
    accounts = narrower.pop("accounts", [cast.rehearsal, cast.x])
    under = delegate("D-302", cast.priya, ["routine"], accounts, **narrower)  # type: ignore[arg-type]
    return Attempt(revision, cast.priya, under)


def make_superuser(person: Person) -> None:
    person.is_superuser = person.is_staff = True
    person.save()


WROTE = "nobody decides on words that they wrote any part of"
NONE_IN_FORCE = "no authority in force"
ATTACKS = [
    Attack(own_words, ("own-words",), WROTE),
    Attack(words_of_a_co_editor, ("own-words",), WROTE),
    Attack(own_words_as_superuser, ("own-words",), WROTE),
    Attack(superuser_without_a_deciding_post, ("no-deciding-role",), NONE_IN_FORCE),
    Attack(words_before_an_edit, ("superseded",), "by decisions, not by its status"),
    Attack(expired_delegation, ("no-authority",), NONE_IN_FORCE),
    Attack(revoked_delegation, ("no-authority",), NONE_IN_FORCE),
    Attack(delegation_for_another_account, ("no-authority",), NONE_IN_FORCE),
    Attack(delegation_below_the_sum, ("no-authority",), NONE_IN_FORCE),
    Attack(delegation_of_a_second_later, ("no-authority",), NONE_IN_FORCE),
    Attack(the_same_words_twice, ("not-waiting", "already-decided"), "one_decision"),
    Attack(a_withdrawn_draft, ("not-waiting",), "cannot go from withdrawn to approved"),
]
table = pytest.mark.parametrize("attack", ATTACKS, ids=str)


# --- The doors ------------------------------------------------------------------------


@table
def test_the_page_refuses(cast: Cast, attack: Attack) -> None:
    attempt = attack.story(cast)
    address = reverse("approve", args=[attempt.revision.draft_id])
    digest = bytes(attempt.revision.digest).hex()

    with nothing_changes():
        response = browser_of(attempt.by).post(address, {"digest": digest})

    assert response.status_code in {403, 422}


@table
def test_the_action_refuses(cast: Cast, attack: Attack) -> None:
    attempt = attack.story(cast)

    with nothing_changes(), refused(*attack.codes):
        approve(attempt.revision, by=attempt.by, digest=bytes(attempt.revision.digest))


@table
def test_raw_sql_as_the_application_is_refused(cast: Cast, attack: Attack) -> None:
    attempt = attack.story(cast)

    with nothing_changes(), refused_by_database(attack.sentence):
        forge(cast, attempt)


def forge(cast: Cast, attempt: Attempt) -> None:
    """Every row of an approval, written by hand, and the status that follows it."""
    decision = a_raw_decision(cast, attempt.revision, decided_by=attempt.by)
    Reliance.objects.create(
        decision=decision,
        seat=attempt.seat,
        authority=attempt.seat,
        delegation=attempt.under,
    )
    a_raw_authorisation(cast, attempt.revision)
    Draft.objects.filter(pk=attempt.revision.draft_id).update(status="approved")
    connection.check_constraints()


@pytest.mark.parametrize("model", ["decision", "reliance", "authorisation", "seat"])
def test_the_administrators_site_has_no_door_to_decisions(model: str) -> None:
    for page in ("add", "changelist"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:approvals_{model}_{page}")


@pytest.mark.parametrize(
    "address",
    [
        "/admin/approvals/decision/add/",
        "/admin/drafts/draft/1/change/",
        "/admin/accounts/delegation/add/",
        "/admin/publishing/publication/add/",
    ],
)
def test_a_superuser_finds_no_such_page_on_the_administrators_site(
    cast: Cast, address: str
) -> None:
    make_superuser(cast.sam)
    browser = browser_of(cast.sam)
    assert (browser.get(address).status_code, browser.post(address).status_code) == (
        404,
        404,
    )


# --- When the clocks change -------------------------------------------------------------


def clock_changes() -> list[datetime]:
    """The next two moments at which clocks in the United Kingdom change."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    hours = [hour + timedelta(hours=each) for each in range(2, 24 * 370)]
    changes = [
        each
        for each in hours
        if timezone.localtime(each).utcoffset()
        != timezone.localtime(each - timedelta(hours=1)).utcoffset()
    ]
    return changes[:2]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("minutes", [-60, -1, 0, 1, 59])
def test_a_slot_beside_a_clock_change_is_kept_to_the_second(
    cast: Cast, which: int, minutes: int
) -> None:
    opens = clock_changes()[which] + timedelta(minutes=minutes)
    closes = opens + timedelta(minutes=15)
    content = replace(
        words(cast.rehearsal), not_before=stamp(opens), not_after=stamp(closes)
    )

    an_approved_draft(cast, content=content)

    publication = Publication.objects.get()
    assert (publication.due_at, publication.not_after) == (opens, closes)


# --- At the same moment ---------------------------------------------------------------


@pytest.fixture
def stage(committed_cast: Committed, tmp_path: Path) -> Stage:
    return set_stage(committed_cast.urls, committed_cast.cast, tmp_path)


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Run each in a thread of its own, all from one moment; the codes of refusals."""
    start = threading.Barrier(len(actions))
    said: list[str] = []

    def run(action: Callable[[], object]) -> None:
        start.wait()
        try:
            action()
        except RefusedError as error:
            said.extend(reason.code for reason in error.reasons)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[each]) for each in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def approving(revision: Revision, by: Person) -> Callable[[], object]:
    return lambda: approve(revision, by=by, digest=bytes(revision.digest))


def test_two_approvers_racing_authorise_once(stage: Stage) -> None:
    revision = current(a_submitted_draft(stage.cast))

    said = at_once(
        *(approving(revision, by) for by in (stage.cast.priya, stage.cast.tom))
    )

    counts = (Decision, Authorisation, Publication)
    assert [each.objects.count() for each in counts] == [1, 1, 1]
    assert said == ["not-waiting"]


def test_one_approver_in_two_windows_decides_once(stage: Stage) -> None:
    revision = current(a_submitted_draft(stage.cast))

    said = at_once(*(approving(revision, stage.cast.priya) for _ in range(2)))

    assert (Decision.objects.count(), Publication.objects.count()) == (1, 1)
    assert "already-decided" in said


def test_an_edit_that_races_an_approval_never_sends_unapproved_words(
    stage: Stage,
) -> None:
    draft = a_submitted_draft(stage.cast)
    revision = current(draft)
    other = words(stage.cast.rehearsal, text="Other words.")

    at_once(
        approving(revision, stage.cast.priya),
        lambda: save(
            draft, by=stage.cast.bob, title=draft.title, content=other, based_on=1
        ),
    )
    stage.seal()
    stage.publish_all()

    assert "Other words." not in stage.timeline()


def test_raw_sql_cannot_rest_a_decision_on_an_authority_given_after_it(
    stage: Stage,
) -> None:
    """The decision is written, the director grants, then the decision names the grant."""
    cast = stage.cast
    revision = current(a_submitted_draft(cast))
    revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")
    with refused_by_database("authority"), transaction.atomic():
        decision = a_raw_decision(cast, revision)
        at_once(lambda: delegate("D-302", cast.priya, ["routine"], [cast.rehearsal]))
        Reliance.objects.create(
            decision=decision,
            seat="routine",
            authority="routine",
            delegation=Delegation.objects.get(reference="D-302"),
        )


# --- Between claim and send -----------------------------------------------------------


def the_approvers_post_ends(cast: Cast) -> None:
    holding = cast.priya.holdings.get()
    holding.ends_on = timezone.localdate() - timedelta(days=1)
    holding.save()


def the_approver_is_switched_off(cast: Cast) -> None:
    Person.objects.filter(pk=cast.priya.pk).update(is_active=False)


def the_delegation_is_revoked(cast: Cast) -> None:
    revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")


def an_all_stop_is_placed(cast: Cast) -> None:
    place_hold(by=cast.dee, reason="Major incident")


def the_account_is_held(cast: Cast) -> None:
    place_hold(by=cast.dee, reason="Hacked?", account=cast.rehearsal)


LAPSES = [
    the_approvers_post_ends,
    the_approver_is_switched_off,
    the_delegation_is_revoked,
]
STOPS = [an_all_stop_is_placed, the_account_is_held]
Happening = Callable[[Cast], None]


def claimed(stage: Stage) -> Claim:
    claim = claim_next()
    assert claim is not None
    return claim


@pytest.mark.parametrize("happens", [*STOPS, *LAPSES])
def test_nothing_is_sent_when_between_claim_and_send(
    stage: Stage, happens: Happening
) -> None:
    publication = stage.sealed()
    claim = claimed(stage)
    happens(stage.cast)

    record_outcome(claim, send(claim))
    stage.pass_time()
    stage.publish_all()

    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("held", [])


@pytest.mark.parametrize("happens", [*STOPS, *LAPSES])
def test_nothing_is_claimed_when_between_approval_and_claim(
    stage: Stage, happens: Happening
) -> None:
    publication = stage.sealed()
    happens(stage.cast)

    stage.publish_all()

    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("held", [])
