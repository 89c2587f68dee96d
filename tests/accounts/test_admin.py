"""The registers: every change is logged, nothing is deleted, nobody helps themselves.

Who may enter is tested in test_access.py.
"""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.credentials import unseal
from accounts.models import Holding, JobPost, Person, SocialAccount
from accounts.roles import Role
from audit.events import Event
from audit.queries import Search, opened_values, search
from tests.cast import Cast
from tests.holdings import hold
from tests.pages import browser_of, page_text


@pytest.fixture
def sams(cast: Cast) -> Client:
    return browser_of(cast.sam)


def logged(kind: str) -> list[tuple[str, object]]:
    """The entries about registers of one kind, the newest first, with what changed."""
    found = search(Search(subject_type=kind)).entries
    return [(entry.event, dict(entry.body["details"])["changed"]) for entry in found]  # type: ignore[arg-type]


def date_and_time(name: str, moment: datetime) -> dict[str, str]:
    local = timezone.localtime(moment)
    return {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M:%S}"}


NEW_PERSON = {
    "name": "Rhys Bevan",
    "email": "Rhys@Rivers.example",
    "usable_password": "true",
    "password1": "three random river words",
    "password2": "three random river words",
}


def test_adding_a_person_commits_to_their_name_and_does_not_spell_it(
    cast: Cast, sams: Client
) -> None:
    sams.post("/admin/accounts/person/add/", NEW_PERSON)
    rhys = Person.objects.get(email="rhys@rivers.example")
    (entry,) = search(Search(subject_type="person", subject_id=str(rhys.pk))).entries
    assert entry.event == Event.PERSON_ADDED
    assert b"Rhys" not in entry.body_bytes
    assert opened_values(entry) == {
        "name": "Rhys Bevan",
        "email": "rhys@rivers.example",
    }
    assert entry.body["actor"] == {
        "id": str(cast.sam.pk),
        "post": "Service manager",
        "role": "administrator",
    }


def test_new_person_has_no_right_that_their_post_does_not_give(
    sams: Client, cast: Cast
) -> None:
    extra = {"is_superuser": "on", "is_staff": "on"}
    sams.post("/admin/accounts/person/add/", NEW_PERSON | extra)
    rhys = Person.objects.get(email="rhys@rivers.example")
    assert (rhys.is_superuser, rhys.is_staff) == (False, False)
    assert rhys.must_change_password is True


def test_closing_a_person_is_logged_as_that(cast: Cast, sams: Client) -> None:
    form = {"name": cast.bob.name, "email": cast.bob.email}
    sams.post(f"/admin/accounts/person/{cast.bob.pk}/change/", form)
    assert Person.objects.get(pk=cast.bob.pk).is_active is False
    assert logged("person") == [(Event.PERSON_CLOSED, ["is_active"])]


def test_saving_without_a_change_logs_nothing(cast: Cast, sams: Client) -> None:
    form = {"name": cast.bob.name, "email": cast.bob.email, "is_active": "on"}
    sams.post(f"/admin/accounts/person/{cast.bob.pk}/change/", form)
    assert logged("person") == []


def test_new_password_for_somebody_is_logged_without_it(
    cast: Cast, sams: Client
) -> None:
    form = {
        name: NEW_PERSON[name] for name in ("usable_password", "password1", "password2")
    }
    sams.post(f"/admin/accounts/person/{cast.bob.pk}/password/", form)
    bob = Person.objects.get(pk=cast.bob.pk)
    assert bob.check_password(form["password1"])
    assert bob.must_change_password is True
    assert logged("person") == [(Event.PASSWORD_CHANGED, ["password"])]


def test_administrator_cannot_take_over_a_superuser(cast: Cast, sams: Client) -> None:
    root = Person.objects.create_superuser(
        "root@rivers.example", "Root", "not used here"
    )
    form = {
        name: NEW_PERSON[name] for name in ("usable_password", "password1", "password2")
    }
    address = f"/admin/accounts/person/{root.pk}"
    assert sams.post(f"{address}/password/", form).status_code == 403
    assert sams.post(f"{address}/change/", {"name": "x"}).status_code == 403


def test_changing_the_roles_of_a_post_is_logged_with_them(
    cast: Cast, sams: Client
) -> None:
    post = JobPost.objects.get(title="Press officer")
    form = {
        "title": post.title,
        "team": post.team_id,
        "roles": [Role.AUTHOR, Role.CHECKER],
    }
    sams.post(f"/admin/accounts/jobpost/{post.pk}/change/", form)
    (entry,) = search(Search(subject_type="job_post")).entries
    assert entry.event == Event.ROLE_CHANGED
    assert entry.body["details"] == {
        "changed": ["roles"],
        "title": "Press officer",
        "team": "Rivers",
        "roles": ["author", "checker"],
        "reports_to": None,
    }


def test_administrator_cannot_widen_their_own_post(cast: Cast, sams: Client) -> None:
    post = cast.sam.holdings.get().job_post
    form = {"title": post.title, "team": post.team_id, "roles": list(Role)}
    response = sams.post(f"/admin/accounts/jobpost/{post.pk}/change/", form)
    assert "You hold this post." in page_text(response)
    assert JobPost.objects.get(pk=post.pk).roles == [Role.ADMINISTRATOR]


def test_administrator_cannot_give_themselves_a_post(cast: Cast, sams: Client) -> None:
    post = JobPost.objects.get(title="Deputy director")
    form = {"job_post": post.pk, "person": cast.sam.pk, "starts_on": "2026-01-01"}
    response = sams.post("/admin/accounts/holding/add/", form)
    assert "Nobody gives a post to themselves." in page_text(response)
    assert Holding.objects.filter(person=cast.sam).count() == 1


def test_holding_is_started_and_ended_and_never_rewritten(
    cast: Cast, sams: Client
) -> None:
    holding = cast.alice.holdings.get()
    form = {"person": cast.bob.pk, "starts_on": "2020-01-01", "ends_on": "2026-01-31"}
    sams.post(f"/admin/accounts/holding/{holding.pk}/change/", form)
    before = (holding.person_id, holding.starts_on)
    holding.refresh_from_db()
    assert (holding.person_id, holding.starts_on) == before
    assert logged("holding") == [(Event.HOLDING_ENDED, ["ends_on"])]


def holding_of_sams_that_ended(cast: Cast) -> Holding:
    post = JobPost.objects.create(
        title="Deputy director, rivers",
        team=cast.strategy,
        roles=[Role.AUTHORISED_OFFICER],
    )
    return hold(post, cast.sam, since=date(2025, 1, 1), until=date(2025, 12, 31))


@pytest.mark.parametrize("ends_on", ["", "2099-12-31", "2026-01-01"])
def test_administrator_cannot_revive_their_own_old_post(
    cast: Cast, sams: Client, ends_on: str
) -> None:
    holding = holding_of_sams_that_ended(cast)
    address = f"/admin/accounts/holding/{holding.pk}/change/"
    response = sams.post(address, {"ends_on": ends_on})
    assert "Another administrator makes it longer." in page_text(response)
    holding.refresh_from_db()
    assert holding.ends_on == date(2025, 12, 31)
    assert logged("holding") == []


def test_administrator_may_end_their_own_post(cast: Cast, sams: Client) -> None:
    holding = cast.sam.holdings.get()
    address = f"/admin/accounts/holding/{holding.pk}/change/"
    sams.post(address, {"ends_on": "2099-12-31"})
    assert logged("holding") == [(Event.HOLDING_ENDED, ["ends_on"])]


@pytest.mark.parametrize("ends_on", ["", "2099-12-31"])
def test_holding_made_longer_is_logged_as_started(
    cast: Cast, sams: Client, ends_on: str
) -> None:
    holding = cast.bob.holdings.get()
    Holding.objects.filter(pk=holding.pk).update(ends_on=date(2026, 1, 31))
    sams.post(f"/admin/accounts/holding/{holding.pk}/change/", {"ends_on": ends_on})
    assert logged("holding") == [(Event.HOLDING_STARTED, ["ends_on"])]


def test_connecting_an_account_seals_its_secret_and_logs_no_part_of_it(
    cast: Cast, sams: Client
) -> None:
    account = cast.rehearsal
    form = {
        "name": account.name,
        "team": account.team_id,
        "language": "en",
        "enabled": "on",
        "credential": '{"token": "drama-secret-token"}',
    }
    address = f"/admin/accounts/socialaccount/{account.pk}/change/"
    sams.post(address, form)
    account.refresh_from_db()
    assert unseal(bytes(account.credential.ciphertext)) == {
        "token": "drama-secret-token"
    }
    entries = search(Search(subject_type="account", subject_id=str(account.pk))).entries
    assert Event.CREDENTIAL_STORED in {entry.event for entry in entries}
    assert not any(b"drama-secret" in entry.body_bytes for entry in entries)
    assert "drama-secret" not in sams.get(address).content.decode()


NEW_ACCOUNT = {
    "platform": "rehearsal",
    "handle": "@Exercise",
    "name": "Exercise",
    "language": "en",
}


def test_secret_that_the_platform_does_not_accept_is_not_stored(
    cast: Cast, sams: Client
) -> None:
    form = NEW_ACCOUNT | {"team": cast.rivers.pk, "credential": '{"token": ""}'}
    response = sams.post("/admin/accounts/socialaccount/add/", form)
    assert "did not accept this secret for that handle" in page_text(response)
    assert not SocialAccount.objects.filter(handle="@Exercise").exists()


def test_platform_is_asked_outside_of_every_transaction(
    cast: Cast, sams: Client, settings: Settings
) -> None:
    settings.COUNTERSIGN_PLATFORM_CHECK = f"{__name__}.only_outside"
    savepoints.append(len(connection.savepoint_ids))
    form = NEW_ACCOUNT | {"team": cast.rivers.pk, "credential": '{"token": "drama"}'}
    sams.post("/admin/accounts/socialaccount/add/", form)
    assert SocialAccount.objects.get(handle="@Exercise").credential.state == "live"


# How many transactions the test itself is inside of.
savepoints: list[int] = []


def only_outside(
    platform: str, handle: str, secret: dict[str, str], server: str
) -> bool:
    return (platform, handle) == ("rehearsal", "@Exercise") and (
        len(connection.savepoint_ids) == savepoints.pop()
    )


def test_pasted_secret_is_not_shown_again_beside_a_mistake(
    cast: Cast, sams: Client
) -> None:
    form = NEW_ACCOUNT | {"name": "", "credential": '{"token": "drama-secret-token"}'}
    response = sams.post("/admin/accounts/socialaccount/add/", form)
    assert "This field is required." in page_text(response)
    assert "drama-secret" not in response.content.decode()


@pytest.mark.parametrize(
    "handle", ["@a/b", "..", "@", "a b", "@é", "@a?b", "-a", "@a%2f"]
)
def test_handle_that_fits_no_address_is_refused(
    cast: Cast, sams: Client, handle: str
) -> None:
    form = NEW_ACCOUNT | {"team": cast.rivers.pk, "handle": handle}
    response = sams.post("/admin/accounts/socialaccount/add/", form)
    assert "Write the handle with letters, figures," in page_text(response)
    with pytest.raises(IntegrityError, match="handle_fits_an_address"):
        SocialAccount.objects.create(
            platform="rehearsal", handle=handle, name="x", team=cast.rivers
        )


@pytest.mark.parametrize("text", ["token", "[1]", '{"token": 1}', "[" * 9000, "null"])
def test_credential_that_is_no_list_of_names_and_secrets_is_refused(
    cast: Cast, sams: Client, text: str
) -> None:
    form = {
        "name": cast.x.name,
        "team": cast.x.team_id,
        "enabled": "on",
        "credential": text,
    }
    response = sams.post(f"/admin/accounts/socialaccount/{cast.x.pk}/change/", form)
    assert "Write names and secrets as JSON" in page_text(response)


def test_disconnecting_an_account_destroys_its_secret(cast: Cast, sams: Client) -> None:
    account = cast.rehearsal
    form = {
        "name": account.name,
        "team": account.team_id,
        "language": "en",
        "enabled": "on",
        "disconnect": "on",
    }
    sams.post(f"/admin/accounts/socialaccount/{account.pk}/change/", form)
    fresh = SocialAccount.objects.get(pk=account.pk)
    assert not hasattr(fresh, "credential")


@pytest.mark.parametrize(
    "address",
    ["person", "team", "jobpost", "holding", "socialaccount"],
)
def test_nothing_is_deleted(cast: Cast, sams: Client, address: str) -> None:
    rows = {
        "person": cast.bob,
        "team": cast.rivers,
        "jobpost": cast.bob.holdings.get().job_post,
        "holding": cast.bob.holdings.get(),
        "socialaccount": cast.x,
        "delegation": cast.routine,
    }
    row = rows[address]
    response = sams.post(f"/admin/accounts/{address}/{row.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
    action = {
        "action": "delete_selected",
        "_selected_action": [str(row.pk)],
        "post": "yes",
    }
    sams.post(f"/admin/accounts/{address}/", action)
    row.refresh_from_db()
