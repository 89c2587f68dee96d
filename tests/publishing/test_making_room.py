"""Take it down and publish the corrected words: one act of somebody who may, in the log."""

from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, Person
from audit.log import Subject
from audit.queries import entries_about
from drafts.models import Draft
from publishing.actions.corrections import begin_correction
from publishing.actions.replacing import make_room
from publishing.actions.takedowns import take_down
from publishing.jobs import publish_due
from publishing.models import (
    Divergence,
    Publication,
    Reconciliation,
    RehearsalPost,
    Takedown,
)
from publishing.policy.corrections import Way, ways_for, what_became_of
from tests.cast import ROUTINE, an_approved_draft, current, delegate, words
from tests.pages import browser_of, page_text, problems
from tests.publishing.correcting import (
    BETTER,
    approved_by_all,
    begun,
    goes_through,
    may_authorise,
    written,
)
from tests.publishing.down import WHY, head, work
from tests.publishing.stage import Stage
from tests.publishing.test_takedown import compare, stranger, thread
from tests.publishing.test_threads import another_account
from tests.refusals import refused, refused_by_database


@pytest.fixture
def draft(stage: Stage) -> Draft:
    """Alice's words, live; Dora on duty may authorise a correction."""
    may_authorise(stage)
    publication = stage.sealed()
    stage.publish_all()
    return publication.revision.draft


def dora() -> Person:
    return Person.objects.get(name="Dora Finch")


def test_the_old_post_goes_and_then_the_corrected_words_are_sent(
    stage: Stage, draft: Draft
) -> None:
    publication = goes_through(stage, begun(stage, draft, Way.NEW))
    made = publication.revision.draft
    told = Notice.objects.filter(path=f"/posts/{made.pk}/make-room/")
    assert {each.person.name for each in told} == {"Dee Marsh", "Dora Finch"}
    (takedown,) = make_room(made, by=stage.cast.dee, reason=WHY)
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("waiting", [ROUTINE])
    later = timezone.now() + timedelta(hours=1)
    Publication.objects.filter(pk=publication.pk).update(try_at=later)
    # The worker that the waiting words keep awake takes the old ones down.
    publish_due()
    assert stage.timeline() == []
    work()
    stage.pass_time()
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("published", [BETTER])
    old = Publication.objects.get(revision__draft=draft)
    assert (old.status, takedown.correction) == ("taken down", made.correction)
    entry = entries_about([Subject("draft", str(made.pk))])[-1]
    assert (entry.event, entry.body["details"]) == (
        "correction.makes_room",
        {"corrects": str(draft.pk), "takedowns": [str(takedown.pk)]},
    )
    asked = next(
        each
        for each in entries_about([Subject("publication", str(old.pk))])
        if each.event == "takedown.requested"
    )
    assert asked.body["details"] == {
        "account": str(stage.cast.rehearsal),
        "correction": str(made.pk),
        "draft": str(draft.pk),
        "posts": 1,
        "takedown": str(takedown.pk),
    }


def test_other_accounts_stay_as_they_are(stage: Stage) -> None:
    cast = stage.cast
    other = another_account(stage)
    may_authorise(stage, other)
    draft = an_approved_draft(cast, content=words(cast.rehearsal, other))
    stage.seal()
    stage.publish_all()
    ways = {
        each.pk: Way.NEW if each.account == other else Way.EDIT
        for each in Publication.objects.filter(revision__draft=draft)
    }
    made = begin_correction(draft, by=cast.alice, ways=ways)
    goes_through(stage, made)
    make_room(made, by=cast.dee, reason=WHY)
    work()
    stage.pass_time()
    stage.publish_all()
    assert stage.timeline() == [BETTER, BETTER]
    assert RehearsalPost.objects.filter(deleted_at=None, edited_at=None).count() == 1
    statuses = {
        each.account.handle: each.status
        for each in Publication.objects.filter(revision__draft=draft)
    }
    assert statuses == {"@RiversDept": "published", "@RiversCymru": "taken down"}


def test_nobody_makes_room_who_may_not_take_down_nor_before_it_is_approved(
    stage: Stage, draft: Draft
) -> None:
    cast = stage.cast
    made = begun(stage, draft, Way.NEW)
    written(stage, made, BETTER)
    with refused("not-approved"):
        make_room(made, by=cast.dee, reason=WHY)
    approved_by_all(made)
    for person in (cast.alice, cast.priya, cast.tom, cast.grace, cast.sam):
        with refused("no-takedown-role"):
            make_room(made, by=person, reason=WHY)
    with refused("needs-reason"):
        make_room(made, by=cast.dee, reason=" ")
    with refused("nothing-in-the-way"):
        make_room(draft_of_its_own(stage), by=cast.dee, reason=WHY)
    make_room(made, by=cast.dee, reason=WHY)
    with refused("under-way"):
        make_room(made, by=cast.dee, reason=WHY)
    assert Takedown.objects.count() == 1


def draft_of_its_own(stage: Stage) -> Draft:
    return an_approved_draft(stage.cast, text="Another flood warning.")


def test_raw_sql_makes_no_room_for_anything_else(stage: Stage, draft: Draft) -> None:
    publication = goes_through(stage, begun(stage, draft, Way.NEW))
    claim = (
        "UPDATE publishing_publication SET status = 'claimed', fence = fence + 1,"
        " lease_until = now() + interval '1 minute' WHERE status = 'waiting'"
    )
    with pytest.raises(psycopg.Error, match="waits until the old one is gone"):
        stage.sql(claim)
    (takedown,) = make_room(publication.revision.draft, by=stage.cast.dee, reason=WHY)
    with pytest.raises(psycopg.Error):
        stage.sql("UPDATE publishing_takedown SET correction_id = NULL")
    other = stage.publication_of(draft_of_its_own(stage))
    stage.seal()
    stage.publish_all()
    receipt = other.receipts.get()
    fields = {"remote_id": receipt.remote_id, "publication": other}
    with refused_by_database("only what its takedown is of"):
        takedown.deletions.create(account=other.account, **fields)
    found = stranger(stage)
    fields = {"remote_id": found.remote_id, "divergence": found}
    with refused_by_database("only what its takedown is of"):
        takedown.deletions.create(account=found.account, **fields)
    with pytest.raises(IntegrityError):
        Takedown.objects.filter(pk=takedown.pk).update(account=None)


# --- On the pages -----------------------------------------------------------------------


def test_whoever_approves_and_may_does_both_with_one_confirm(
    stage: Stage, draft: Draft
) -> None:
    cast = stage.cast
    delegate("D-162", cast.tom, ["correction", "routine"], [cast.rehearsal])
    made = begun(stage, draft, Way.NEW)
    written(stage, made, BETTER)
    digest = bytes(current(made).digest).hex()
    duty = browser_of(dora())
    page = page_text(duty.get(reverse("review", args=[made.pk])))
    assert "the post that these words replace is still live" in page
    tom = browser_of(stage.cast.tom).get(reverse("review", args=[made.pk]))
    assert (
        "Only the duty officer on duty, the head of digital engagement or the director "
        "takes posts down. Ask one of them. Who may, and is told once the words are "
        "approved: Dee Marsh, Dora Finch."
    ) in page_text(tom)
    address = reverse("approve", args=[made.pk])
    fields = {"digest": digest, "take_down": "on", "why": " "}
    assert problems(duty.post(address, fields)) == ["Say why it must go."]
    answer = duty.post(address, {**fields, "why": WHY}, follow=True)
    assert "The post that it replaces is being taken down." in page_text(answer)
    made.refresh_from_db()
    assert (made.status, Takedown.objects.get().reason) == ("approved", WHY)
    post = page_text(browser_of(stage.cast.alice).get(reverse("post", args=[made.pk])))
    assert "It is being taken down." in post
    assert "Takedown" in post


def test_without_the_right_it_is_approved_and_others_are_named(
    stage: Stage, draft: Draft
) -> None:
    publication = goes_through(stage, begun(stage, draft, Way.NEW))
    made = publication.revision.draft
    address = reverse("make-room", args=[made.pk])
    alice, hana = browser_of(stage.cast.alice), browser_of(head(stage.cast))
    post = page_text(alice.get(reverse("post", args=[made.pk])))
    assert "Who may take it down, and was told: Dee Marsh, Dora Finch, Hana Poole." in (
        post
    )
    page = page_text(alice.get(address))
    assert "Ask one of them. Who may: Dee Marsh, Dora Finch, Hana Poole." in page
    assert alice.post(address, {"reason": WHY}).status_code == 422
    assert browser_of(stage.cast.mallory).get(address).status_code == 404
    assert "Corrected words take its place." in hana.get(address).content.decode()
    assert problems(hana.post(address, {"reason": ""})) == ["Say why it must go."]
    assert hana.post(address, {"reason": WHY}).headers["Location"] == reverse(
        "post", args=[made.pk]
    )
    takedown = Takedown.objects.get()
    page = page_text(hana.get(reverse("takedown", args=[takedown.pk])))
    assert "What corrected words replace, on @RiversDept" in page
    assert "go out there when all of it is gone." in page


# --- What became of the original --------------------------------------------------------


@pytest.fixture
def known(stage: Stage, draft: Draft) -> Publication:
    account = stage.cast.rehearsal
    account.registered_at = account.registered_at.replace(year=2025)
    account.save()
    return Publication.objects.get(revision__draft=draft)


def missing(publication: Publication, part: int) -> None:
    """As the comparison notes it, which looks for what has been live for minutes."""
    remote_id = publication.receipts.get(part=part).remote_id
    Divergence.objects.create(
        account=publication.account,
        kind="missing",
        remote_id=remote_id,
        publication=publication,
        part=part,
        words_hash="0" * 64,
        run=Reconciliation.objects.create(
            account=publication.account, since=publication.due_at
        ),
    )


def test_what_was_altered_there_can_be_put_back_as_it_was(
    stage: Stage, draft: Draft, known: Publication
) -> None:
    RehearsalPost.objects.update(text="Free money for everybody")
    compare(stage)
    page = page_text(
        browser_of(stage.cast.alice).get(reverse("correct", args=[draft.pk]))
    )
    assert "It was changed there since, by nobody here." in page
    goes_through(stage, begun(stage, draft, Way.EDIT), ROUTINE)
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]
    compare(stage)
    assert Divergence.objects.filter(resolved_at=None).count() == 0


def test_what_was_deleted_there_is_in_nobodys_way(
    stage: Stage, draft: Draft, known: Publication
) -> None:
    edit = goes_through(stage, begun(stage, draft, Way.EDIT))
    RehearsalPost.objects.update(deleted_at=known.due_at)
    missing(known, 0)
    assert ways_for(known) == [Way.NEW, Way.LEAVE]
    assert what_became_of(known) == (
        "It is not there any more, so a new post need not wait."
    )
    with refused("no-such-way"):
        begun(stage, draft, Way.EDIT)
    stage.publish_all()
    edit.refresh_from_db()
    assert (edit.status, edit.why) == (
        "held",
        "The post that it corrects is not there any more. Correct it as a new post.",
    )
    goes_through(stage, begun(stage, draft, Way.NEW), "Flood warning, corrected.")
    stage.publish_all()
    assert stage.timeline() == ["Flood warning, corrected."]


def test_a_thread_of_which_one_post_is_missing_is_not_edited(
    stage: Stage, known: Publication
) -> None:
    broken = thread(stage)
    publication = Publication.objects.get(revision__draft=broken)
    missing(publication, 1)
    assert ways_for(publication) == [Way.REPLY, Way.NEW, Way.LEAVE]
    assert what_became_of(publication).startswith("Post 2 of the thread is not there")


def test_what_was_taken_down_or_is_going_says_so(stage: Stage, draft: Draft) -> None:
    publication = Publication.objects.get(revision__draft=draft)
    take_down(draft, by=stage.cast.dee, reason=WHY)
    assert what_became_of(publication).startswith("It is being taken down.")
    work()
    publication.refresh_from_db()
    assert what_became_of(publication).startswith("It was taken down")
