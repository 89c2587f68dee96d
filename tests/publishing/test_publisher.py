"""Claim, send, record: exactly what was authorised, once, and never before it is sealed."""

import threading
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connections, transaction
from django.utils import timezone

from accounts.actions import destroy_credential
from accounts.models import Credential
from audit.queries import entries_about
from drafts.actions import save
from drafts.lifecycle import Status
from publishing.actions.claim import Claim, claim_next
from publishing.actions.holds import lift_hold, place_hold
from publishing.actions.judgement import release
from publishing.actions.moves import subject_of
from publishing.actions.record import record_outcome
from publishing.actions.send import LEASE_OVER, InsideTransactionError, send
from publishing.actions.sweep import sweep
from publishing.jobs import publish_one
from publishing.models import Attempt, Hold, Publication, Receipt, RehearsalSwitch
from publishing.platforms.protocol import Permanent, Sent
from tests.cast import ROUTINE, SET_UP, words
from tests.publishing.stage import Stage
from tests.refusals import refused
from tests.registers import a_period


Fault = RehearsalSwitch.Fault


def claim(stage: Stage) -> Claim:
    claimed = claim_next()
    assert claimed is not None
    return claimed


def test_the_exact_words_go_out_once_with_a_receipt(stage: Stage) -> None:
    publication = stage.sealed()

    stage.publish_all()

    publication.refresh_from_db()
    assert stage.timeline() == [ROUTINE]
    assert publication.status == "published"
    assert publication.receipts.get().url.startswith("/rehearsal/RiversDept/")
    assert publication.revision.draft.status == Status.PUBLISHED


def test_every_step_is_in_the_log(stage: Stage) -> None:
    publication = stage.sealed()
    stage.publish_all()
    events = [entry.event for entry in entries_about([subject_of(publication)])]
    assert events == [
        "publication.scheduled",
        "attempt.started",
        "outcome.recorded",
        "publication.published",
    ]


def test_nothing_is_claimed_before_its_approval_is_sealed(stage: Stage) -> None:
    stage.approved()
    assert claim_next() is None
    stage.seal()
    assert claim_next() is not None


def test_the_attempt_is_committed_before_the_platform_is_called(stage: Stage) -> None:
    stage.sealed()
    claim(stage)
    with psycopg.connect(stage.urls.app) as other:
        row = other.execute("SELECT outcome FROM publishing_attempt").fetchone()
    assert row == ("started",)
    assert stage.timeline() == []


def test_send_refuses_to_run_inside_a_transaction(stage: Stage) -> None:
    stage.sealed()
    claimed = claim(stage)
    with transaction.atomic(), pytest.raises(InsideTransactionError):
        send(claimed)


def test_eight_publishers_at_once_send_once(stage: Stage) -> None:
    stage.sealed()
    claims: list[bool] = []

    def publisher() -> None:
        claims.append(publish_one())
        connections.close_all()

    threads = [threading.Thread(target=publisher) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert claims.count(True) == 1
    assert stage.timeline() == [ROUTINE]


def test_one_account_has_one_sender_at_a_time(stage: Stage) -> None:
    stage.sealed("First post about the river.")
    stage.sealed("Second post about the river.")
    first = claim(stage)
    assert claim_next() is None
    record_outcome(first, send(first))
    assert claim_next() is not None


def test_a_stale_worker_is_not_believed(stage: Stage) -> None:
    publication = stage.sealed()
    late = claim(stage)
    stage.pass_time()
    sweep()

    assert record_outcome(late, Sent("99", "/nowhere")) is False

    publication.refresh_from_db()
    assert (publication.status, Receipt.objects.count()) == ("unknown", 0)


def test_a_worker_whose_lease_ran_out_does_not_send(stage: Stage) -> None:
    stage.sealed()
    late = claim(stage)
    stage.pass_time()
    assert send(late) == LEASE_OVER
    assert stage.timeline() == []


def test_a_killed_worker_after_delivery_ends_in_one_live_post(stage: Stage) -> None:
    publication = stage.sealed()
    send(claim(stage))
    stage.pass_time()
    sweep()
    publication.refresh_from_db()
    assert publication.status == "unknown"

    stage.look_up()
    stage.publish_all()

    publication.refresh_from_db()
    assert publication.status == "published"
    assert stage.timeline() == [ROUTINE]


def test_a_killed_worker_before_delivery_is_sent_after_two_absences(
    stage: Stage,
) -> None:
    publication = stage.sealed()
    claim(stage)
    stage.pass_time()
    sweep()

    stage.look_up()
    assert publish_one() is False
    stage.look_up()
    stage.publish_all()

    publication.refresh_from_db()
    assert publication.status == "published"
    assert stage.timeline() == [ROUTINE]
    outcomes = publication.attempts.order_by("fence").values_list("outcome", flat=True)
    assert list(outcomes) == ["absent", "sent"]


def test_no_answer_after_acceptance_is_looked_up_not_repeated(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.TIMEOUT_AFTER)
    stage.publish_all()
    publication.refresh_from_db()
    assert publication.status == "unknown"

    stage.look_up()
    stage.publish_all()

    publication.refresh_from_db()
    assert publication.status == "published"
    assert stage.timeline() == [ROUTINE]


def test_a_look_up_waits_for_the_platform_to_settle(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.TIMEOUT_AFTER)
    stage.publish_all()

    assert publish_one() is False
    sweep()
    from_settling = Publication.objects.get(pk=publication.pk)
    assert from_settling.status == "unknown"


def test_a_post_deleted_while_unknown_is_never_sent_again(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.TIMEOUT_AFTER)
    stage.publish_all()
    stage.sql("UPDATE publishing_rehearsalpost SET deleted_at = now()")

    stage.look_up()
    stage.publish_all()

    publication.refresh_from_db()
    assert publication.status == "taken down"
    assert stage.timeline() == []


def test_a_rate_limit_is_waited_out(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.RATE_LIMIT)
    stage.publish_all()
    publication.refresh_from_db()
    assert publication.status == "waiting"
    assert publication.try_at > publication.due_at

    stage.pass_time()
    stage.publish_all()

    assert stage.timeline() == [ROUTINE]


def test_a_revoked_token_holds_the_post_until_someone_reconnects(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(Fault.REVOKED)
    stage.publish_all()
    publication.refresh_from_db()
    assert publication.status == "held"
    assert "Connect it again" in publication.why
    with refused("no-credential"):
        release(publication, by=stage.cast.priya)

    Credential.objects.update(state="live")
    release(publication, by=stage.cast.priya)
    stage.publish_all()

    assert stage.timeline() == [ROUTINE]


def test_a_permanent_refusal_fails_the_draft_and_says_why(stage: Stage) -> None:
    publication = stage.sealed()
    claimed = claim(stage)
    record_outcome(claimed, Permanent("403: this account may not post"))
    publication.refresh_from_db()
    assert publication.status == "failed"
    assert "may not post" in publication.why
    assert publication.revision.draft.status == Status.FAILED


# --- What the claim checks again -----------------------------------------------------


def edit(stage: Stage, publication: Publication) -> None:
    """An edit that slipped past recall: only the row of the draft says so."""
    stage.sql("UPDATE drafts_draft SET status = 'draft'")


def miss_the_slot(stage: Stage, publication: Publication) -> None:
    stage.sql(
        "ALTER TABLE publishing_publication DISABLE TRIGGER ALL;"
        "UPDATE publishing_publication SET not_after = now();"
        "ALTER TABLE publishing_publication ENABLE TRIGGER ALL",
        role="admin",
    )


def hold_everything(stage: Stage, publication: Publication) -> None:
    place_hold(by=stage.cast.dee, reason="Major incident", account=None)


def hold_the_account(stage: Stage, publication: Publication) -> None:
    place_hold(by=stage.cast.dee, reason="Hacked?", account=publication.account)


def begin_a_sensitive_period(stage: Stage, publication: Publication) -> None:
    now = timezone.now()
    a_period(
        "Pre-election period",
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=1),
    )


def switch_the_account_off(stage: Stage, publication: Publication) -> None:
    publication.account.enabled = False
    publication.account.save()


def disconnect(stage: Stage, publication: Publication) -> None:
    destroy_credential(publication.account, by=SET_UP)


def revoke_the_delegation(stage: Stage, publication: Publication) -> None:
    delegation = stage.cast.routine
    delegation.revoked_at = timezone.now()
    delegation.revoked_by = stage.cast.tom
    delegation.revoked_reason = "Reorganised"
    delegation.save()


@pytest.mark.parametrize(
    ("happen", "status"),
    [
        (edit, "cancelled"),
        (miss_the_slot, "cancelled"),
        (hold_everything, "held"),
        (hold_the_account, "held"),
        (begin_a_sensitive_period, "held"),
        (switch_the_account_off, "held"),
        (disconnect, "held"),
        (revoke_the_delegation, "held"),
    ],
)
def test_the_claim_checks_again(
    stage: Stage, happen: Callable[[Stage, Publication], None], status: str
) -> None:
    publication = stage.sealed()
    happen(stage, publication)

    assert claim_next() is None

    publication.refresh_from_db()
    assert publication.status == status
    assert publication.why != ""
    assert stage.timeline() == []


def test_a_hold_between_claim_and_send_stops_the_send(stage: Stage) -> None:
    publication = stage.sealed()
    claimed = claim(stage)
    place_hold(by=stage.cast.dee, reason="Major incident", account=None)

    record_outcome(claimed, send(claimed))
    stage.pass_time()
    stage.publish_all()

    publication.refresh_from_db()
    assert publication.status == "held"
    assert stage.timeline() == []


def test_lifting_a_hold_releases_nothing_by_itself(stage: Stage) -> None:
    publication = stage.sealed()
    hold = place_hold(by=stage.cast.dee, reason="Major incident", account=None)
    stage.publish_all()
    lift_hold(hold, by=stage.cast.dee)
    stage.pass_time()
    stage.publish_all()
    assert stage.timeline() == []

    release(publication, by=stage.cast.priya)
    stage.publish_all()

    assert stage.timeline() == [ROUTINE]


def test_release_needs_a_decider_who_is_no_author_and_no_hold(stage: Stage) -> None:
    publication = stage.sealed()
    hold_everything(stage, publication)
    stage.publish_all()
    with refused("no-deciding-role", "own-words"):
        release(publication, by=stage.cast.alice)
    with refused("on-hold"):
        release(publication, by=stage.cast.priya)


def test_who_places_and_lifts_a_hold(stage: Stage) -> None:
    with refused("no-hold-role"):
        place_hold(by=stage.cast.priya, reason="Why", account=None)
    with refused("needs-reason"):
        place_hold(by=stage.cast.dee, reason=" ", account=None)
    hold = place_hold(by=stage.cast.dee, reason="Why", account=None)
    lift_hold(hold, by=stage.cast.dee)
    with refused("lifted"):
        lift_hold(hold, by=stage.cast.dee)


def test_an_edit_is_refused_once_sending_began(stage: Stage) -> None:
    publication = stage.sealed()
    claim(stage)
    draft = publication.revision.draft
    with refused("already-sent"):
        save(
            draft,
            by=stage.cast.alice,
            title=draft.title,
            content=words(stage.cast.rehearsal, text="Too late."),
            based_on=1,
        )


def test_words_changed_behind_our_back_are_not_sent(stage: Stage) -> None:
    publication = stage.sealed()
    stage.sql(
        "SET session_replication_role = replica;"
        "ALTER TABLE drafts_revision DISABLE TRIGGER ALL;"
        "ALTER TABLE drafts_revision DROP CONSTRAINT revision_digest_is_of_its_content;"
        "UPDATE drafts_revision SET canonical = convert_to(replace("
        "convert_from(canonical, 'UTF8'), 'Flood', 'Blood'), 'UTF8')",
        role="admin",
    )

    assert claim_next() is None

    publication.refresh_from_db()
    assert publication.status == "cancelled"
    assert "not the words that were approved" in publication.why


# --- The same attacks in raw SQL, as the application's role ---------------------------


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            (
                "UPDATE publishing_publication SET status = 'claimed', fence = 1,"
                " lease_until = now()"
            ),
            "may not be claimed now",
        ),
        (
            "UPDATE publishing_publication SET status = 'published'",
            "cannot go from waiting to published",
        ),
        (
            "UPDATE publishing_publication SET digest = sha256('x')",
            "what a publication is of never changes",
        ),
        ("DELETE FROM publishing_publication", "never changed or removed"),
        (
            (
                "INSERT INTO publishing_publication (authorisation_id, revision_id, digest,"
                " account_id, client_key, status, why, due_at, try_at, fence, absences,"
                " look_ups, last_sighting, priority, wire, wire_digest)"
                " SELECT authorisation_id, revision_id, digest, account_id, 'other',"
                " 'waiting', '', now(), now(), 0, 0, 0, '', 1, wire, wire_digest"
                " FROM publishing_publication"
            ),
            "one_publication_an_account",
        ),
        (
            (
                "INSERT INTO publishing_publication (authorisation_id, revision_id, digest,"
                " account_id, client_key, status, why, due_at, try_at, fence, absences,"
                " look_ups, last_sighting, priority, wire, wire_digest)"
                " SELECT authorisation_id, revision_id, digest,"
                " (SELECT id FROM accounts_socialaccount WHERE platform = 'x'), 'other',"
                " 'waiting', '', now(), now(), 0, 0, 0, '', 1, wire, wire_digest"
                " FROM publishing_publication"
            ),
            "takes only what was authorised",
        ),
        (
            (
                "INSERT INTO publishing_publication (authorisation_id, revision_id, digest,"
                " account_id, client_key, status, why, due_at, try_at, fence, absences,"
                " look_ups, last_sighting, priority, wire, wire_digest)"
                " SELECT gen_random_uuid(), revision_id, digest, account_id, 'other',"
                " 'waiting', '', now(), now(), 0, 0, 0, '', 1, wire, wire_digest"
                " FROM publishing_publication"
            ),
            "takes only what was authorised",
        ),
        (
            "UPDATE publishing_publication SET wire = '[]', wire_digest = sha256('[]')",
            "never changed",
        ),
        (
            "UPDATE publishing_publication SET wire_digest = sha256('x')",
            "never changed",
        ),
        ("UPDATE publishing_publication SET priority = 0", "never changed"),
    ],
)
def test_raw_sql_cannot_publish_around_the_authorisation(
    stage: Stage, statement: str, sentence: str
) -> None:
    stage.approved()
    with pytest.raises(psycopg.Error, match=sentence):
        stage.sql(statement)


def test_raw_sql_cannot_claim_during_a_hold(stage: Stage) -> None:
    stage.sealed()
    hold_everything(stage, Publication.objects.get())
    with pytest.raises(psycopg.Error, match="may not be claimed now"):
        stage.sql(
            "UPDATE publishing_publication SET status = 'claimed', fence = 1,"
            " lease_until = now()"
        )


def test_raw_sql_cannot_start_a_second_attempt_while_one_may_be_live(
    stage: Stage,
) -> None:
    stage.sealed()
    claim(stage)
    with pytest.raises(psycopg.Error, match="no_second_try_while_the_first"):
        stage.sql(
            "INSERT INTO publishing_attempt (publication_id, part, fence, outcome, answer)"
            " SELECT publication_id, part, 2, 'started', '' FROM publishing_attempt"
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE publishing_attempt SET outcome = 'absent'",
        "DELETE FROM publishing_attempt",
        "UPDATE publishing_receipt SET remote_id = '1'",
        "DELETE FROM publishing_receipt",
    ],
)
def test_raw_sql_cannot_rewrite_what_was_sent(stage: Stage, statement: str) -> None:
    stage.sealed()
    stage.publish_all()
    with pytest.raises(psycopg.Error, match=r"not changed|never changed"):
        stage.sql(statement)
    assert Attempt.objects.get().outcome == "sent"
    assert Hold.objects.count() == 0
