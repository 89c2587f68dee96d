"""Signing in and out, and changing one's password, as a browser without scripts does.

Who may open which page is in test_access.py.
"""

import pytest
from django.test import Client

from accounts.models import Person
from audit.events import Event
from audit.queries import Search, search
from tests.cast import Cast
from tests.pages import Answer, browser_of, page_text, problems, title_of


PASSWORD = "three random river words"
DASH = "\N{EN DASH}"


def events() -> list[str]:
    return [entry.event for entry in search(Search(subject_type="person")).entries]


@pytest.fixture
def alice(cast: Cast) -> Person:
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    return cast.alice


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Answer:
    return client.post("/account/sign-in/", {"login": email, "password": password})


def test_sign_in_leads_home_and_is_logged(client: Client, alice: Person) -> None:
    assert sign_in(client, alice.email).headers["Location"] == "/"
    assert events() == [Event.SIGN_IN_SUCCEEDED]


def test_sign_in_leads_back_to_the_page_that_was_asked_for(
    client: Client, alice: Person
) -> None:
    response = client.post(
        "/account/sign-in/?next=/drafts/",
        {"login": alice.email, "password": PASSWORD, "next": "/drafts/"},
    )
    assert response.headers["Location"] == "/drafts/"


def test_sign_in_leads_nowhere_outside(client: Client, alice: Person) -> None:
    response = client.post(
        "/account/sign-in/",
        {"login": alice.email, "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("email", ["alice@rivers.example", "nobody@rivers.example"])
def test_refused_sign_in_does_not_say_who_exists(
    client: Client, alice: Person, email: str
) -> None:
    response = sign_in(client, email, "not the password")
    assert title_of(response) == f"Problem: Sign in {DASH} Countersign"
    assert problems(response) == [
        "The email address and/or password you specified are not correct."
    ]
    assert events() == [Event.SIGN_IN_FAILED]


def test_somebody_closed_cannot_sign_in(client: Client, alice: Person) -> None:
    Person.objects.filter(pk=alice.pk).update(is_active=False)
    assert sign_in(client, alice.email).status_code in {200, 302}
    assert client.get("/", follow=True).request["PATH_INFO"] == "/account/sign-in/"


@pytest.mark.parametrize("words", ["", "\x00", "x" * 100_000, "a\x00@x.example"])
def test_hostile_sign_in_is_refused_in_words(
    client: Client, db: None, words: str
) -> None:
    response = sign_in(client, words, words)
    assert response.status_code == 200
    assert problems(response) != []


def test_bytes_that_are_no_text_are_refused_in_words(client: Client, db: None) -> None:
    response = client.post(
        "/account/sign-in/",
        b"login=%ED%B3%BF%FF&password=%ED%B3%BF",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 200
    assert problems(response) != []


def test_too_many_tries_are_stopped(client: Client, alice: Person) -> None:
    responses = [sign_in(client, alice.email, "wrong") for _ in range(12)]
    assert {response.status_code for response in responses} <= {200, 429}
    last = sign_in(client, alice.email)
    assert last.status_code != 302


def test_nobody_registers_themselves(client: Client, db: None) -> None:
    form = {"email": "eve@evil.example", "password1": PASSWORD}
    response = client.post("/account/signup/", form)
    assert title_of(response) == f"Ask to be added {DASH} Countersign"
    assert not Person.objects.filter(email="eve@evil.example").exists()


def test_sign_out_is_logged_and_needs_a_post(cast: Cast) -> None:
    browser = browser_of(cast.alice)
    asked = browser.get("/account/sign-out/")
    assert title_of(asked) == f"Sign out {DASH} Countersign"
    assert browser.get("/").status_code == 200
    browser.post("/account/sign-out/")
    assert browser.get("/").status_code == 302
    assert events() == [Event.SIGNED_OUT]


def test_password_is_changed_by_somebody_who_knows_it(
    client: Client, alice: Person
) -> None:
    client.force_login(alice)
    new = "other quiet river words"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    response = client.post("/account/password/", form, follow=True)
    assert "Your password was changed." in page_text(response)
    alice.refresh_from_db()
    assert alice.check_password(new)


def test_password_is_not_changed_without_the_old_one(
    client: Client, alice: Person
) -> None:
    client.force_login(alice)
    form = {"oldpassword": "wrong", "password1": "x" * 20, "password2": "x" * 20}
    response = client.post("/account/password/", form)
    assert problems(response) == ["Please type your current password."]


def test_form_without_its_token_is_explained(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.alice)
    response = browser.post("/account/sign-out/")
    assert response.status_code == 403
    assert title_of(response) == f"This form has expired {DASH} Countersign"


def test_refusal_names_the_post_that_would_be_let_in(cast: Cast) -> None:
    response = browser_of(cast.alice).get("/log/")
    assert response.status_code == 403
    assert "This page is for people whose post is auditor." in page_text(response)


def test_missing_page_says_what_to_do(cast: Cast) -> None:
    response = browser_of(cast.alice).get("/nowhere/")
    assert response.status_code == 404
    assert title_of(response) == f"Page not found {DASH} Countersign"
