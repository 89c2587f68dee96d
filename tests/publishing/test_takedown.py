"""One act takes a post down everywhere: captured first, deleted, and seen to be gone.

The rehearsal network stands for every platform; their deletions are tested with them.
"""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from django.db import connections, transaction
from django.utils import timezone

from accounts.models import Credential, Notice, Person
from accounts.reasons import RefusedError
from accounts.roles import Role
from audit.log import Subject
from audit.models import Entry
from audit.queries import entries_about
from drafts.content import Part
from drafts.models import Draft
from publishing.actions.claim import claim_next
from publishing.actions.confirming import (
    confirm_takedown,
    say_deleted,
    tell_of_unconfirmed,
    try_again,
)
from publishing.actions.reconciling import reconcile_some
from publishing.actions.removing import remove_some
from publishing.actions.send import InsideTransactionError, NotSent, send
from publishing.actions.sweep import sweep
from publishing.actions.takedowns import remove_strangers, take_down
from publishing.models import (
    Deletion,
    Divergence,
    Finding,
    Publication,
    Reconciliation,
    RehearsalPost,
    RehearsalSwitch,
    Takedown,
)
from publishing.platforms import registry
from publishing.platforms.protocol import Inconclusive, Look, Removal
from publishing.platforms.rehearsal import RehearsalAdapter
from tests.cast import ROUTINE, an_approved_draft, hire, words
from tests.publishing.down import WHY, duty_officer, head, states, work
from tests.publishing.stage import Stage
from tests.refusals import refused, refused_by_database


Fault = RehearsalSwitch.Fault


@pytest.fixture
def draft(stage: Stage) -> Draft:
    """Alice's words, live."""
    publication = stage.sealed()
    stage.publish_all()
    return publication.revision.draft


def thread(stage: Stage) -> Draft:
    """Three posts of one thread, live."""
    content = words(stage.cast.rehearsal)
    parts = tuple(Part(text=f"Flood warning for the River Ouse, {n}.") for n in "123")
    content = replace(content, targets=(replace(content.targets[0], parts=parts),))
    draft = an_approved_draft(stage.cast, content=content)
    stage.seal()
    stage.publish_all()
    return draft


def stranger(stage: Stage, text: str = "Free money for everybody") -> Divergence:
    """A post around the queue, found by the comparison."""
    account = stage.cast.rehearsal
    account.registered_at = timezone.now() - timedelta(days=365)
    account.save()
    RehearsalPost.objects.create(handle=account.handle, client_key="none", text=text)
    compare(stage)
    return Divergence.objects.latest("pk")


def compare(stage: Stage) -> None:
    Reconciliation.objects.update(started_at=timezone.now() - timedelta(hours=1))
    Credential.objects.exclude(account=stage.cast.rehearsal).delete()
    assert reconcile_some()


def events_of(draft: Draft) -> list[str]:
    posts = Publication.objects.filter(revision__draft=draft)
    subjects = [Subject("publication", str(each.pk)) for each in posts]
    return [each.event for each in entries_about(subjects)]


def status(draft: Draft) -> str:
    return Publication.objects.get(revision__draft=draft).status


# --- What is live goes ------------------------------------------------------------------


def test_a_post_is_captured_deleted_and_seen_to_be_gone(
    stage: Stage, draft: Draft
) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    assert remove_some()
    deletion = Deletion.objects.get()
    assert (deletion.state, deletion.words) == ("checking", ROUTINE)
    work()
    assert (states(stage), stage.timeline(), status(draft)) == (
        ["gone"],
        [],
        "taken down",
    )


def test_every_step_is_in_the_log_and_the_words_are_not(
    stage: Stage, draft: Draft
) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    assert events_of(draft)[-4:] == [
        "takedown.requested",
        "takedown.captured",
        "takedown.verified",
        "publication.taken_down",
    ]
    bodies = [bytes(each.body).decode() for each in Entry.objects.all()]
    assert not any(ROUTINE in body or WHY in body for body in bodies)


def test_a_thread_goes_from_its_last_part(stage: Stage) -> None:
    draft = thread(stage)
    take_down(draft, by=stage.cast.dee, reason=WHY)
    left = []
    while remove_some():
        left.append(len(stage.timeline()))
    assert left == [2, 1, 0]
    assert stage.timeline() == []
    work()
    assert (states(stage), status(draft)) == (["gone"] * 3, "taken down")


def test_nothing_is_deleted_before_what_is_live_is_kept(
    stage: Stage, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []

    class Watched(RehearsalAdapter):
        def delete(self, remote_id: str) -> Removal:
            with psycopg.connect(stage.urls.app) as other:
                row = other.execute("SELECT words FROM publishing_deletion").fetchone()
            kept.extend(row or ())
            return super().delete(remote_id)

    monkeypatch.setitem(registry.ADAPTERS, "rehearsal", Watched)
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    assert kept == [ROUTINE]


def test_what_cannot_be_captured_goes_all_the_same(
    stage: Stage, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Blind(RehearsalAdapter):
        def fetch(self, remote_id: str) -> Look:
            return Inconclusive("no answer in time")

    monkeypatch.setitem(registry.ADAPTERS, "rehearsal", Blind)
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work(times=3)
    assert (stage.timeline(), Deletion.objects.get().captured_at) == ([], None)
    work()
    assert Deletion.objects.get().answer == "nobody could look whether it is gone"


@pytest.mark.parametrize("fault", [Fault.TIMEOUT_AFTER, Fault.TIMEOUT_BEFORE])
def test_without_an_answer_it_is_looked_at_and_asked_again(
    stage: Stage, draft: Draft, fault: Fault
) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    stage.inject(fault)
    work()
    assert (states(stage), stage.timeline()) == (["gone"], [])


def test_told_to_wait_it_waits_as_long(stage: Stage, draft: Draft) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    stage.inject(Fault.RATE_LIMIT)
    assert remove_some()
    assert remove_some() is False
    work()
    assert states(stage) == ["gone"]


def test_a_worker_that_is_killed_between_delete_and_record_is_made_good(
    stage: Stage, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deadly(RehearsalAdapter):
        def delete(self, remote_id: str) -> Removal:
            super().delete(remote_id)
            raise KeyboardInterrupt

    take_down(draft, by=stage.cast.dee, reason=WHY)
    with monkeypatch.context() as killed:
        killed.setitem(registry.ADAPTERS, "rehearsal", Deadly)
        with pytest.raises(KeyboardInterrupt):
            remove_some()
    assert (states(stage), remove_some()) == (["deleting"], False)
    Deletion.objects.update(turn_until=timezone.now() - timedelta(seconds=1))
    work()
    assert (states(stage), status(draft)) == (["gone"], "taken down")
    assert events_of(draft).count("publication.taken_down") == 1


def test_four_workers_at_once_record_it_once(stage: Stage, draft: Draft) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)

    def worker() -> None:
        remove_some()
        connections.close_all()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    work()
    assert events_of(draft).count("takedown.captured") == 1
    assert Deletion.objects.get().asks == 1


def test_nothing_is_deleted_inside_a_transaction(stage: Stage, draft: Draft) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    with transaction.atomic(), pytest.raises(InsideTransactionError):
        remove_some()


# --- What waits, and what is on its way -------------------------------------------------


def two_accounts(stage: Stage) -> Draft:
    """Live on one account, waiting on another."""
    draft = an_approved_draft(
        stage.cast, content=words(stage.cast.rehearsal, stage.cast.x)
    )
    later = timezone.now() + timedelta(hours=1)
    Publication.objects.filter(account=stage.cast.x).update(try_at=later)
    stage.seal()
    stage.publish_all()
    return draft


def test_what_waits_of_the_same_post_is_cancelled(stage: Stage) -> None:
    draft = two_accounts(stage)
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    found = {
        each.account.platform: each.status
        for each in Publication.objects.select_related("account")
    }
    assert found == {"rehearsal": "taken down", "x": "cancelled"}


def test_what_turns_out_to_be_live_later_goes_too(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.TIMEOUT_AFTER)
    stage.publish_all()
    take_down(publication.revision.draft, by=stage.cast.dee, reason=WHY)
    assert (stage.timeline(), states(stage)) == ([ROUTINE], [])
    stage.look_up()
    work()
    publication.refresh_from_db()
    assert (stage.timeline(), publication.status) == ([], "taken down")


def test_what_turns_out_not_to_be_there_is_not_sent_again(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.TIMEOUT_BEFORE)
    stage.publish_all()
    take_down(publication.revision.draft, by=stage.cast.dee, reason=WHY)
    stage.look_up(times=2)
    stage.pass_time()
    sweep()
    stage.publish_all()
    publication.refresh_from_db()
    assert (stage.timeline(), publication.status) == ([], "cancelled")


def test_a_worker_that_is_about_to_send_does_not(stage: Stage) -> None:
    publication = stage.sealed()
    claim = claim_next()
    assert claim is not None
    take_down(publication.revision.draft, by=stage.cast.dee, reason=WHY)
    assert isinstance(send(claim), NotSent)
    assert stage.timeline() == []


def test_only_what_was_authorised_before_it_is_stopped(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.TIMEOUT_BEFORE)
    stage.publish_all()
    take_down(publication.revision.draft, by=stage.cast.dee, reason=WHY)
    stage.look_up(times=2)
    stage.sealed("Another flood warning.")
    stage.pass_time()
    stage.publish_all()
    assert stage.timeline() == ["Another flood warning."]


# --- Who may ----------------------------------------------------------------------------


def test_nobody_else_takes_a_post_down(stage: Stage, draft: Draft) -> None:
    cast = stage.cast
    for person in (
        *(cast.alice, cast.bob, cast.priya, cast.tom),
        *(cast.grace, cast.sam, cast.mallory),
    ):
        with refused("no-takedown-role"):
            take_down(draft, by=person, reason=WHY)
    assert (Takedown.objects.count(), stage.timeline()) == (0, [ROUTINE])


def test_a_superuser_takes_nothing_down(stage: Stage, draft: Draft) -> None:
    Person.objects.filter(pk=stage.cast.sam.pk).update(is_superuser=True)
    stage.cast.sam.refresh_from_db()
    with refused("no-takedown-role"):
        take_down(draft, by=stage.cast.sam, reason=WHY)


def test_a_duty_that_is_over_takes_nothing_down(stage: Stage, draft: Draft) -> None:
    dora = duty_officer(stage.cast, hours_ago=3)
    with refused("no-takedown-role"):
        take_down(draft, by=dora, reason=WHY)


def test_the_head_of_digital_needs_nobody_to_confirm(
    stage: Stage, draft: Draft
) -> None:
    takedown = take_down(draft, by=head(stage.cast), reason=WHY)
    assert (takedown.role, takedown.confirm_by) == ("head of digital", None)


def test_it_needs_a_reason(stage: Stage, draft: Draft) -> None:
    with refused("needs-reason"):
        take_down(draft, by=stage.cast.dee, reason=" ")


def test_it_is_asked_for_once(stage: Stage, draft: Draft) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    with refused("nothing-live"):
        take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    with refused("nothing-live"):
        take_down(draft, by=stage.cast.dee, reason=WHY)


def test_two_people_at_once_ask_for_one_deletion(stage: Stage, draft: Draft) -> None:
    hana = head(stage.cast)

    def ask(person: Person) -> None:
        # One of them is refused, and it is open which.
        with suppress(RefusedError):
            take_down(draft, by=person, reason=WHY)
        connections.close_all()

    threads = [
        threading.Thread(target=ask, args=[person]) for person in (stage.cast.dee, hana)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (Takedown.objects.count(), Deletion.objects.count()) == (1, 1)


def test_author_approver_and_records_officer_are_told(
    stage: Stage, draft: Draft
) -> None:
    cast = stage.cast
    rhys = hire("Rhys Cole", cast.strategy, "Records", Role.RECORDS_OFFICER)
    take_down(draft, by=cast.dee, reason=WHY)
    told = Notice.objects.filter(kind="takedown")
    assert {each.person for each in told} == {cast.alice, cast.priya, cast.dee, rhys}


# --- Raw SQL ----------------------------------------------------------------------------


ASK = (
    "INSERT INTO publishing_takedown (draft_id, reason, requested_by_id, post, role,"
    " finding, note, confirm_by) VALUES ({draft}, 'x', '{person}', 'p', '{role}',"
    " '', '', {until})"
)


def test_raw_sql_asks_for_nothing_in_anybodys_name(stage: Stage, draft: Draft) -> None:
    cast, soon = stage.cast, "now() + interval '1 hour'"
    dora = duty_officer(cast)
    for person, role, until in (
        (cast.alice, "author", "NULL"),
        (cast.alice, "director", "NULL"),
        (cast.sam, "head of digital", "NULL"),
        (cast.dee, "duty officer", soon),
        (cast.dee, "director", soon),
        (dora, "duty officer", "NULL"),
        (dora, "duty officer", "now() + interval '30 days'"),
    ):
        asked = {"draft": draft.pk, "person": person.pk, "role": role, "until": until}
        with pytest.raises(psycopg.Error):
            stage.sql(ASK.format(**asked))
    stage.sql(
        ASK.format(draft=draft.pk, person=dora.pk, role="duty officer", until=soon)
    )


def test_raw_sql_asks_for_nothing_after_a_duty_is_over(
    stage: Stage, draft: Draft
) -> None:
    late = duty_officer(stage.cast, hours_ago=3)
    asked = {"person": late.pk, "role": "duty officer", "until": "now()"}
    with pytest.raises(
        psycopg.Error, match="director, head of digital or duty officer"
    ):
        stage.sql(ASK.format(draft=draft.pk, **asked))


def test_raw_sql_rewrites_nothing_of_it(stage: Stage, draft: Draft) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    for statement in (
        "UPDATE publishing_takedown SET reason = 'another'",
        "UPDATE publishing_takedown SET requested_at = now() - interval '1 day'",
        "DELETE FROM publishing_takedown",
        "DELETE FROM publishing_deletion",
        "TRUNCATE publishing_deletion",
        "UPDATE publishing_deletion SET remote_id = 'another'",
        "UPDATE publishing_deletion SET words = 'another'",
        "UPDATE publishing_deletion SET words_hash = 'another'",
        "UPDATE publishing_deletion SET state = 'requested', gone_at = NULL",
        "UPDATE publishing_publication SET status = 'published'",
    ):
        with pytest.raises(psycopg.Error):
            stage.sql(statement)


def test_raw_sql_deletes_nothing_else_in_its_name(stage: Stage, draft: Draft) -> None:
    takedown = take_down(draft, by=stage.cast.dee, reason=WHY)
    other = stage.sealed("Another flood warning.")
    stage.publish_all()
    receipt = other.receipts.get()
    with refused_by_database("only what its takedown is of"):
        Deletion.objects.create(
            takedown=takedown,
            account=other.account,
            remote_id=receipt.remote_id,
            publication=other,
        )


def test_raw_sql_says_of_nothing_live_that_it_was_taken_down(
    stage: Stage, draft: Draft
) -> None:
    with pytest.raises(psycopg.Error, match="every part of it is gone"):
        stage.sql("UPDATE publishing_publication SET status = 'taken down'")


def test_raw_sql_claims_nothing_that_was_taken_down(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.TIMEOUT_BEFORE)
    stage.publish_all()
    take_down(publication.revision.draft, by=stage.cast.dee, reason=WHY)
    stage.look_up(times=2)
    with pytest.raises(psycopg.Error, match="never sent again"):
        stage.sql(
            "UPDATE publishing_publication SET status = 'claimed', fence = fence + 1,"
            " lease_until = now() + interval '1 minute'"
        )


# --- By hand ----------------------------------------------------------------------------


class Undeletable(RehearsalAdapter):
    """A platform that lets nobody delete through its programs."""

    capabilities = replace(RehearsalAdapter.capabilities, delete=False)


@pytest.fixture
def by_hand(stage: Stage, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> Deletion:
    monkeypatch.setitem(registry.ADAPTERS, "rehearsal", Undeletable)
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    return Deletion.objects.get()


def test_where_nothing_can_be_deleted_a_person_is_asked_to(
    stage: Stage, draft: Draft, by_hand: Deletion
) -> None:
    assert (by_hand.state, by_hand.words) == ("by hand", ROUTINE)
    assert events_of(draft)[-1] == "takedown.failed"
    told = Notice.objects.filter(kind="takedown", why__contains="by hand")
    assert stage.cast.dee in {each.person for each in told}


def test_what_was_deleted_by_hand_is_looked_at(
    stage: Stage, draft: Draft, by_hand: Deletion
) -> None:
    RehearsalPost.objects.update(deleted_at=timezone.now())
    say_deleted(by_hand, by=stage.cast.dee)
    work()
    assert (states(stage), status(draft)) == (["gone"], "taken down")


def test_what_is_still_there_is_not_gone_because_somebody_says_so(
    stage: Stage, by_hand: Deletion
) -> None:
    say_deleted(by_hand, by=stage.cast.dee)
    work()
    assert (states(stage), stage.timeline()) == (["by hand"], [ROUTINE])


def test_of_an_account_that_we_cannot_reach_a_person_has_the_word(
    stage: Stage, by_hand: Deletion
) -> None:
    Credential.objects.all().delete()
    say_deleted(by_hand, by=stage.cast.dee)
    work()
    assert (
        Deletion.objects.get().answer == "deleted by hand, as somebody says who looked"
    )


def test_nobody_else_says_so(stage: Stage, by_hand: Deletion) -> None:
    cast = stage.cast
    for person in (cast.alice, cast.priya, cast.grace, cast.sam):
        with refused("no-takedown-role"):
            say_deleted(by_hand, by=person)


def test_a_refused_sign_in_is_left_to_a_person_and_tried_again(
    stage: Stage, draft: Draft
) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    stage.inject(Fault.REVOKED)
    work()
    assert states(stage) == ["by hand"]
    try_again(Deletion.objects.get(), by=stage.cast.dee)
    work()
    assert states(stage) == ["gone"]


# --- Confirming -------------------------------------------------------------------------


def test_a_duty_officers_takedown_is_confirmed_within_a_working_day(
    stage: Stage, draft: Draft
) -> None:
    takedown = take_down(draft, by=duty_officer(stage.cast), reason=WHY)
    assert takedown.confirm_by is not None
    assert takedown.confirm_by - takedown.requested_at <= timedelta(days=4)
    hana = head(stage.cast)
    confirm_takedown(takedown, by=hana, finding=Finding.STANDS, note="I read both.")
    takedown.refresh_from_db()
    assert (takedown.confirmed_by, takedown.confirmed_in_time) == (hana, True)
    entry = entries_about([Subject("takedown", str(takedown.pk))])[-1]
    assert entry.event == "takedown.confirmed"


def test_nobody_confirms_their_own_or_twice_or_without_a_word(
    stage: Stage, draft: Draft
) -> None:
    dora = duty_officer(stage.cast)
    takedown = take_down(draft, by=dora, reason=WHY)
    say = {"finding": Finding.STANDS, "note": "I read both."}
    with refused("no-confirming-role", "own-takedown"):
        confirm_takedown(takedown, by=dora, **say)  # type: ignore[arg-type]
    with refused("no-confirming-role"):
        confirm_takedown(takedown, by=stage.cast.priya, **say)  # type: ignore[arg-type]
    with refused("needs-note"):
        confirm_takedown(takedown, by=stage.cast.dee, finding=Finding.WRONG, note=" ")
    confirm_takedown(takedown, by=stage.cast.dee, **say)  # type: ignore[arg-type]
    with refused("confirmed"):
        confirm_takedown(takedown, by=head(stage.cast), **say)  # type: ignore[arg-type]


def test_raw_sql_confirms_in_nobody_elses_name(stage: Stage, draft: Draft) -> None:
    cast, dora = stage.cast, duty_officer(stage.cast)
    take_down(draft, by=dora, reason=WHY)
    for person in (dora, cast.alice, cast.priya, cast.sam):
        with refused_by_database("the head of digital confirms"):
            Takedown.objects.update(
                finding="stands",
                note="x",
                confirmed_by=person,
                confirmed_at=timezone.now(),
            )


def test_everybody_above_hears_once_that_nobody_confirmed(
    stage: Stage, draft: Draft
) -> None:
    take_down(draft, by=duty_officer(stage.cast), reason=WHY)
    assert tell_of_unconfirmed() == 0
    trigger = "TRIGGER publishing_takedown_is_confirmed_once"
    stage.sql(f"ALTER TABLE publishing_takedown DISABLE {trigger}", role="owner")
    stage.sql("UPDATE publishing_takedown SET confirm_by = now() - interval '1 hour'")
    stage.sql(f"ALTER TABLE publishing_takedown ENABLE ALWAYS {trigger}", role="owner")
    assert (tell_of_unconfirmed(), tell_of_unconfirmed()) == (1, 0)
    assert Notice.objects.get(kind="escalation").person == stage.cast.dee


# --- Strangers, and what the comparison makes of it -------------------------------------


def test_a_post_that_nobody_authorised_is_taken_down(
    stage: Stage, draft: Draft
) -> None:
    found = stranger(stage)
    remove_strangers([found], by=duty_officer(stage.cast), reason="An intruder.")
    work()
    found.refresh_from_db()
    assert (stage.timeline(), found.resolution) == ([ROUTINE], "taken down")
    assert Deletion.objects.get().words == "Free money for everybody"


def test_a_stranger_is_taken_down_once_and_not_after_it_was_settled(
    stage: Stage, draft: Draft
) -> None:
    found = stranger(stage)
    remove_strangers([found], by=stage.cast.dee, reason="An intruder.")
    with refused("nothing-live"):
        remove_strangers([found], by=stage.cast.dee, reason="An intruder.")
    work()
    found.refresh_from_db()
    with refused("not-removable"):
        remove_strangers([found], by=stage.cast.dee, reason="An intruder.")


def test_nobody_else_takes_a_stranger_down(stage: Stage, draft: Draft) -> None:
    found = stranger(stage)
    for person in (stage.cast.alice, stage.cast.priya, stage.cast.sam):
        with refused("no-takedown-role"):
            remove_strangers([found], by=person, reason="An intruder.")


def test_what_we_took_down_is_not_missing(stage: Stage, draft: Draft) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    stranger(stage)
    kinds = set(Divergence.objects.values_list("kind", flat=True))
    assert kinds == {"unauthorised"}


def test_what_comes_back_is_found_and_taken_down_again(
    stage: Stage, draft: Draft
) -> None:
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    stranger(stage)
    RehearsalPost.objects.filter(text=ROUTINE).update(deleted_at=None)
    Publication.objects.update(changed_at=timezone.now() - timedelta(hours=2))
    compare(stage)
    found = Divergence.objects.get(kind="still live")
    remove_strangers([found], by=stage.cast.dee, reason="It came back.")
    work()
    assert RehearsalPost.objects.filter(text=ROUTINE, deleted_at=None).count() == 0
