"""What a platform cannot tell, a person decides: both sides on one page, two buttons."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from drafts.content import Content, Part, Target
from publishing.actions.judgement import settle_as_live, settle_as_seen
from publishing.actions.looking import look_now, seen_there, sought
from publishing.actions.send import InsideTransactionError
from publishing.jobs import publish_one
from publishing.models import Publication, RehearsalPost, RehearsalSwitch
from publishing.platforms.rehearsal import live
from tests.cast import ROUTINE, an_approved_draft
from tests.pages import browser_of, page_text
from tests.publishing.stage import Stage
from tests.publishing.test_claim import FIRST, approved_on
from tests.refusals import refused


def an_unknown(stage: Stage, *, arrived: bool = True) -> Publication:
    """Sent, and never answered; there or not."""
    publication = stage.sealed()
    fault = RehearsalSwitch.Fault
    stage.inject(fault.TIMEOUT_AFTER if arrived else fault.TIMEOUT_BEFORE)
    stage.publish_all()
    publication.refresh_from_db()
    assert publication.status == "unknown"
    return publication


def a_strangers(stage: Stage, text: str) -> RehearsalPost:
    return RehearsalPost.objects.create(
        handle=stage.cast.rehearsal.handle, client_key="theirs", text=text
    )


def test_a_look_shows_the_likest_post_first(stage: Stage) -> None:
    publication = an_unknown(stage)
    a_strangers(stage, "Nothing of ours at all.")
    a_strangers(stage, ROUTINE + " Mostly.")

    sight = look_now(sought(publication))

    assert (sight.whole, sight.trouble) == (True, "")
    assert [each.post.words for each in sight.near] == [
        ROUTINE,
        ROUTINE + " Mostly.",
        "Nothing of ours at all.",
    ]
    assert sight.near[0].said == "These are the words that were sent"


def test_a_later_part_is_known_again_and_the_earlier_one_is_ours(stage: Stage) -> None:
    account = stage.cast.rehearsal
    parts = (Part("River levels, part 1."), Part("River levels, part 2."))
    target = Target(account.pk, account.platform, account.handle, parts)
    draft = an_approved_draft(stage.cast, content=Content(targets=(target,)))
    stage.seal()
    assert publish_one()
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    assert publish_one()

    sight = look_now(sought(stage.publication_of(draft)))

    assert [(each.post.words, each.said) for each in sight.near] == [
        ("River levels, part 2.", "These are the words that were sent"),
        ("River levels, part 1.", "Another post of ours, known as one"),
    ]


def test_nobody_looks_inside_a_transaction(stage: Stage) -> None:
    what = sought(an_unknown(stage))
    with transaction.atomic(), pytest.raises(InsideTransactionError):
        look_now(what)


def test_an_account_that_is_not_connected_can_still_be_decided(stage: Stage) -> None:
    publication = an_unknown(stage)
    stage.sql("DELETE FROM accounts_credential")
    sight = look_now(sought(publication))
    assert (sight.near, sight.trouble) == ((), "the account is not connected")


def test_pointing_at_a_post_takes_its_own_id_and_address(stage: Stage) -> None:
    publication = an_unknown(stage)
    what = sought(publication)
    there = RehearsalPost.objects.get()
    post = seen_there(what, str(there.pk))
    assert post is not None

    settle_as_seen(publication, by=stage.cast.priya, post=post)

    publication.refresh_from_db()
    receipt = publication.receipts.get()
    assert (publication.status, receipt.remote_id, receipt.url) == (
        "published",
        str(there.pk),
        live(there).url,
    )


def test_an_older_post_cannot_be_ours(stage: Stage) -> None:
    old = a_strangers(stage, ROUTINE)
    publication = an_unknown(stage, arrived=False)
    RehearsalPost.objects.filter(pk=old.pk).update(
        posted_at=timezone.now() - timedelta(hours=1)
    )
    post = seen_there(sought(publication), str(old.pk))
    assert post is not None
    with refused("older"):
        settle_as_seen(publication, by=stage.cast.priya, post=post)


def test_another_post_of_ours_is_not_this_one(stage: Stage) -> None:
    approved_on(stage, stage.cast.rehearsal, FIRST)
    stage.seal()
    stage.publish_all()
    ours = RehearsalPost.objects.get()
    publication = an_unknown(stage, arrived=False)
    with refused("another-of-ours"):
        settle_as_seen(publication, by=stage.cast.priya, post=live(ours))
    settle_as_live(publication, by=stage.cast.priya, url="https://x.example/status/7")


def test_the_page_shows_both_sides_and_settles_by_a_button(stage: Stage) -> None:
    publication = an_unknown(stage)
    browser = browser_of(stage.cast.priya)
    page = reverse("decide", args=[publication.pk])

    before = page_text(browser.get(page))
    assert "What was sent" in before
    assert "no answer in time" in before
    assert "We have not looked yet." in before
    after = page_text(browser.post(page))
    assert "1 post since a little before that moment" in after
    assert "These are the words that were sent" in after
    there = RehearsalPost.objects.get()
    response = browser.post(
        reverse("found", args=[publication.pk]), {"remote_id": str(there.pk)}
    )

    publication.refresh_from_db()
    assert (response.status_code, publication.status) == (302, "published")


def test_a_post_that_cannot_be_read_settles_nothing(stage: Stage) -> None:
    publication = an_unknown(stage)
    response = browser_of(stage.cast.priya).post(
        reverse("found", args=[publication.pk]), {"remote_id": "9999"}
    )
    publication.refresh_from_db()
    assert (response.status_code, publication.status) == (422, "unknown")
    assert "could not be read on the platform" in page_text(response)


def test_an_author_sees_the_page_without_its_buttons(stage: Stage) -> None:
    publication = an_unknown(stage)
    browser = browser_of(stage.cast.alice)
    page = page_text(browser.post(reverse("decide", args=[publication.pk])))
    assert "You wrote part of this, so someone else looks at it." in page
    assert "send it again" not in page


def test_a_stranger_to_the_draft_finds_no_page(stage: Stage) -> None:
    publication = an_unknown(stage)
    response = browser_of(stage.cast.mallory).get(
        reverse("decide", args=[publication.pk])
    )
    assert response.status_code == 404


def test_a_page_that_is_too_late_leads_to_the_post(stage: Stage) -> None:
    publication = an_unknown(stage)
    stage.look_up()
    response = browser_of(stage.cast.priya).get(
        reverse("decide", args=[publication.pk])
    )
    assert response.headers["Location"] == reverse(
        "post", args=[publication.revision.draft_id]
    )
