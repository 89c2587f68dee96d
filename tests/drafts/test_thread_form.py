"""A thread, a headline and a reply in the form; what a platform does not take is said."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import SocialAccount
from accounts.reasons import RefusedError
from drafts.actions import create_draft, submit
from drafts.actions.media import store_media
from drafts.content import BILINGUAL, Content, Media, Part
from drafts.forms import fits_the_form
from drafts.models import Draft
from tests.cast import ROUTINE, Cast, a_draft, complete, current, words
from tests.drafts.uploads import drawn, upload
from tests.pages import browser_of, page_text, problems


SECOND = "Do not drive through flood water."
THIRD = "Ring Floodline for advice."


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


def typed(cast: Cast, **fields: object) -> dict[str, object]:
    return {
        "title": "Flood warning, River Ouse",
        "text": ROUTINE,
        "accounts": [cast.rehearsal.pk],
        "based_on": "1",
    } | fields


def thread(*texts: str) -> dict[str, object]:
    return {f"part-{number}-text": text for number, text in enumerate(texts, start=1)}


def account(
    cast: Cast, platform: str, *, server: str = "", language: str = "en"
) -> SocialAccount:
    made = SocialAccount.objects.create(
        platform=platform,
        handle="@RiversDept",
        name=f"Rivers on {platform}",
        team=cast.rivers,
        server=server,
        language=language,
    )
    complete(made, owner=cast.priya, deputy=cast.tom)
    return made


def texts_of(draft: Draft) -> list[str]:
    return [part.text for part in current(draft).content.targets[0].parts]


def boxes(page: object) -> list[str]:
    """What stands in the boxes of the thread, in order."""
    found = page.content.decode()  # type: ignore[attr-defined]
    pieces = [piece for piece in found.split("<textarea")[1:] if _is_post(piece)]
    return [
        piece.partition(">")[2].partition("</textarea>")[0].strip() for piece in pieces
    ]


def _is_post(piece: str) -> bool:
    head = piece.partition(">")[0]
    return 'name="text"' in head or ('name="part-' in head and '-text"' in head)


def test_one_more_post_is_one_more_box_and_keeps_what_was_typed(
    cast: Cast, alice: Client
) -> None:
    page = alice.post(
        reverse("draft-new"), typed(cast, change="add-part", **thread(SECOND))
    )

    assert (page.status_code, problems(page)) == (200, [])
    assert boxes(page) == [ROUTINE, SECOND, ""]
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("remove-part-1", [ROUTINE, THIRD]),
        ("remove-part-2", [ROUTINE, SECOND]),
        ("raise-part-1", [SECOND, ROUTINE, THIRD]),
        ("raise-part-2", [ROUTINE, THIRD, SECOND]),
        ("remove-part-0", [ROUTINE, SECOND, THIRD]),
        ("remove-part-9", [ROUTINE, SECOND, THIRD]),
        ("remove-part-\N{ARABIC-INDIC DIGIT ONE}", [ROUTINE, SECOND, THIRD]),
        ("drop-tables", [ROUTINE, SECOND, THIRD]),
        ("", [ROUTINE, SECOND, THIRD]),
    ],
)
def test_posts_are_taken_out_and_moved(
    cast: Cast, alice: Client, change: str, left: Sequence[str]
) -> None:
    draft = a_draft(cast)

    page = alice.post(
        reverse("draft", args=[draft.pk]),
        typed(cast, change=change, **thread(SECOND, THIRD)),
    )

    assert boxes(page) == left
    assert current(draft).number == 1


def test_pictures_go_with_their_post(cast: Cast, alice: Client) -> None:
    file = store_media(upload(drawn()), by=cast.alice)
    picture = {
        "media-0-file": file.sha256,
        "media-0-part": "2",
        "media-0-alt": "Map of the Ouse at Exampleton",
        "media-0-rights": "crown",
    }
    fields = typed(cast, **thread(SECOND, THIRD), **picture)

    moved = alice.post(reverse("draft-new"), fields | {"change": "raise-part-2"})
    gone = alice.post(reverse("draft-new"), fields | {"change": "remove-part-2"})

    assert 'name="media-0-part" value="1"' in " ".join(moved.content.decode().split())
    assert "media-0-file" not in gone.content.decode()


def test_a_thread_is_saved_in_order_and_saving_again_changes_nothing(
    cast: Cast, alice: Client
) -> None:
    alice.post(reverse("draft-new"), typed(cast, **thread(SECOND, THIRD)))
    draft = Draft.objects.get()
    again = alice.post(
        reverse("draft", args=[draft.pk]), typed(cast, **thread(SECOND, THIRD))
    )

    assert texts_of(draft) == [ROUTINE, SECOND, THIRD]
    assert (again.status_code, current(draft).number) == (302, 1)
    assert boxes(alice.get(reverse("draft", args=[draft.pk]))) == [
        ROUTINE,
        SECOND,
        THIRD,
    ]


def test_an_empty_post_is_not_saved_and_nothing_is_lost(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)

    page = alice.post(
        reverse("draft", args=[draft.pk]), typed(cast, **thread(SECOND, " "))
    )

    assert problems(page) == ["Write the words of post 3, or remove it."]
    assert boxes(page)[:2] == [ROUTINE, SECOND]


def test_a_bilingual_thread_has_all_english_posts_and_then_all_welsh_ones(
    cast: Cast, alice: Client
) -> None:
    both = account(cast, "mastodon", server="https://social.example", language="both")
    fields = typed(
        cast,
        accounts=[both.pk],
        welsh="Rhybudd llifogydd.",
        translation="human",
        **{
            "part-1-text": SECOND,
            "part-1-welsh": "Peidiwch \N{LATIN SMALL LETTER A WITH CIRCUMFLEX} gyrru.",
        },
    )

    alice.post(reverse("draft-new"), fields)
    draft = Draft.objects.get()
    again = alice.post(reverse("draft", args=[draft.pk]), fields)

    (target,) = current(draft).content.targets
    assert target.language == BILINGUAL
    assert [part.text[:8] for part in target.parts] == [
        ROUTINE[:8],
        SECOND[:8],
        "Rhybudd ",
        "Peidiwch",
    ]
    assert (again.status_code, current(draft).number) == (302, 1)


def test_a_thread_in_two_languages_says_everything_twice(
    cast: Cast, alice: Client
) -> None:
    both = account(cast, "mastodon", server="https://social.example", language="both")

    page = alice.post(
        reverse("draft-new"),
        typed(
            cast,
            accounts=[both.pk],
            welsh="Rhybudd llifogydd.",
            translation="human",
            **thread(SECOND),
        ),
    )

    assert problems(page) == [
        "Write post 2 in Welsh too, so that both threads say the same."
    ]


def test_a_headline_goes_to_blogs_and_forums_alone(cast: Cast, alice: Client) -> None:
    blog = account(cast, "wordpress", server="https://blog.example")

    alice.post(
        reverse("draft-new"),
        typed(cast, accounts=[cast.rehearsal.pk, blog.pk], headline="Ouse rising"),
    )

    titles = {
        target.platform: target.title
        for target in current(Draft.objects.get()).content.targets
    }
    assert titles == {"rehearsal": "", "wordpress": "Ouse rising"}


def test_a_reply_is_kept_by_its_id(cast: Cast, alice: Client) -> None:
    alice.post(
        reverse("draft-new"),
        typed(
            cast,
            accounts=[cast.x.pk],
            purpose="reply",
            reply="https://x.com/river_fan/status/1234567890?s=20",
        ),
    )

    draft = Draft.objects.get()
    assert current(draft).content.targets[0].reply_to == "1234567890"
    page = alice.get(reverse("draft", args=[draft.pk]))
    assert "In reply to post 1234567890" in page_text(page)


@pytest.mark.parametrize(
    ("on", "reply", "sentence"),
    [
        (
            ("x", "rehearsal"),
            "1234567890",
            (
                "A reply answers one post on one platform. Choose accounts of that platform "
                "alone, or leave this empty."
            ),
        ),
        (
            ("x",),
            "https://x.example/river_fan/status/1",
            "This is no post on X. Copy the address of the post itself, or its number.",
        ),
        (
            ("x",),
            "javascript:alert(1)",
            "This is no post on X. Copy the address of the post itself, or its number.",
        ),
    ],
)
def test_a_reply_that_cannot_be_placed_is_refused(
    cast: Cast, alice: Client, on: Sequence[str], reply: str, sentence: str
) -> None:
    accounts = [getattr(cast, name).pk for name in on]

    page = alice.post(reverse("draft-new"), typed(cast, accounts=accounts, reply=reply))

    assert problems(page) == [sentence]
    assert reply in page.content.decode()


def test_what_a_platform_does_not_take_is_said_and_not_submitted(
    cast: Cast, alice: Client
) -> None:
    page_account = account(cast, "facebook")
    (target,) = words(page_account).targets
    parts = (Part(ROUTINE), Part(SECOND))
    draft = create_draft(
        by=cast.alice,
        team=cast.rivers,
        title="Flood warning",
        content=Content((replace(target, parts=parts),)),
    )
    sentence = "Facebook Page has no threads. Keep it to one post there."

    page = alice.get(reverse("draft", args=[draft.pk]))
    with pytest.raises(RefusedError) as refused:
        submit(draft, by=cast.alice, based_on=1)

    assert sentence in page_text(page)
    assert sentence in refused.value.sentences


def test_the_form_says_no_to_what_it_cannot_show(cast: Cast) -> None:
    (target,) = words(cast.rehearsal).targets
    picture = Media("ab" * 32, "image/png", "Map of the Ouse")
    thread_ = (Part(ROUTINE, media=(picture,)), Part(SECOND))

    shown = [
        fits_the_form(Content((replace(target, parts=parts, title=title),)))
        for parts, title in (
            (thread_, ""),
            (thread_, "Ouse rising"),
            ((Part(ROUTINE, link="https://www.gov.uk/floods"),), ""),
        )
    ]

    assert shown == [True, True, False]
