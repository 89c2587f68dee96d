"""What a person decides: release, drop, and settling what a platform cannot tell."""

import pytest
from django.urls import reverse

from drafts.actions import save, submit
from drafts.models import Draft
from publishing.actions.claim import claim_next
from publishing.actions.judgement import (
    drop,
    release,
    settle_as_absent,
    settle_as_live,
)
from publishing.actions.record import record_outcome
from publishing.models import Publication, RehearsalSwitch
from publishing.platforms.protocol import Permanent
from tests.cast import ROUTINE, an_approved_draft, words
from tests.pages import browser_of
from tests.publishing.stage import Stage
from tests.publishing.test_claim import a_second_account
from tests.refusals import refused


def switch_off(stage: Stage) -> None:
    stage.cast.rehearsal.enabled = False
    stage.cast.rehearsal.save()


def switch_on(stage: Stage) -> None:
    stage.cast.rehearsal.enabled = True
    stage.cast.rehearsal.save()


def test_a_release_needs_the_authority_of_the_approval(stage: Stage) -> None:
    from_tom = "We will open 40 new information centres soon."
    draft = an_approved_draft(stage.cast, text=from_tom, by=stage.cast.tom)
    stage.seal()
    switch_off(stage)
    stage.publish_all()
    switch_on(stage)
    publication = stage.publication_of(draft)

    with refused("no-authority"):
        release(publication, by=stage.cast.priya)
    release(publication, by=stage.cast.tom)
    stage.publish_all()
    assert stage.timeline() == [from_tom]


def test_dropping_the_held_account_leaves_the_rest_published(stage: Stage) -> None:
    other = a_second_account(stage)
    draft = an_approved_draft(stage.cast, content=words(stage.cast.rehearsal, other))
    stage.seal()
    switch_off(stage)
    stage.publish_all()
    held = Publication.objects.get(status="held")
    with refused("no-deciding-role", "own-words"):
        drop(held, by=stage.cast.alice)

    drop(held, by=stage.cast.priya)

    draft.refresh_from_db()
    held.refresh_from_db()
    assert (held.status, draft.status) == ("cancelled", "partly published")


def an_unknown(stage: Stage, fault: RehearsalSwitch.Fault) -> Publication:
    publication = stage.sealed()
    stage.inject(fault)
    stage.publish_all()
    publication.refresh_from_db()
    assert publication.status == "unknown"
    return publication


def test_a_person_who_found_it_settles_it_with_its_address(stage: Stage) -> None:
    publication = an_unknown(stage, RehearsalSwitch.Fault.TIMEOUT_AFTER)
    with refused("needs-address"):
        settle_as_live(publication, by=stage.cast.priya, url="somewhere")

    settle_as_live(publication, by=stage.cast.priya, url="/rehearsal/RiversDept/1")

    publication.refresh_from_db()
    assert publication.status == "published"
    assert publication.receipts.get().remote_id == "1"


def test_a_person_who_did_not_find_it_has_it_sent_again(stage: Stage) -> None:
    publication = an_unknown(stage, RehearsalSwitch.Fault.TIMEOUT_BEFORE)
    settle_as_absent(publication, by=stage.cast.priya)
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]


def test_authors_do_not_settle_their_own_posts(stage: Stage) -> None:
    publication = an_unknown(stage, RehearsalSwitch.Fault.TIMEOUT_AFTER)
    with refused("no-deciding-role", "own-words"):
        settle_as_absent(publication, by=stage.cast.alice)


def test_failed_words_can_be_offered_again_as_they_are(stage: Stage) -> None:
    stage.sealed()
    claimed = claim_next()
    assert claimed is not None
    record_outcome(claimed, Permanent("402: the credits are used up"))
    draft = Draft.objects.get()

    submit(draft, by=stage.cast.alice, based_on=1)

    draft.refresh_from_db()
    assert (draft.status, draft.revisions.count()) == ("submitted", 2)


def test_a_post_that_was_live_and_deleted_counts_as_published(stage: Stage) -> None:
    an_unknown(stage, RehearsalSwitch.Fault.TIMEOUT_AFTER)
    stage.sql("UPDATE publishing_rehearsalpost SET deleted_at = now()")
    stage.look_up()
    draft = Draft.objects.get()
    assert draft.status == "published"
    with refused("wrong-state", "already-sent"):
        save(
            draft,
            by=stage.cast.alice,
            title="t",
            content=words(stage.cast.rehearsal, text="Other words."),
            based_on=1,
        )


@pytest.mark.parametrize(
    ("found", "status"),
    [
        ({"found": "there", "url": "/rehearsal/RiversDept/1"}, "published"),
        ({"found": "absent"}, "waiting"),
    ],
)
def test_the_page_settles_what_a_person_found(
    stage: Stage, found: dict[str, str], status: str
) -> None:
    publication = an_unknown(stage, RehearsalSwitch.Fault.TIMEOUT_AFTER)

    response = browser_of(stage.cast.priya).post(
        reverse("settle", args=[publication.pk]), found
    )

    publication.refresh_from_db()
    assert (response.status_code, publication.status) == (302, status)
