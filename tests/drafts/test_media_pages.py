"""Pictures in the form, in the review and on the post's page."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import SocialAccount
from drafts.actions import submit
from drafts.actions.media import store_media
from drafts.checks import check_content
from drafts.content import Part
from drafts.forms.medium import NOT_YOURS
from drafts.models import Draft, MediaFile
from tests.cast import ROUTINE, Cast, a_draft, current
from tests.drafts.test_captions import SAID
from tests.drafts.uploads import (
    ALT,
    a_draft_with,
    drawn,
    film,
    illustrated,
    picture_of,
    upload,
)
from tests.pages import browser_of, page_text, problems


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


def row(sha256: str, number: int = 0, **said: object) -> dict[str, object]:
    """What the form sends of one picture."""
    fields = {
        "file": sha256,
        "part": "0",
        "alt": ALT,
        "rights": "crown",
    } | said
    return {f"media-{number}-{name}": value for name, value in fields.items()}


def addresses(response: object) -> list[str]:
    page = response.content.decode()  # type: ignore[attr-defined]
    return [
        piece.partition('"')[0]
        for piece in page.split('src="')[1:]
        if piece.startswith("/drafts/media/")
    ]


def test_an_upload_comes_back_with_a_box_for_its_description(
    cast: Cast, alice: Client
) -> None:
    sent = typed(cast, change="upload", **{"part-0-upload": upload(drawn())})

    page = alice.post(reverse("draft-new"), sent)

    assert (page.status_code, problems(page)) == (200, [])
    assert "Picture 1" in page_text(page)
    assert Draft.objects.count() == 0
    (address,) = set(addresses(page))
    assert alice.get(address).headers["Content-Type"] == "image/jpeg"


def test_a_picture_is_saved_with_what_was_said_of_it(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast)
    picture = picture_of(cast)

    alice.post(reverse("draft", args=[draft.pk]), typed(cast, **row(picture.sha256)))

    (target,) = current(draft).content.targets
    assert target.parts == (Part(ROUTINE, media=(picture,)),)


def test_saving_without_describing_keeps_the_upload_and_asks(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)
    sent = typed(cast, text="Other words.", **{"part-0-upload": upload(drawn())})

    page = alice.post(reverse("draft", args=[draft.pk]), sent)

    assert problems(page) == [
        (
            "Describe what the picture shows for people who cannot see it, or say why it "
            "only decorates."
        ),
        "Choose the licence under which it is published.",
    ]
    assert "Other words." in page_text(page)
    assert MediaFile.objects.get().pk[:8]
    assert "media-0-file" in page.content.decode()


def test_a_save_without_a_change_keeps_the_revision(cast: Cast, alice: Client) -> None:
    film_ = picture_of(
        cast, film(), captions=SAID, captions_checked=True, speech=True, credit="Rivers"
    )
    picture = picture_of(cast, people=True, consent="File 12", ai=True, ai_label="AI")
    draft = a_draft_with(cast, picture, film_)
    said = row(
        picture.sha256, people="1", consent="File 12", ai="1", ai_label="AI"
    ) | row(
        film_.sha256,
        1,
        captions=SAID,
        captions_checked="1",
        speech="yes",
        credit="Rivers",
    )

    page = alice.post(reverse("draft", args=[draft.pk]), typed(cast, **said))

    assert page.status_code == 302
    assert current(draft).number == 1


def test_what_is_no_picture_is_refused_by_its_name_and_the_words_are_kept(
    cast: Cast, alice: Client
) -> None:
    sent = typed(
        cast,
        text="Not lost.",
        **{"part-0-upload": upload(b"\0" * 1_000_000, "river.jpg")},
    )

    page = alice.post(reverse("draft-new"), sent)

    assert problems(page) == [
        (
            "“river.jpg”: This is not a picture or film that can be published. Use a JPEG, "
            "PNG, GIF or WebP picture, or an MP4 film."
        )
    ]
    assert "Not lost." in page_text(page)
    assert (Draft.objects.count(), MediaFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"rights": ""}, "Choose the licence under which it is published."),
        ({"rights": "google"}, "Choose the licence from the list."),
        ({"rights": "cc-by"}, "This licence asks you to name whose it is."),
        ({"people": "1"}, "Say where the agreement of the people in it is kept."),
        ({"ai": "1"}, "Say how the post tells people that a machine made it."),
        (
            {"decorative": "It is a border."},
            "A picture that only decorates has no description. Empty one of the two.",
        ),
        ({"alt": "a" * 4001}, "Keep this to 4,000 characters. It has 4,001."),
    ],
)
def test_what_is_missing_is_asked_for_at_its_box(
    cast: Cast, alice: Client, said: dict[str, str], sentence: str
) -> None:
    sha256 = store_media(upload(drawn()), by=cast.alice).sha256

    page = alice.post(reverse("draft-new"), typed(cast, **row(sha256, 0, **said)))

    assert problems(page) == [sentence]


def test_a_film_says_whether_anybody_speaks(cast: Cast, alice: Client) -> None:
    sha256 = store_media(upload(film()), by=cast.alice).sha256
    broken = row(sha256, captions="1\n00:00:01,000 --> 00:00:02,000\nHello")

    page = alice.post(reverse("draft-new"), typed(cast, **broken))

    assert problems(page) == [
        "These captions are in SRT. Save them as WebVTT, and choose the file again.",
        "Say whether anybody speaks in it.",
    ]
    assert "00:00:01,000" in page.content.decode()


def test_words_kept_over_a_sign_out_keep_their_pictures(cast: Cast) -> None:
    sha256 = store_media(upload(drawn()), by=cast.alice).sha256
    sent = typed(cast, typed_by=cast.alice.pk, **row(sha256))
    browser = Client()

    browser.post(reverse("draft-new"), sent)
    browser.force_login(cast.alice)
    page = browser.get(reverse("draft-new"))

    assert ALT in page.content.decode()
    assert len(set(addresses(page))) == 1


def test_a_decorative_picture_needs_no_description(cast: Cast, alice: Client) -> None:
    sha256 = store_media(upload(drawn()), by=cast.alice).sha256
    said = row(sha256, alt="", decorative="It is a plain border.")

    alice.post(reverse("draft-new"), typed(cast, **said))

    (medium,) = current(Draft.objects.get()).content.targets[0].parts[0].media
    assert (medium.alt, medium.decorative) == ("", "It is a plain border.")


def test_a_picture_has_its_welsh_description_on_the_welsh_account(
    cast: Cast, alice: Client
) -> None:
    SocialAccount.objects.create(
        platform="rehearsal",
        handle="@AdranAfonydd",
        name="Afonydd",
        team=cast.rivers,
        language="cy",
        pair=cast.rehearsal,
    )
    sha256 = store_media(upload(drawn()), by=cast.alice).sha256
    fields = typed(cast, welsh="Rhybudd llifogydd.", translation="human", **row(sha256))
    welsh_alt = {"media-0-welsh_alt": "Map o afon Ouse gyda'r caeau dan ddwr"}

    asked = alice.post(reverse("draft-new"), fields)
    alice.post(reverse("draft-new"), fields | welsh_alt)
    draft = Draft.objects.get()
    again = alice.post(reverse("draft", args=[draft.pk]), fields | welsh_alt)

    assert problems(asked) == ["Describe the picture in Welsh too."]
    alts = {
        target.language: target.parts[0].media[0].alt
        for target in current(draft).content.targets
    }
    assert alts == {"en": ALT, "cy": "Map o afon Ouse gyda'r caeau dan ddwr"}
    assert (again.status_code, current(draft).number) == (302, 1)


@pytest.mark.parametrize("forged", ["bob's", "0" * 64, "../x", "\0", ""])
def test_somebody_elses_file_is_not_attached(
    cast: Cast, alice: Client, forged: str
) -> None:
    draft = a_draft(cast)
    file = store_media(upload(drawn()), by=cast.bob)
    named = file.sha256 if forged == "bob's" else forged

    page = alice.post(reverse("draft", args=[draft.pk]), typed(cast, **row(named)))

    assert NOT_YOURS in problems(page)
    assert current(draft).number == 1
    assert addresses(page) == []


def test_captions_come_from_a_file_into_the_box(cast: Cast, alice: Client) -> None:
    file = store_media(upload(film()), by=cast.alice)
    sent = typed(cast, **row(file.sha256, speech="yes", captions_checked="1"))
    sent["media-0-captions_file"] = upload(SAID.encode(), "river.vtt")

    alice.post(reverse("draft-new"), sent)

    (medium,) = current(Draft.objects.get()).content.targets[0].parts[0].media
    assert (medium.captions, medium.captions_checked, medium.speech) == (
        SAID,
        True,
        True,
    )


def test_the_words_of_captions_are_checked_like_any_others(cast: Cast) -> None:
    said = SAID.replace("Stay on the path.", "Ring Jo at home on 07700 900123.")
    medium = picture_of(cast, film(), captions=said, captions_checked=True)

    found = check_content(illustrated(cast, medium)).findings

    (phone,) = [each for each in found if each.rule == "PD-PHONE"]
    assert phone.field == "targets.0.parts.0.media.0.captions"
    assert said[phone.start : phone.end] == "07700 900123"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"alt": ""}, "AC-ALT"),
        ({"rights": ""}, "LG-MEDIA"),
        ({"people": True}, "LG-MEDIA"),
        ({"ai": True}, "LG-MEDIA"),
    ],
)
def test_what_is_not_said_of_a_picture_blocks_it(
    cast: Cast, said: dict[str, object], rule: str
) -> None:
    found = check_content(illustrated(cast, picture_of(cast, None, **said))).findings

    assert rule in {each.rule for each in found}


def test_a_film_with_speech_needs_checked_captions(cast: Cast) -> None:
    silent = picture_of(cast, film(), speech=False)
    spoken = replace(silent, speech=True)
    in_the_picture = replace(spoken, captions_checked=True)

    blocked = [
        "AC-CAPTION"
        in {each.rule for each in check_content(illustrated(cast, each)).findings}
        for each in (silent, spoken, in_the_picture)
    ]

    assert blocked == [False, True, False]


def test_the_approver_sees_the_picture_and_its_alt_text(cast: Cast) -> None:
    draft = a_draft_with(cast, picture_of(cast))
    submit(draft, by=cast.alice, based_on=1)
    priya = browser_of(cast.priya)

    pages = [
        priya.get(reverse("review", args=[draft.pk])),
        priya.get(reverse("post", args=[draft.pk])),
    ]

    for page in pages:
        assert f"Alt text: {ALT}" in page_text(page)
        assert {priya.get(each).status_code for each in addresses(page)} == {200}


def test_the_difference_names_the_picture_that_changed(cast: Cast) -> None:
    draft = a_draft_with(cast, picture_of(cast))
    submit(draft, by=cast.alice, based_on=1)
    priya = browser_of(cast.priya)
    first = priya.get(reverse("review", args=[draft.pk]))
    digest = bytes(current(draft).digest).hex()
    priya.post(
        reverse("send-back", args=[draft.pk]),
        {"digest": digest, "reason": "Say which fields."},
    )
    browser_of(cast.alice).post(
        reverse("draft", args=[draft.pk]),
        typed(
            cast,
            **row(
                MediaFile.objects.get().sha256,
                alt="Map of the Ouse with Home Field marked",
            ),
        ),
    )

    page = page_text(priya.get(reverse("review", args=[draft.pk])))

    assert first.status_code == 200
    assert "What changed since revision 1" in page
    assert "Home Field marked" in page
