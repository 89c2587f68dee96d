"""One row that cannot be worked on never stops the rows behind it."""

import psycopg

from accounts.actions import destroy_credential, store_credential
from accounts.models import Credential, Person, SocialAccount
from approvals.actions import approve
from drafts.actions import create_draft, submit
from drafts.models import Draft
from publishing.actions.claim import claim_next
from publishing.actions.record import record_outcome
from publishing.actions.send import send
from publishing.models import Publication, RehearsalSwitch
from publishing.platforms.protocol import Later
from tests.cast import SET_UP, complete, current, delegate, words
from tests.publishing.stage import Stage


FIRST = "First words about the river."
SECOND = "Second words about the river."


def a_second_account(stage: Stage) -> SocialAccount:
    account = SocialAccount.objects.create(
        platform="rehearsal", handle="@Second", name="Second", team=stage.cast.rivers
    )
    store_credential(account, by=SET_UP, secret={"token": "t"})
    complete(account, owner=stage.cast.priya, deputy=stage.cast.tom)
    delegate("D-151", stage.cast.priya, ["routine"], [stage.cast.rehearsal, account])
    return account


def approved_on(stage: Stage, account: SocialAccount, text: str) -> Draft:
    cast = stage.cast
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="t", content=words(account, text=text)
    )
    submit(draft, by=cast.alice, based_on=1)
    revision = current(draft)
    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    return draft


def test_a_draft_in_other_hands_stops_nobody_else(stage: Stage) -> None:
    first = approved_on(stage, stage.cast.rehearsal, FIRST)
    approved_on(stage, a_second_account(stage), SECOND)
    stage.seal()
    with psycopg.connect(stage.urls.app) as editor:
        editor.execute("SELECT FROM drafts_draft WHERE id = %s FOR UPDATE", [first.pk])
        stage.publish_all()
    assert stage.timeline() == [SECOND]


def test_a_row_that_cannot_be_read_is_passed_over(stage: Stage) -> None:
    approved_on(stage, stage.cast.rehearsal, FIRST)
    approved_on(stage, a_second_account(stage), SECOND)
    stage.seal()
    stage.sql(
        "ALTER TABLE drafts_revision DISABLE TRIGGER ALL;"
        "ALTER TABLE drafts_revision DROP CONSTRAINT revision_digest_is_of_its_content;"
        "UPDATE drafts_revision SET canonical = 'not json' WHERE id ="
        " (SELECT min(id) FROM drafts_revision)",
        role="admin",
    )
    stage.publish_all()
    assert stage.timeline() == [SECOND]


def test_a_credential_destroyed_after_the_claim_leaves_a_held_post(
    stage: Stage,
) -> None:
    publication = stage.sealed()
    claimed = claim_next()
    assert claimed is not None
    destroy_credential(stage.cast.rehearsal, by=SET_UP)

    record_outcome(claimed, send(claimed))

    publication.refresh_from_db()
    assert publication.status == "held"
    assert publication.attempts.get().outcome == "unsent"


def test_an_old_refusal_does_not_spoil_a_new_credential(stage: Stage) -> None:
    stage.sealed()
    stage.inject(RehearsalSwitch.Fault.REVOKED)
    claimed = claim_next()
    assert claimed is not None
    refusal = send(claimed)
    store_credential(stage.cast.rehearsal, by=SET_UP, secret={"token": "new"})

    record_outcome(claimed, refusal)

    credential = Credential.objects.get(account=stage.cast.rehearsal)
    assert credential.state == "live"


def test_an_hour_without_network_loses_nothing(stage: Stage) -> None:
    publication = stage.sealed()
    for _ in range(20):
        claimed = claim_next()
        assert claimed is not None
        record_outcome(claimed, Later(publication.due_at, "no connection"))
        stage.pass_time()

    publication.refresh_from_db()
    assert publication.status == "waiting"
    stage.publish_all()
    assert len(stage.timeline()) == 1


def test_what_never_arrives_ends_with_a_person(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_BEFORE, times=9)
    for _ in range(6):
        stage.pass_time()
        stage.publish_all()
        stage.look_up(2)

    publication.refresh_from_db()
    assert publication.status == "cancelled"
    assert "never arrived" in publication.why


def test_an_approver_who_left_holds_what_they_approved(stage: Stage) -> None:
    publication = stage.sealed()
    Person.objects.filter(pk=stage.cast.priya.pk).update(is_active=False)
    stage.publish_all()
    publication.refresh_from_db()
    assert publication.status == "held"
    assert Publication.objects.count() == 1
