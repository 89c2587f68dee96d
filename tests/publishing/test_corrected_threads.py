"""A thread is put right post by post: what changed is edited, the rest stays as it is."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.reasons import RefusedError
from drafts.content import BILINGUAL, Content, Part
from drafts.models import Draft
from publishing.actions.claim import claim_next
from publishing.actions.record import record_outcome
from publishing.actions.takedowns import take_down
from publishing.jobs import publish_one
from publishing.models import (
    Deletion,
    Divergence,
    Publication,
    Receipt,
    RehearsalPost,
    RehearsalSwitch,
)
from publishing.platforms.protocol import Permanent
from publishing.policy.corrections import Way, ways_for
from publishing.policy.replacing import misfits_in_place
from tests.cast import an_approved_draft, delegate, words
from tests.pages import browser_of, page_text
from tests.publishing.correcting import begun, goes_through, may_authorise, written
from tests.publishing.down import WHY, work
from tests.publishing.stage import Stage
from tests.publishing.test_takedown import compare, thread


OLD = tuple(f"Flood warning for the River Ouse, {number}." for number in "123")
SECOND = "Flood warning for the River Ouse at Sampleford, two."
CLAIM = (
    "UPDATE publishing_publication SET status = 'claimed', fence = fence + 1,"
    " lease_until = now() + interval '1 minute' WHERE id = {}"
)
FOURTH = "Check your route on GOV.UK before you travel."


@pytest.fixture
def draft(stage: Stage) -> Draft:
    """Three posts of one thread, live; Dora on duty may authorise a correction."""
    may_authorise(stage)
    account = stage.cast.rehearsal
    account.registered_at = timezone.now().replace(year=2025)
    account.save()
    return thread(stage)


def edited() -> list[bool]:
    posts = RehearsalPost.objects.order_by("pk")
    return [each.edited_at is not None for each in posts]


def test_only_what_changed_is_edited_each_part_by_its_own_attempt(
    stage: Stage, draft: Draft
) -> None:
    publication = goes_through(
        stage, begun(stage, draft, Way.EDIT), OLD[0], SECOND, OLD[2]
    )
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == (
        "published",
        [OLD[0], SECOND, OLD[2]],
    )
    assert edited() == [False, True, False]
    attempts = publication.attempts.order_by("fence").values_list("part", "outcome")
    assert list(attempts) == [(0, "sent"), (1, "sent"), (2, "sent")]
    compare(stage)
    assert Divergence.objects.count() == 0
    RehearsalPost.objects.filter(text=SECOND).update(text=OLD[1])
    compare(stage)
    assert Divergence.objects.get().kind == "altered"


def test_what_is_more_answers_the_last_and_goes_with_the_thread(
    stage: Stage, draft: Draft
) -> None:
    publication = goes_through(stage, begun(stage, draft, Way.EDIT), *OLD, FOURTH)
    stage.publish_all()
    third, fourth = RehearsalPost.objects.order_by("pk")[2:]
    assert (stage.timeline(), edited()) == ([*OLD, FOURTH], [False] * 4)
    assert fourth.reply_to == str(third.pk)
    # Corrected once more, and then taken down as the first draft: all of it goes.
    again = begun(stage, publication.revision.draft, Way.EDIT)
    goes_through(stage, again, *OLD, SECOND)
    stage.publish_all()
    assert stage.timeline() == [*OLD, SECOND]
    page = browser_of(stage.cast.dee).get(reverse("take-down", args=[draft.pk]))
    assert "This deletes 4 posts on 1 account." in page_text(page)
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    assert (stage.timeline(), Deletion.objects.count()) == ([], 4)
    assert set(Publication.objects.values_list("status", flat=True)) == {"taken down"}


def test_what_was_added_while_it_was_taken_down_goes_too(
    stage: Stage, draft: Draft
) -> None:
    goes_through(stage, begun(stage, draft, Way.EDIT), *OLD, FOURTH)
    for _ in OLD:
        assert publish_one()
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    assert publish_one()
    take_down(draft, by=stage.cast.dee, reason=WHY)
    work()
    assert stage.timeline() == [FOURTH]
    stage.look_up()
    work()
    assert stage.timeline() == []


def test_fewer_posts_are_refused_when_they_are_submitted(
    stage: Stage, draft: Draft
) -> None:
    made = begun(stage, draft, Way.EDIT)
    with pytest.raises(RefusedError) as told:
        written(stage, made, OLD[0], SECOND)
    assert told.value.sentences == [
        (
            "The thread on @RiversDept on Rehearsal network has 3 posts and this has 2. "
            "None may be left over: write 3, or correct it as a new post, for which the "
            "old thread is taken down."
        )
    ]
    with pytest.raises(RefusedError) as told:
        written(stage, made, *OLD)
    (sentence,) = told.value.sentences
    assert sentence.startswith("These are the words that are live on @RiversDept")


def test_languages_that_stand_behind_each_other_keep_their_places(
    stage: Stage,
) -> None:
    cast = stage.cast
    delegate("D-170", cast.priya, ["welsh", "routine"], [cast.rehearsal])
    target = replace(
        words(cast.rehearsal).targets[0],
        language=BILINGUAL,
        parts=(Part("The river is high."), Part("Mae'r afon yn uchel.")),
    )
    an_approved_draft(cast, content=Content((target,), translation="human"))
    stage.seal()
    stage.publish_all()
    first = Receipt.objects.get(part=0).remote_id
    same = replace(target, corrects=first, parts=(Part("Off."), Part("I ffwrdd.")))
    assert misfits_in_place(same) == []
    for parts, language in ((same.parts * 2, BILINGUAL), (same.parts, "en")):
        (found,) = misfits_in_place(replace(same, parts=parts, language=language))
        assert "A correction there keeps both languages" in found.sentence


def test_a_part_without_an_answer_is_looked_at_where_it_should_be(
    stage: Stage, draft: Draft
) -> None:
    publication = goes_through(
        stage, begun(stage, draft, Way.EDIT), OLD[0], SECOND, FOURTH
    )
    assert publish_one()
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    stage.publish_all()
    publication.refresh_from_db()
    assert publication.status == "unknown"
    stage.look_up()
    RehearsalSwitch.objects.all().delete()
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_BEFORE)
    stage.publish_all()
    stage.look_up(times=2)
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == (
        "published",
        [OLD[0], SECOND, FOURTH],
    )
    assert RehearsalPost.objects.count() == 3


def test_where_it_breaks_off_the_rest_is_as_it_was_and_can_be_corrected_again(
    stage: Stage, draft: Draft
) -> None:
    publication = goes_through(
        stage, begun(stage, draft, Way.EDIT), FOURTH, SECOND, OLD[2]
    )
    assert publish_one()
    second = claim_next()
    assert second is not None
    record_outcome(second, Permanent("403: not allowed"))
    assert stage.timeline() == [FOURTH, *OLD[1:]]
    compare(stage)
    assert Divergence.objects.count() == 0
    goes_through(stage, begun(stage, draft, Way.EDIT), OLD[0], SECOND, OLD[2])
    stage.publish_all()
    assert stage.timeline() == [OLD[0], SECOND, OLD[2]]
    publication.refresh_from_db()
    assert publication.status == "failed"


def test_of_two_corrections_the_second_is_not_put_over_the_first(
    stage: Stage, draft: Draft
) -> None:
    one, other = (begun(stage, draft, Way.EDIT) for _ in range(2))
    late = goes_through(stage, other, *OLD[:2], FOURTH)
    Publication.objects.filter(pk=late.pk).update(
        try_at=timezone.now() + timedelta(hours=1)
    )
    goes_through(stage, one, OLD[0], SECOND, OLD[2])
    stage.publish_all()
    with pytest.raises(psycopg.Error, match="took their place meanwhile"):
        stage.sql(CLAIM.format(late.pk))
    stage.pass_time()
    stage.publish_all()
    late.refresh_from_db()
    assert (late.status, late.why) == (
        "cancelled",
        "Other words took their place meanwhile. Correct those instead.",
    )
    assert stage.timeline() == [OLD[0], SECOND, OLD[2]]
    original = Publication.objects.get(revision__draft=draft)
    assert ways_for(original) == [Way.LEAVE]


def test_raw_sql_claims_no_correction_that_leaves_a_part_over(
    stage: Stage, draft: Draft
) -> None:
    made = begun(stage, draft, Way.EDIT)
    late = goes_through(stage, made, OLD[0], SECOND, OLD[2])
    original = Publication.objects.get(revision__draft=draft)
    Receipt.objects.create(publication=original, part=3, remote_id="another")
    with pytest.raises(psycopg.Error, match="leaves no part of a thread over"):
        stage.sql(CLAIM.format(late.pk))
    stage.publish_all()
    late.refresh_from_db()
    assert (late.status, stage.timeline()) == ("cancelled", list(OLD))
