"""The pages of the lines library: search, use in two taps, propose, clear, bad input."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drafts.actions.lines import propose_version
from drafts.models import Draft, LineVersion
from tests.cast import Cast, current
from tests.drafts.test_lines import VALUES, cleared, proposed, wording
from tests.pages import HOSTILE, browser_of, page_text, problems, title_of


# A browser sends no lone surrogate: it comes as the sign for words that were lost.
SENDABLE = [value.replace("\udcff", "\ufffd") for value in HOSTILE]


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


def filled_in(cast: Cast, **values: str) -> dict[str, object]:
    """What the form of "use this line" sends."""
    slots = {f"slot_{name}": value for name, value in (VALUES | values).items()}
    return slots | {"accounts": [cast.rehearsal.pk]}


def typed(cast: Cast, **fields: object) -> dict[str, object]:
    """What the form of a proposal sends."""
    return {
        "title": "Road closed",
        "topic": "Travel",
        "text": "{road} is closed at {place} from {time}.",
        "slots": "place: place: Exampleton; Samplebury",
        "language": "en",
        "accounts": [cast.rehearsal.pk],
        "owner": cast.priya.holdings.get().job_post_id,
        "last_day": "31 12 2027",
    } | fields


def test_the_list_finds_lines_by_word_and_topic(cast: Cast, alice: Client) -> None:
    cleared(cast)
    cleared(
        cast, title="Centre open", text="The centre is open.", slots=(), topic="Hours"
    )

    def found(**asked: str) -> list[bool]:
        text = page_text(alice.get(reverse("lines"), asked))
        return ["River high, road closed" in text, "Centre open" in text]

    assert found() == [True, True]
    assert found(words="river closed") == [True, False]
    assert found(topic="Hours") == [False, True]
    assert found(words="nothing like it") == [False, False]


def test_the_list_takes_as_many_queries_for_three_lines_as_for_one(
    cast: Cast, alice: Client
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            alice.get(reverse("lines"))
        return len(asked)

    cleared(cast)
    queries()
    one = queries()
    cleared(cast)
    cleared(cast)
    assert queries() == one


def test_a_line_becomes_a_draft_in_two_taps(cast: Cast, alice: Client) -> None:
    version = cleared(cast)
    listed = alice.get(reverse("lines"))
    use = reverse("line-use", args=[version.line_id])
    assert f'href="{use}"' in listed.content.decode()

    response = alice.post(use, filled_in(cast), follow=True)

    draft = Draft.objects.get()
    assert response.redirect_chain == [(reverse("draft", args=[draft.pk]), 302)]
    assert current(draft).content.line == version.reference
    assert (
        f"These are the words of {version.reference}, cleared by Priya Shah, Head of news."
        in page_text(response)
    )


def test_a_bad_value_is_refused_and_what_was_typed_is_kept(
    cast: Cast, alice: Client
) -> None:
    version = cleared(cast)
    use = reverse("line-use", args=[version.line_id])

    response = alice.post(use, filled_in(cast, road="the ring road"))

    assert response.status_code == 422
    assert problems(response) == [
        "Write “road” as a road number, such as A64 or A1(M)."
    ]
    assert 'value="the ring road"' in response.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("value", SENDABLE)
def test_no_value_of_a_slot_breaks_the_page(
    cast: Cast, alice: Client, value: str
) -> None:
    version = cleared(cast)
    use = reverse("line-use", args=[version.line_id])
    for name in VALUES:
        assert alice.post(use, filled_in(cast, **{name: value})).status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("value", SENDABLE)
def test_no_hostile_word_breaks_the_search(
    cast: Cast, alice: Client, value: str
) -> None:
    cleared(cast)
    asked = {"words": value, "topic": value}
    assert alice.get(reverse("lines"), asked).status_code == 200


def test_other_words_in_the_draft_end_the_line_with_a_sentence(
    cast: Cast, alice: Client
) -> None:
    version = cleared(cast)
    alice.post(reverse("line-use", args=[version.line_id]), filled_in(cast))
    draft = Draft.objects.get()

    response = alice.post(
        reverse("draft", args=[draft.pk]),
        {
            "title": draft.title,
            "text": "The River Ouse is high today, and rising.",
            "accounts": [cast.rehearsal.pk],
            "based_on": "1",
        },
        follow=True,
    )

    assert current(draft).content.line == ""
    assert (
        f"These are no longer the words of {version.reference}, so this is an ordinary "
        "draft now and needs ordinary approval." in page_text(response)
    )


def test_a_line_is_proposed_on_the_page_and_cleared_by_another(
    cast: Cast, alice: Client
) -> None:
    response = alice.post(reverse("line-new"), typed(cast), follow=True)
    version = LineVersion.objects.get()
    assert title_of(response) == (
        f"{version.line.reference}, Road closed \N{EN DASH} waiting to be cleared "
        "\N{EN DASH} Countersign"
    )
    assert (
        "You wrote part of this line, so someone else must clear it."
        not in (page_text(response).partition("History")[2])
    )

    priya = browser_of(cast.priya)
    clear = reverse("line-clear", args=[version.line_id, 1])
    assert clear in priya.get(reverse("line", args=[version.line_id])).content.decode()
    priya.post(clear)

    version.refresh_from_db()
    assert version.verdict == "cleared"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Give it a title."),
        ({"text": ""}, "Write the words of the post."),
        (
            {"slots": "place: castle"},
            (
                "Describe each slot as “name: kind”. The kinds are "
                "place, road, date, time, number, link."
            ),
        ),
        ({"slots": ""}, "Describe each slot of the text once, and no other."),
        ({"accounts": []}, "Choose at least one account."),
        ({"last_day": "soon"}, "Write the last day in numbers, such as 27 3 2027."),
        ({"last_day": "1 1 2020"}, "Choose a last day that is still to come."),
        (
            {"owner": ""},
            "Choose the post that owns the line: whoever holds it keeps it true.",
        ),
    ],
)
def test_a_proposal_that_does_not_work_is_refused_in_a_sentence(
    cast: Cast, alice: Client, fields: dict[str, object], sentence: str
) -> None:
    response = alice.post(reverse("line-new"), typed(cast, **fields))
    assert (response.status_code, problems(response)) == (422, [sentence])
    assert not LineVersion.objects.exists()


@pytest.mark.parametrize("value", SENDABLE)
def test_no_hostile_field_breaks_a_proposal(
    cast: Cast, alice: Client, value: str
) -> None:
    for name in ("slots", "accounts", "owner", "language", "last_day"):
        response = alice.post(reverse("line-new"), typed(cast, **{name: value}))
        assert response.status_code in {302, 422}


def test_other_words_are_proposed_for_a_line_in_use(cast: Cast, alice: Client) -> None:
    version = cleared(cast)
    change = reverse("line-change", args=[version.line_id])
    assert "3:15pm" not in page_text(alice.get(change))

    alice.post(change, typed(cast), follow=True)

    assert [each.number for each in LineVersion.objects.order_by("number")] == [1, 2]


def test_who_may_not_clear_reads_why_and_changes_nothing(cast: Cast) -> None:
    version = proposed(cast)
    mallory, grace = browser_of(cast.mallory), browser_of(cast.grace)
    clear = reverse("line-clear", args=[version.line_id, 1])
    for browser in (mallory, grace, browser_of(cast.alice)):
        assert browser.post(clear).status_code == 403
    page = page_text(grace.get(reverse("line", args=[version.line_id])))
    assert "Your post does not decide on lines. Ask somebody with authority." in page
    version.refresh_from_db()
    assert version.verdict == ""


def test_a_reason_is_asked_for_and_kept(cast: Cast) -> None:
    version = cleared(cast)
    priya = browser_of(cast.priya)
    withdraw = reverse("line-withdraw", args=[version.line_id, 1])

    empty = priya.post(withdraw, {"reason": "\0 "})
    long = priya.post(withdraw, {"reason": "x" * 501})
    done = priya.post(withdraw, {"reason": "The road is open."}, follow=True)

    assert problems(long) == ["Keep the reason to 500 characters."]
    assert empty.status_code in {302, 422}
    assert "is withdrawn" in page_text(done)


def test_lines_that_there_are_not_are_not_found(cast: Cast, alice: Client) -> None:
    for number in ("0", "999", "9" * 30):
        for place in ("", "use/", "change/"):
            address = f"{reverse('lines')}{number}/{place}"
            assert alice.get(address).status_code == 404


def test_a_line_that_still_waits_cannot_be_used(cast: Cast, alice: Client) -> None:
    version = proposed(cast)
    address = reverse("line-use", args=[version.line_id])
    assert alice.get(address).status_code == 404


def test_welsh_words_say_that_they_are_welsh(cast: Cast, alice: Client) -> None:
    version = cleared(cast)
    propose_version(
        version.line,
        by=cast.bob,
        wording=wording(
            cast,
            language="cy",
            text="Mae'r {road} ar gau.",
            slots=(*(slot for slot in wording(cast).slots if slot.name == "road"),),
        ),
    )
    page = alice.get(reverse("line", args=[version.line_id])).content.decode()
    assert 'lang="cy">Mae&#x27;r {road} ar gau.</div>' in page


def test_administrators_see_no_lines(cast: Cast) -> None:
    version = cleared(cast)
    sam = browser_of(cast.sam)
    assert sam.get(reverse("lines")).status_code == 403
    assert sam.get(reverse("line", args=[version.line_id])).status_code == 403
