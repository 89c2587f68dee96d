"""Threads part by part, and one revision on several accounts: honest about each."""

from dataclasses import replace

from accounts.actions import store_credential
from accounts.models import SocialAccount
from approvals.actions import approve
from drafts.actions import create_draft, submit
from drafts.content import Content, Part
from drafts.models import Draft
from publishing.actions.claim import claim_next
from publishing.actions.record import record_outcome
from publishing.jobs import publish_one
from publishing.models import RehearsalPost, RehearsalSwitch
from publishing.platforms.protocol import Permanent
from tests.cast import SET_UP, complete, current, delegate, words
from tests.publishing.stage import Stage


FIRST = "The river will peak at noon."
SECOND = "Roads by the bridge close at ten."


def approved(stage: Stage, content: Content) -> Draft:
    cast = stage.cast
    draft = create_draft(by=cast.alice, team=cast.rivers, title="t", content=content)
    submit(draft, by=cast.alice, based_on=1)
    revision = current(draft)
    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    stage.seal()
    return draft


def a_thread(stage: Stage) -> Draft:
    target = words(stage.cast.rehearsal).targets[0]
    parts = (Part(text=FIRST), Part(text=SECOND))
    return approved(stage, Content(targets=(replace(target, parts=parts),)))


def test_each_part_answers_the_one_before_it(stage: Stage) -> None:
    draft = a_thread(stage)

    stage.publish_all()

    first, second = RehearsalPost.objects.order_by("pk")
    assert (first.text, second.text) == (FIRST, SECOND)
    assert (first.reply_to, second.reply_to) == ("", str(first.pk))
    draft.refresh_from_db()
    assert draft.status == "published"


def test_an_unknown_first_part_is_found_before_the_second_goes_out(
    stage: Stage,
) -> None:
    a_thread(stage)
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    stage.publish_all()
    assert stage.timeline() == [FIRST]

    stage.look_up()
    stage.publish_all()

    assert stage.timeline() == [FIRST, SECOND]


def test_a_thread_that_breaks_off_is_partly_published(stage: Stage) -> None:
    draft = a_thread(stage)
    assert publish_one()
    second = claim_next()
    assert second is not None
    record_outcome(second, Permanent("403: not allowed"))

    draft.refresh_from_db()
    assert draft.status == "partly published"
    assert stage.timeline() == [FIRST]


def another_account(stage: Stage) -> SocialAccount:
    account = SocialAccount.objects.create(
        platform="rehearsal",
        handle="@RiversCymru",
        name="Rivers in Wales",
        team=stage.cast.rivers,
    )
    store_credential(account, by=SET_UP, secret={"token": "t"})
    complete(account, owner=stage.cast.priya, deputy=stage.cast.tom)
    delegate("D-151", stage.cast.priya, ["routine"], [stage.cast.rehearsal, account])
    return account


def test_one_account_out_of_two_is_partly_published(stage: Stage) -> None:
    other = another_account(stage)
    draft = approved(stage, words(stage.cast.rehearsal, other))
    claimed = claim_next()
    assert claimed is not None
    record_outcome(claimed, Permanent("403: not allowed"))

    stage.publish_all()

    draft.refresh_from_db()
    assert draft.status == "partly published"
    assert len(stage.timeline()) == 1


def test_two_accounts_have_a_status_each_and_one_draft(stage: Stage) -> None:
    draft = approved(stage, words(stage.cast.rehearsal, another_account(stage)))
    stage.publish_all()
    draft.refresh_from_db()
    assert draft.status == "published"
    assert len(stage.timeline()) == 2
