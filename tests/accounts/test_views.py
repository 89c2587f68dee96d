"""Signing in and out, and changing one's password, as a browser without scripts does.

Who may open which page is in test_access.py.
"""

import hashlib

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Person
from audit.events import Event
from audit.queries import Search, search
from tests.cast import Cast
from tests.pages import (
    Answer,
    browser_of,
    nothing_changes,
    page_text,
    problems,
    title_of,
)


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


def test_change_of_ones_own_password_is_logged(client: Client, alice: Person) -> None:
    client.force_login(alice)
    new = "other quiet river words"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/account/password/", form)
    (entry,) = search(Search(subject_id=str(alice.pk))).entries
    assert (entry.event, dict(entry.body["actor"])["id"]) == (  # type: ignore[arg-type]
        Event.PASSWORD_CHANGED,
        str(alice.pk),
    )


@pytest.fixture
def newcomer(alice: Person) -> Person:
    """Alice, with a password that an administrator gave her."""
    alice.must_change_password = True
    alice.save()
    return alice


@pytest.mark.parametrize(
    "address", ["/", "/drafts/", "/drafts/new/", "/approvals/", "/admin/", "/nowhere/"]
)
def test_given_password_opens_nothing_but_its_own_change(
    client: Client, newcomer: Person, address: str
) -> None:
    sign_in(client, newcomer.email)
    found = client.get(address, follow=True)
    if address == "/nowhere/":
        assert found.status_code == 404
        return
    assert title_of(found) == f"Change your password {DASH} Countersign"
    assert "An administrator gave you this password." in page_text(found)


def test_given_password_sends_nothing(client: Client, newcomer: Person) -> None:
    sign_in(client, newcomer.email)
    with nothing_changes():
        sent = client.post("/drafts/new/", {"title": "Flood", "text": "Rising"})
    assert sent.headers["Location"] == "/account/password/"


def test_given_password_is_not_kept(client: Client, newcomer: Person) -> None:
    sign_in(client, newcomer.email)
    form = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    refused = client.post("/account/password/", form)
    assert problems(refused) == ["Choose a password that nobody gave you."]
    assert client.get("/").headers["Location"] == "/account/password/"


def test_own_password_opens_everything(client: Client, newcomer: Person) -> None:
    sign_in(client, newcomer.email)
    new = "other quiet river words"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    changed = client.post("/account/password/", form, follow=True)
    assert "Your password was changed." in page_text(changed)
    assert changed.request["PATH_INFO"] == "/"
    assert events() == [Event.PASSWORD_CHANGED, Event.SIGN_IN_SUCCEEDED]


def test_somebody_with_a_given_password_may_sign_out(
    client: Client, newcomer: Person
) -> None:
    sign_in(client, newcomer.email)
    client.post("/account/sign-out/")
    assert events() == [Event.SIGNED_OUT, Event.SIGN_IN_SUCCEEDED]


def test_tries_are_counted_in_the_database(client: Client, alice: Person) -> None:
    """So the limits hold in every process, and people sign in while Valkey is away."""
    sign_in(client, alice.email, "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) > 0, current_user FROM rate_limits")
        assert cursor.fetchone() == (True, "countersign_app")


def test_address_that_nobody_has_cannot_be_guessed_from_the_log(
    client: Client, db: None
) -> None:
    for _ in range(2):
        sign_in(client, "jane.citizen@example.com")
    sign_in(client, "john.citizen@example.com")
    third, second, first = search(Search(event=Event.SIGN_IN_FAILED)).entries
    assert second.body["actor"] == first.body["actor"] != third.body["actor"]
    plain = hashlib.sha256(b"jane.citizen@example.com").hexdigest()[:12]
    assert plain.encode() not in first.body_bytes


@pytest.mark.parametrize("address", ["/", "/drafts/", "/nowhere/", "/log/", "/admin/"])
def test_browsers_keep_no_copy_of_pages_behind_the_sign_in(
    cast: Cast, address: str
) -> None:
    response = browser_of(cast.alice).get(address)
    assert "no-store" in response.headers["Cache-Control"]


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
