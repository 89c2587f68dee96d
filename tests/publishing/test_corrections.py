"""What was published is put right by words that are checked and approved like any other.

The rehearsal network can edit a post, as some platforms can.
"""

from dataclasses import replace

import psycopg
import pytest

from approvals.actions import approve
from audit.log import Subject
from audit.queries import entries_about
from drafts.content import Content
from drafts.models import Draft
from drafts.queries import database_time
from publishing.actions.corrections import begin_correction
from publishing.actions.takedowns import take_down
from publishing.models import Correction, Divergence, Publication, RehearsalPost
from publishing.policy.corrections import Way
from publishing.queries.corrections import corrections_of, what_it_corrects
from tests.cast import ROUTINE, an_approved_draft, current, words
from tests.publishing.correcting import (
    BETTER,
    begun,
    goes_through,
    may_authorise,
    written,
)
from tests.publishing.down import WHY, work
from tests.publishing.stage import Stage
from tests.publishing.test_takedown import compare, thread
from tests.refusals import refused


@pytest.fixture
def draft(stage: Stage) -> Draft:
    """Alice's words, live; Dora on duty may authorise a correction."""
    may_authorise(stage)
    publication = stage.sealed()
    stage.publish_all()
    return publication.revision.draft


def test_the_new_words_take_the_place_of_the_old_ones(
    stage: Stage, draft: Draft
) -> None:
    made = begun(stage, draft, Way.EDIT)
    (target,) = current(made).content.targets
    assert (target.corrects, current(made).content.purpose) == (
        str(RehearsalPost.objects.get().pk),
        "correction",
    )
    goes_through(stage, made)
    stage.publish_all()
    assert stage.timeline() == [BETTER]
    assert [each.draft for each in corrections_of(draft)] == [made]
    old = what_it_corrects(made)
    assert old is not None
    assert old.corrects == draft


def test_a_correction_needs_the_authority_for_one(stage: Stage, draft: Draft) -> None:
    made = begun(stage, draft, Way.EDIT)
    written(stage, made, BETTER)
    revision = current(made)
    approve_by_priya = {"by": stage.cast.priya, "digest": bytes(revision.digest)}
    with refused("no-authority"):
        approve(revision, **approve_by_priya)  # type: ignore[arg-type]


def test_what_was_corrected_matches_its_new_words(stage: Stage, draft: Draft) -> None:
    account = stage.cast.rehearsal
    account.registered_at = database_time().replace(year=2025)
    account.save()
    goes_through(stage, begun(stage, draft, Way.EDIT))
    stage.publish_all()
    compare(stage)
    assert Divergence.objects.count() == 0
    RehearsalPost.objects.update(text=ROUTINE)
    compare(stage)
    assert Divergence.objects.get().kind == "altered"


def test_where_it_is_answered_both_stay_live(stage: Stage, draft: Draft) -> None:
    goes_through(stage, begun(stage, draft, Way.REPLY))
    stage.publish_all()
    assert stage.timeline() == [ROUTINE, BETTER]
    old, new = RehearsalPost.objects.order_by("pk")
    assert new.reply_to == str(old.pk)


def test_a_new_post_waits_until_the_old_one_is_taken_down(
    stage: Stage, draft: Draft
) -> None:
    publication = goes_through(stage, begun(stage, draft, Way.NEW))
    stage.publish_all()
    publication.refresh_from_db()
    assert (stage.timeline(), publication.status) == ([ROUTINE], "waiting")
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    stage.pass_time()
    stage.publish_all()
    assert stage.timeline() == [BETTER]


def test_a_correction_of_what_was_taken_down_meanwhile_is_not_sent(
    stage: Stage, draft: Draft
) -> None:
    publication = goes_through(stage, begun(stage, draft, Way.EDIT))
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    stage.publish_all()
    publication.refresh_from_db()
    assert (stage.timeline(), publication.status) == ([], "cancelled")


def test_taking_down_a_corrected_post_takes_down_both(
    stage: Stage, draft: Draft
) -> None:
    made = begun(stage, draft, Way.EDIT)
    goes_through(stage, made)
    stage.publish_all()
    take_down(made, by=stage.cast.dee, reason=WHY)
    work()
    assert set(Publication.objects.values_list("status", flat=True)) == {"taken down"}


def test_a_thread_is_answered_under_its_last_post(stage: Stage) -> None:
    made = begun(stage, thread(stage), Way.REPLY)
    last = RehearsalPost.objects.latest("pk")
    assert current(made).content.targets[0].reply_to == str(last.pk)


def test_only_the_team_corrects_and_only_what_was_live(
    stage: Stage, draft: Draft
) -> None:
    cast = stage.cast
    publication = Publication.objects.get()
    for person in (cast.mallory, cast.sam, cast.grace, cast.tom):
        with refused("not-on-team"):
            begin_correction(draft, by=person, ways={publication.pk: Way.EDIT})
    with refused("nothing-chosen"):
        begin_correction(draft, by=cast.alice, ways={publication.pk: Way.LEAVE})
    assert Correction.objects.count() == 0


def test_a_correction_is_begun_in_the_log(stage: Stage, draft: Draft) -> None:
    made = begun(stage, draft, Way.EDIT)
    entry = entries_about([Subject("draft", str(made.pk))])[-1]
    assert (entry.event, entry.body["details"]) == (
        "correction.begun",
        {
            "corrects": str(draft.pk),
            "accounts": [f"{stage.cast.rehearsal}: edit"],
            "replaces": [f"rehearsal @RiversDept: {RehearsalPost.objects.get().pk}"],
        },
    )


def test_nobody_corrects_a_post_that_is_not_ours(stage: Stage) -> None:
    foreign = RehearsalPost.objects.create(
        handle=stage.cast.rehearsal.handle, client_key="none", text="Not ours."
    )
    content = words(stage.cast.rehearsal)
    target = replace(content.targets[0], corrects=str(foreign.pk))
    publication = stage.publication_of(
        an_approved_draft(
            stage.cast,
            content=Content(targets=(target,), statements=content.statements),
        )
    )
    stage.seal()
    with pytest.raises(psycopg.Error, match="only words of ours"):
        stage.sql(
            "UPDATE publishing_publication SET status = 'claimed', fence = fence + 1,"
            " lease_until = now() + interval '1 minute'"
        )
    stage.publish_all()
    publication.refresh_from_db()
    assert (stage.timeline(), publication.status) == (["Not ours."], "cancelled")


def test_raw_sql_rewrites_no_correction(stage: Stage, draft: Draft) -> None:
    begun(stage, draft, Way.EDIT)
    for statement in (
        "UPDATE publishing_correction SET begun_at = now() - interval '1 day'",
        "DELETE FROM publishing_correction",
    ):
        with pytest.raises(psycopg.Error):
            stage.sql(statement)
