"""The page "who authorised this": the words, the authority, the log, and what moves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from audit.events import Event
from audit.queries import Search, entries_about, search
from drafts.actions import save, subject_of
from publishing.actions.holds import lift_hold, place_hold
from publishing.models import Hold, Publication
from tests.cast import (
    Cast,
    a_draft,
    a_submitted_draft,
    an_approved_draft,
    words,
)
from tests.pages import (
    HOSTILE,
    browser_of,
    nothing_changes,
    page_text,
    problems,
    title_of,
)
from tests.publishing.stage import Stage


def page_of(draft_id: int) -> str:
    return reverse("post", args=[draft_id])


def test_the_page_says_who_authorised_these_words_under_what(stage: Stage) -> None:
    publication = stage.sealed()
    stage.publish_all()
    stage.seal()
    draft = publication.revision.draft

    page = page_text(browser_of(stage.cast.grace).get(page_of(draft.pk)))

    day = f"{timezone.localtime(stage.cast.routine.valid_to):%-d %B %Y}"
    assert "Authorised by Priya Shah, Head of news, as line manager," in page
    assert "Delegation D-101, granted by Dee Marsh on" in page
    assert f"to {day} Delegation schedule 2026, page 4" in page
    assert bytes(publication.digest).hex() in page
    assert "sealed by the checkpoint of" in page


def test_the_page_has_what_the_words_disclose_or_promise(cast: Cast) -> None:
    promise = "We will open 40 new information centres by March 2027."
    draft = an_approved_draft(cast, text=promise)
    page = page_text(browser_of(cast.grace).get(page_of(draft.pk)))
    assert "What it discloses or promises" in page
    assert "Basis Flood plan 2026, page 12" in page


def test_the_story_reads_from_first_words_to_confirmation(stage: Stage) -> None:
    draft = stage.sealed().revision.draft
    stage.publish_all()

    response = browser_of(stage.cast.alice).get(page_of(draft.pk))

    told = [
        (each.who.split(" (")[0], each.what) for each in response.context["timeline"]
    ]
    on = "@RiversDept on Rehearsal network"
    assert told == [
        ("Alice Archer", "drafted it"),
        ("Alice Archer", "saved revision 1"),
        ("Alice Archer", "had it checked: CR-INTEGRATE spoke up"),
        ("Alice Archer", "submitted revision 1, which needs authority for: routine"),
        ("Priya Shah", "approved exactly these words, revision 1"),
        ("Priya Shah", "gave the last decision needed: authorised revision 1"),
        ("The publisher", f"put it in line for {on}"),
        ("The publisher", f"began to send it to {on}"),
        ("The publisher", f"recorded the answer of {on}: sent"),
        ("The publisher", f"confirmed that it is live on {on}"),
    ]


def test_every_line_opens_its_entry_for_those_who_may_read_the_log(
    stage: Stage,
) -> None:
    draft = stage.sealed().revision.draft
    stage.publish_all()
    stage.seal()

    pages = [
        browser_of(person).get(page_of(draft.pk))
        for person in (stage.cast.grace, stage.cast.alice)
    ]

    links = [
        reverse("log-entry", args=[each.seal.index])
        for each in pages[0].context["timeline"]
    ]
    linked = [[link in p.content.decode() for link in links] for p in pages]
    assert linked == [[True] * 10, [False] * 10]


def test_the_page_shows_the_permalink_once_it_is_live(stage: Stage) -> None:
    publication = stage.sealed()
    stage.publish_all()

    page = browser_of(stage.cast.alice).get(page_of(publication.revision.draft_id))

    assert publication.receipts.get().url in page.content.decode()
    assert title_of(page) == (
        "Flood warning, River Ouse \N{EN DASH} published \N{EN DASH} who authorised it "
        "\N{EN DASH} Countersign"
    )


def test_the_moving_part_asks_again_only_while_something_moves(stage: Stage) -> None:
    draft = stage.sealed().revision.draft
    browser = browser_of(stage.cast.alice)

    before = browser.get(page_of(draft.pk)).content.decode()
    stage.publish_all()
    after = browser.get(page_of(draft.pk)).content.decode()

    assert ('hx-trigger="every 2s"' in before, "htmx.min" in before) == (True, True)
    assert ('hx-trigger="every 2s"' in after, "htmx.min" in after) == (False, False)


def test_news_have_no_content_until_something_changed(stage: Stage) -> None:
    draft = stage.sealed().revision.draft
    browser = browser_of(stage.cast.alice)
    seen = {"seen": browser.get(page_of(draft.pk)).context["version"]}
    address = reverse("post-news", args=[draft.pk])
    as_htmx = {"HX-Request": "true"}

    unchanged = browser.get(address, seen, headers=as_htmx)
    stage.publish_all()
    changed = browser.get(address, seen, headers=as_htmx)

    assert (unchanged.status_code, unchanged.content) == (204, b"")
    assert 'hx-swap-oob="innerHTML:#post-status">Published<' in changed.content.decode()


def readings() -> int:
    return len(search(Search(event=Event.LOG_READ)).entries)


def test_news_of_an_open_page_are_no_reading_of_their_own(stage: Stage) -> None:
    draft = stage.sealed().revision.draft
    browser = browser_of(stage.cast.alice)
    seen = {"seen": browser.get(page_of(draft.pk)).context["version"]}
    stage.publish_all()

    browser.get(reverse("post-news", args=[draft.pk]), seen)

    assert readings() == 1


@pytest.mark.parametrize("seen", [*HOSTILE, "somebody else's", "another draft's"])
def test_news_without_an_open_page_are_a_reading(cast: Cast, seen: str) -> None:
    draft, other = an_approved_draft(cast), an_approved_draft(cast)
    opened = {
        "somebody else's": (cast.bob, draft),
        "another draft's": (cast.alice, other),
    }
    if seen in opened:
        who, which = opened[seen]
        seen = browser_of(who).get(page_of(which.pk)).context["version"]
    before = readings()

    response = browser_of(cast.alice).get(
        reverse("post-news", args=[draft.pk]),
        {"seen": seen.encode("utf-8", "replace").decode()},
    )

    assert (response.status_code, readings()) == (200, before + 1)


def test_reading_the_page_is_logged_and_is_no_part_of_the_story(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    browser = browser_of(cast.grace)

    browser.get(page_of(draft.pk))
    again = browser.get(page_of(draft.pk))

    readings = [
        entry.body["actor"]
        for entry in entries_about([subject_of(draft)])
        if entry.event == "log.read"
    ]
    assert [actor["id"] for actor in readings] == [str(cast.grace.pk)] * 2  # type: ignore[index,call-overload]
    assert "log.read" not in [each.what for each in again.context["timeline"]]


def test_words_that_nobody_authorised_say_so(cast: Cast) -> None:
    drafted, waiting = a_draft(cast), a_submitted_draft(cast)
    browser = browser_of(cast.alice)

    pages = [page_text(browser.get(page_of(d.pk))) for d in (drafted, waiting)]

    assert ["Nobody has authorised these words." in page for page in pages] == [
        True,
        True,
    ]
    assert ["See who is asked" in page for page in pages] == [False, True]


def test_the_authorised_words_stay_on_the_page_after_a_change(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    newer = words(cast.rehearsal, text="Changed after approval.")
    save(draft, by=cast.alice, title=draft.title, content=newer, based_on=1)

    page = page_text(browser_of(cast.alice).get(page_of(draft.pk)))

    assert "The draft has newer words that nobody has authorised." in page
    assert "Changed after approval." not in page
    assert "Cancelled: the words were changed." in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("alice", 200),
        ("priya", 200),
        ("tom", 200),
        ("grace", 200),
        ("mallory", 404),
        ("sam", 403),
    ],
)
@pytest.mark.parametrize("name", ["post", "post-news"])
def test_who_may_read_the_page(cast: Cast, who: str, status: int, name: str) -> None:
    draft = an_approved_draft(cast)

    response = browser_of(getattr(cast, who)).get(reverse(name, args=[draft.pk]))

    assert response.status_code == status


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "9" * 5000, "x", "-1"])
def test_what_is_not_there_is_not_found(cast: Cast, number: str) -> None:
    browser = browser_of(cast.priya)
    for address in (
        f"/posts/{number}/",
        f"/posts/{number}/news/",
        f"/publications/{number}/release/",
    ):
        assert browser.get(address).status_code == 404
        assert browser.post(address).status_code == 404


def held(cast: Cast) -> Publication:
    """A publication that a hold has stopped, the hold still in force."""
    an_approved_draft(cast)
    place_hold(by=cast.dee, reason="Serious incident", account=None)
    Publication.objects.update(status="held", why="On hold: Serious incident")
    return Publication.objects.get()


def test_release_while_the_hold_stands_is_refused_with_the_reason(cast: Cast) -> None:
    publication = held(cast)

    with nothing_changes():
        response = browser_of(cast.priya).post(
            reverse("release", args=[publication.pk])
        )

    assert response.status_code == 422
    assert problems(response) == [
        (
            "On hold: Serious incident. Only the director of communications releases a "
            "post while everything is stopped."
        )
    ]


def test_release_lets_a_held_post_go_out_after_all(cast: Cast) -> None:
    publication = held(cast)
    lift_hold(Hold.objects.get(), by=cast.dee)

    response = browser_of(cast.priya).post(reverse("release", args=[publication.pk]))

    publication.refresh_from_db()
    assert response["Location"] == page_of(publication.revision.draft_id)
    assert publication.status == "waiting"


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 422), ("grace", 422), ("mallory", 404), ("sam", 403)]
)
def test_who_may_not_release(cast: Cast, who: str, status: int) -> None:
    publication = held(cast)

    with nothing_changes():
        response = browser_of(getattr(cast, who)).post(
            reverse("release", args=[publication.pk])
        )

    assert response.status_code == status


def test_the_author_sees_why_somebody_else_releases(cast: Cast) -> None:
    publication = held(cast)

    page = page_text(browser_of(cast.alice).get(page_of(publication.revision.draft_id)))

    assert "A line manager or an authorised officer looks at this post again." in page
    assert "Send it after all" not in page


def test_the_address_of_the_release_button_releases_nothing(cast: Cast) -> None:
    publication = held(cast)

    with nothing_changes():
        response = browser_of(cast.priya).get(
            reverse("release", args=[publication.pk]), follow=True
        )

    assert "Nothing was decided." in page_text(response)


def test_drop_says_that_a_held_post_never_goes_out(cast: Cast) -> None:
    publication = held(cast)

    response = browser_of(cast.priya).post(
        reverse("drop", args=[publication.pk]), follow=True
    )

    publication.refresh_from_db()
    assert publication.status == "cancelled"
    assert "Priya Shah decided that it does not go out." in page_text(response)


@pytest.mark.parametrize("typed", [{}, {"url": "nonsense"}, {"found": "absent"}])
def test_settling_what_is_not_unknown_is_refused(
    cast: Cast, typed: dict[str, str]
) -> None:
    publication = held(cast)
    with nothing_changes():
        response = browser_of(cast.priya).post(
            reverse("settle", args=[publication.pk]), typed
        )
    assert response.status_code == 422
    assert "Its outcome is known by now." in page_text(response)


@pytest.mark.parametrize("after", HOSTILE)
def test_a_broken_key_starts_the_list_again(cast: Cast, after: str) -> None:
    an_approved_draft(cast)
    after = after.encode("utf-8", "replace").decode()

    response = browser_of(cast.alice).get(
        reverse("posts"), {"after": after, "status": after[:99]}
    )

    assert [each.account for each in response.context["page"].rows] == [cast.rehearsal]


def test_the_list_asks_as_often_for_three_posts_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = browser_of(cast.alice)
    an_approved_draft(cast)
    with CaptureQueriesContext(connection) as once:
        browser.get(reverse("posts"))
    an_approved_draft(cast)
    an_approved_draft(cast)
    with django_assert_num_queries(len(once)):
        browser.get(reverse("posts"))
