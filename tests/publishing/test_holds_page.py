"""The all-stop's pages: a warning in numbers first, and only authorised officers."""

import pytest
from django.test import Client
from django.urls import reverse

from publishing.actions.holds import lift_hold, place_hold
from publishing.models import Hold, Publication
from tests.cast import Cast, an_approved_draft
from tests.pages import HOSTILE, browser_of, nothing_changes, page_text, problems


def stop(**fields: str) -> dict[str, str]:
    return {"scope": "everything", "reason": "Serious incident"} | fields


@pytest.fixture
def tom(cast: Cast) -> Client:
    return browser_of(cast.tom)


def test_the_warning_says_in_numbers_what_it_will_hold(cast: Cast, tom: Client) -> None:
    an_approved_draft(cast)
    an_approved_draft(cast, text="The Ouse is rising.")

    with nothing_changes():
        response = tom.post(reverse("holds"), stop())

    assert "This holds 2 posts on 1 account." in page_text(response)


def test_the_warning_counts_one_account_alone(cast: Cast, tom: Client) -> None:
    an_approved_draft(cast)

    on_x = tom.post(reverse("holds"), stop(scope=str(cast.x.pk)))
    on_rehearsal = tom.post(reverse("holds"), stop(scope=str(cast.rehearsal.pk)))

    assert "This holds 0 posts on 0 accounts." in page_text(on_x)
    assert "This holds 1 post on 1 account." in page_text(on_rehearsal)


def test_a_confirmed_hold_is_placed_and_said_on_every_page(
    cast: Cast, tom: Client
) -> None:
    tom.post(reverse("holds"), stop(confirmed="1", scope=str(cast.x.pk)))

    hold = Hold.objects.get()
    assert (hold.account, hold.placed_by, hold.reason) == (
        cast.x,
        cast.tom,
        "Serious incident",
    )
    page = page_text(browser_of(cast.alice).get(reverse("drafts")))
    assert "@RiversDept on X" in page
    assert "Serious incident" in page


@pytest.mark.parametrize("confirmed", ["", "1"])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"scope": ""}, "Choose everything, or one account."),
        *(
            ({"scope": forged}, "Choose everything, or one account.")
            for forged in HOSTILE
            if forged
        ),
        ({"reason": ""}, "Say why, in words everyone may read."),
        ({"reason": " \n "}, "Say why, in words everyone may read."),
        ({"reason": "x" * 201}, "Keep the reason to 200 characters. It has 201."),
        (
            {"reason": "x" * 1_000_000},
            "Keep the reason to 200 characters. It has 1000000.",
        ),
        (
            {"reason": "Serious\x00incident"},
            "The reason has an invisible control character. Type it again.",
        ),
        (
            {"reason": "Serious\nincident"},
            "This has an invisible control character. Type it again.",
        ),
    ],
)
def test_bad_input_stops_nothing(
    cast: Cast, tom: Client, confirmed: str, fields: dict[str, str], sentence: str
) -> None:
    fields = {
        name: value.encode("utf-8", "replace").decode()
        for name, value in fields.items()
    }
    with nothing_changes():
        response = tom.post(reverse("holds"), stop(confirmed=confirmed, **fields))

    assert response.status_code == 422
    assert problems(response) == [sentence]


@pytest.mark.parametrize(
    ("who", "status"),
    [("alice", 422), ("priya", 422), ("grace", 422), ("sam", 403)],
)
def test_only_an_authorised_officer_stops_anything(
    cast: Cast, who: str, status: int
) -> None:
    with nothing_changes():
        response = browser_of(getattr(cast, who)).post(
            reverse("holds"), stop(confirmed="1")
        )

    assert response.status_code == status


def test_the_page_of_everybody_else_has_no_form(cast: Cast) -> None:
    page = browser_of(cast.alice).get(reverse("holds"))

    assert "Only an authorised officer may stop or restart posts." in page_text(page)
    assert 'name="scope"' not in page.content.decode()


def test_lifting_asks_first_and_says_that_held_posts_stay_held(
    cast: Cast, tom: Client
) -> None:
    an_approved_draft(cast)
    hold = place_hold(by=cast.tom, reason="Serious incident", account=None)
    Publication.objects.update(status="held")
    address = reverse("hold-lift", args=[hold.pk])

    with nothing_changes():
        asked = tom.get(address)
    tom.post(address)

    hold.refresh_from_db()
    assert "What the hold has already stopped stays held" in page_text(asked)
    assert hold.lifted_by == cast.tom
    assert Publication.objects.get().status == "held"


def test_lifting_twice_says_that_it_was_lifted(cast: Cast, tom: Client) -> None:
    hold = place_hold(by=cast.tom, reason="Serious incident", account=None)
    lift_hold(hold, by=cast.tom)

    with nothing_changes():
        response = tom.post(reverse("hold-lift", args=[hold.pk]))

    assert problems(response) == ["This hold was lifted already."]


@pytest.mark.parametrize("who", ["alice", "priya", "grace", "mallory", "sam"])
def test_only_an_authorised_officer_lifts(cast: Cast, who: str) -> None:
    hold = place_hold(by=cast.tom, reason="Serious incident", account=None)
    browser = browser_of(getattr(cast, who))

    with nothing_changes():
        response = browser.post(reverse("hold-lift", args=[hold.pk]))

    assert response.status_code == 403


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "9" * 5000, "x", "-1"])
def test_a_hold_that_is_not_there_is_not_found(tom: Client, number: str) -> None:
    assert tom.get(f"/holds/{number}/lift/").status_code == 404
    assert tom.post(f"/holds/{number}/lift/").status_code == 404
