"""The all-stop's pages: a warning in numbers first, and only who may stop posts."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Team
from accounts.models.people import Department
from publishing.actions.holds import lift_hold, place_hold
from publishing.actions.unscheduling import unschedule_some
from publishing.models import Hold, Publication
from tests.cast import Cast, an_approved_draft
from tests.pages import HOSTILE, browser_of, nothing_changes, page_text, problems


def stop(**fields: str) -> dict[str, str]:
    return {"scope": "everything", "reason": "Serious incident"} | fields


@pytest.fixture
def dee(cast: Cast) -> Client:
    return browser_of(cast.dee)


def test_the_warning_says_in_numbers_what_it_will_hold(cast: Cast, dee: Client) -> None:
    an_approved_draft(cast)
    an_approved_draft(cast, text="The Ouse is rising.")

    with nothing_changes():
        response = dee.post(reverse("holds"), stop())

    assert "This holds 2 posts on 1 account." in page_text(response)


def test_the_warning_counts_one_account_alone(cast: Cast, dee: Client) -> None:
    an_approved_draft(cast)

    on_x = dee.post(reverse("holds"), stop(scope=str(cast.x.pk)))
    on_rehearsal = dee.post(reverse("holds"), stop(scope=str(cast.rehearsal.pk)))

    assert "This holds 0 posts on 0 accounts." in page_text(on_x)
    assert "This holds 1 post on 1 account." in page_text(on_rehearsal)


def test_a_confirmed_hold_is_placed_and_said_on_every_page(
    cast: Cast, dee: Client
) -> None:
    dee.post(reverse("holds"), stop(confirmed="1", scope=str(cast.x.pk)))

    hold = Hold.objects.get()
    assert (hold.account, hold.placed_by, hold.reason) == (
        cast.x,
        cast.dee,
        "Serious incident",
    )
    page = page_text(browser_of(cast.alice).get(reverse("drafts")))
    assert "@RiversDept on X" in page
    assert "Serious incident" in page


@pytest.mark.parametrize("confirmed", ["", "1"])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"scope": ""}, "Choose everything, a department, a team or an account."),
        *(
            (
                {"scope": forged},
                "Choose everything, a department, a team or an account.",
            )
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
    cast: Cast, dee: Client, confirmed: str, fields: dict[str, str], sentence: str
) -> None:
    fields = {
        name: value.encode("utf-8", "replace").decode()
        for name, value in fields.items()
    }
    with nothing_changes():
        response = dee.post(reverse("holds"), stop(confirmed=confirmed, **fields))

    assert response.status_code == 422
    assert problems(response) == [sentence]


@pytest.mark.parametrize(
    ("who", "status"),
    [("alice", 422), ("priya", 422), ("tom", 422), ("grace", 422), ("sam", 403)],
)
def test_who_may_not_stop_anything(cast: Cast, who: str, status: int) -> None:
    with nothing_changes():
        response = browser_of(getattr(cast, who)).post(
            reverse("holds"), stop(confirmed="1")
        )

    assert response.status_code == status


def test_the_page_of_everybody_else_has_no_form(cast: Cast) -> None:
    page = browser_of(cast.alice).get(reverse("holds"))

    assert (
        "Only the director, the head of digital engagement or the duty officer"
        in page_text(page)
    )
    assert 'name="scope"' not in page.content.decode()


def test_lifting_asks_first_and_says_that_held_posts_stay_held(
    cast: Cast, dee: Client
) -> None:
    an_approved_draft(cast)
    hold = place_hold(by=cast.dee, reason="Serious incident", account=None)
    Publication.objects.update(status="held")
    address = reverse("hold-lift", args=[hold.pk])

    with nothing_changes():
        asked = dee.get(address)
    dee.post(address)

    hold.refresh_from_db()
    assert "What the hold has already stopped stays held" in page_text(asked)
    assert hold.lifted_by == cast.dee
    assert Publication.objects.get().status == "held"


def test_lifting_twice_says_that_it_was_lifted(cast: Cast, dee: Client) -> None:
    hold = place_hold(by=cast.dee, reason="Serious incident", account=None)
    lift_hold(hold, by=cast.dee)

    with nothing_changes():
        response = dee.post(reverse("hold-lift", args=[hold.pk]))

    assert problems(response) == ["This hold was lifted already."]


@pytest.mark.parametrize("who", ["alice", "priya", "tom", "grace", "mallory", "sam"])
def test_only_the_director_lifts(cast: Cast, who: str) -> None:
    hold = place_hold(by=cast.dee, reason="Serious incident", account=None)
    browser = browser_of(getattr(cast, who))

    with nothing_changes():
        response = browser.post(reverse("hold-lift", args=[hold.pk]))

    assert response.status_code == 403


def test_the_warning_counts_a_team_or_a_department(cast: Cast, dee: Client) -> None:
    department = Department.objects.create(name="Department for Rivers")
    Team.objects.filter(pk=cast.rivers.pk).update(department=department)
    other = Department.objects.create(name="Department for Roads")
    an_approved_draft(cast)

    def warned(scope: str) -> str:
        return page_text(dee.post(reverse("holds"), stop(scope=scope)))

    assert "Stop the team Rivers? This holds 1 post on 1 account." in warned(
        f"team-{cast.rivers.pk}"
    )
    assert "Stop the department Department for Rivers? This holds 1 post" in warned(
        f"department-{department.pk}"
    )
    assert "This holds 0 posts on 0 accounts." in warned(f"department-{other.pk}")


def test_a_team_is_stopped_from_the_page(cast: Cast, dee: Client) -> None:
    dee.post(reverse("holds"), stop(confirmed="1", scope=f"team-{cast.rivers.pk}"))

    hold = Hold.objects.get()
    assert (hold.team, hold.account) == (cast.rivers, None)
    assert "Hold on the team Rivers" in page_text(dee.get(reverse("drafts")))


@pytest.mark.parametrize("htmx", [False, True])
def test_the_page_of_a_hold_shows_how_far_it_is(cast: Cast, htmx: bool) -> None:
    for text in ("One.", "Two.", "Three."):
        an_approved_draft(cast, text=text)
    hold = place_hold(by=cast.dee, reason="Serious incident")
    unschedule_some(size=2)
    headers = {"HX-Request": "true"} if htmx else {}

    page = browser_of(cast.alice).get(reverse("hold", args=[hold.pk]), headers=headers)

    assert "2 of 3 posts" in page_text(page)
    assert 'value="2"' in page.content.decode()
    assert ("<title>" in page.content.decode()) != htmx


@pytest.mark.parametrize("who", ["alice", "dee"])
def test_only_the_director_sees_how_to_lift(cast: Cast, who: str) -> None:
    hold = place_hold(by=cast.dee, reason="Serious incident")

    page = browser_of(getattr(cast, who)).get(reverse("hold", args=[hold.pk]))

    assert ("Lift this hold" in page_text(page)) == (who == "dee")


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "9" * 5000, "x", "-1"])
def test_a_hold_that_is_not_there_is_not_found(dee: Client, number: str) -> None:
    assert dee.get(f"/holds/{number}/").status_code == 404
    assert dee.get(f"/holds/{number}/lift/").status_code == 404
    assert dee.post(f"/holds/{number}/lift/").status_code == 404
