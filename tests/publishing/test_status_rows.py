"""Each account's row on a post's page: parts, attempts, limits, cost, what to do next."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from drafts.actions.media import store_media
from drafts.content import Content, Media, Part, Target
from publishing.actions.claim import claim_next
from publishing.actions.record import record_outcome
from publishing.actions.send import send
from publishing.models import Publication, RateLimit, RehearsalSwitch, Staging
from publishing.platforms.protocol import Permanent
from publishing.platforms.rendering import freeze, render
from publishing.queries.delivery import cost_of, deliveries
from tests.cast import an_approved_draft
from tests.drafts.uploads import ALT, drawn, upload
from tests.pages import browser_of, page_text
from tests.publishing.stage import Stage


def a_thread(stage: Stage, *media: Media) -> Publication:
    """Three parts, sealed and due; the first with these pictures."""
    account = stage.cast.rehearsal
    first, *others = (Part(f"River levels, part {each} of three.") for each in "123")
    parts = (replace(first, media=media), *others)
    target = Target(account.pk, account.platform, account.handle, parts)
    draft = an_approved_draft(stage.cast, content=Content(targets=(target,)))
    stage.seal()
    return stage.publication_of(draft)


def limit_posts(stage: Stage, remaining: int) -> None:
    RateLimit.objects.create(
        account=stage.cast.rehearsal,
        kind="posts",
        remaining=remaining,
        resets_at=timezone.now() + timedelta(minutes=9),
    )


def the_page(stage: Stage, publication: Publication) -> str:
    page = reverse("post", args=[publication.revision.draft_id])
    return page_text(browser_of(stage.cast.alice).get(page))


def send_one(stage: Stage) -> None:
    claim = claim_next()
    assert claim is not None
    record_outcome(claim, send(claim))


def refuse_next(answer: str) -> None:
    claim = claim_next()
    assert claim is not None
    record_outcome(claim, Permanent(answer))


def test_a_thread_says_how_much_of_it_is_live(stage: Stage) -> None:
    publication = a_thread(stage)
    send_one(stage)
    send_one(stage)

    page = the_page(stage, publication)

    assert "2 of 3 parts are live." in page
    assert "Part 1 is live since" in page
    assert "Part 3 is next" in page


def test_a_thread_that_stopped_is_partly_published(stage: Stage) -> None:
    publication = a_thread(stage)
    send_one(stage)
    refuse_next("403: no")

    page = the_page(stage, publication)

    assert "Partly published: 1 of 3 parts is live" in page
    assert "Part 2 is not live" in page
    assert "safe to send anew" not in page


def test_a_refusal_says_that_nothing_is_live_and_what_to_do(stage: Stage) -> None:
    publication = stage.sealed()
    refuse_next("402: the credits are used up")

    page = the_page(stage, publication)

    assert "Not live: refused" in page
    assert "402: the credits are used up" in page
    assert "Nothing of it is live here, so it is safe to send anew." in page


def test_told_to_try_later_says_when(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(RehearsalSwitch.Fault.RATE_LIMIT)
    stage.publish_all()
    page = the_page(stage, publication)
    assert "Not live: told to try later" in page
    assert "It is tried again today at" in page


# What the last of these mean to everything but danger to life: the reserve is two.
@pytest.mark.parametrize(
    ("remaining", "said", "waits"),
    [
        (5, "5 posts left on this account until", ""),
        (
            4,
            "4 posts left on this account until",
            "The last 2 are kept for danger to life. This needs 3, so the rest waits",
        ),
        (
            1,
            "1 post left on this account until",
            "The last 1 is kept for danger to life. This waits until then.",
        ),
        (
            0,
            "The platform takes no more posts on this account until",
            "This waits until then.",
        ),
    ],
)
def test_the_page_says_what_the_platform_still_takes(
    stage: Stage, remaining: int, said: str, waits: str
) -> None:
    publication = a_thread(stage)
    limit_posts(stage, remaining)
    page = the_page(stage, publication)
    assert said in page
    assert waits in page
    assert bool(waits) == ("until then." in page)


def test_what_is_being_prepared_is_said_and_moves(stage: Stage) -> None:
    kept = store_media(upload(drawn()), by=stage.cast.alice)
    river = Media(kept.sha256, "image/jpeg", ALT, rights="crown")
    publication = a_thread(stage, river, river)
    staging = Staging.objects.create(
        publication=publication, part=0, ref={"media": ["1"]}
    )
    browser = browser_of(stage.cast.alice)
    page = browser.get(reverse("post", args=[publication.revision.draft_id]))
    assert "Its pictures or film are being prepared there since" in page_text(page)
    assert "1 of 2 files uploaded. The last step was" in page_text(page)

    news = reverse("post-news", args=[publication.revision.draft_id])
    seen = {"seen": page.context["version"]}
    assert browser.get(news, seen).status_code == 204
    Staging.objects.filter(pk=staging.pk).update(
        ref={"media": ["1", "2"]}, changed_at=timezone.now()
    )
    assert "2 of 2 files uploaded." in page_text(browser.get(news, seen))


def test_words_alone_are_prepared_without_a_word_of_files(stage: Stage) -> None:
    publication = stage.sealed()
    Staging.objects.create(publication=publication, part=0, ref={"post": "7"})
    page = the_page(stage, publication)
    assert "It is being prepared there since" in page
    assert "uploaded" not in page


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        ("waiting", "River levels.", "Posting this to X costs $0.015."),
        (
            "published",
            "River levels: https://rivers.example.com/levels",
            "Posting this to X cost $0.20 because it has a link.",
        ),
        ("cancelled", "River levels.", ""),
    ],
)
def test_a_post_says_what_it_costs(
    stage: Stage, status: str, words: str, said: str
) -> None:
    account = stage.cast.x
    wire = freeze(render(Target(account.pk, "x", account.handle, (Part(words),))))
    publication = Publication(account=account, wire=wire, status=status)
    assert cost_of(publication) == said


def test_elsewhere_posting_costs_nothing(stage: Stage) -> None:
    (state,) = deliveries([stage.sealed()], at=timezone.now())
    assert state.cost == ""
