"""Deciding asks for the password again when the last proof is old; nothing typed is lost."""

import time

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from approvals.models import Decision
from audit.events import Event
from audit.log import Subject
from audit.queries import entries_about
from drafts.lifecycle import Status
from drafts.models import Draft
from tests.cast import Cast, a_submitted_draft, current
from tests.pages import browser_of, nothing_changes, page_text, prove


PASSWORD = "three random words"
DECIDING = ("approve", "send-back", "decline")


def after_minutes(person: Person, minutes: float) -> Client:
    """A browser whose person gave their password so many minutes ago."""
    person.set_password(PASSWORD)
    person.save()
    browser = browser_of(person, proof=False)
    prove(browser, person, at=time.time() - minutes * 60)
    return browser


def fields(draft: Draft) -> dict[str, str]:
    digest = bytes(current(draft).digest).hex()
    return {"digest": digest, "reason": "Name the river."}


@pytest.mark.parametrize("name", DECIDING)
def test_an_old_proof_leads_to_the_password_and_decides_nothing(
    cast: Cast, name: str
) -> None:
    draft = a_submitted_draft(cast)
    browser = after_minutes(cast.priya, 16)
    address = reverse(name, args=[draft.pk])

    with nothing_changes():
        response = browser.post(address, fields(draft))

    page = browser.get(response["Location"])
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert "What you typed is kept; nothing is decided" in page_text(page)


@pytest.mark.parametrize("name", DECIDING)
def test_a_fresh_proof_is_enough(cast: Cast, name: str) -> None:
    draft = a_submitted_draft(cast)
    browser = after_minutes(cast.priya, 14)

    browser.post(reverse(name, args=[draft.pk]), fields(draft))

    assert Decision.objects.get().decided_by == cast.priya


def test_the_right_password_decides_with_what_was_typed(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    browser = after_minutes(cast.priya, 16)
    asked = browser.post(reverse("send-back", args=[draft.pk]), fields(draft))

    browser.post(asked["Location"], {"password": PASSWORD})

    draft.refresh_from_db()
    assert draft.status == Status.RETURNED
    assert Decision.objects.get().reason == "Name the river."


def test_a_wrong_password_decides_nothing_and_is_logged(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    browser = after_minutes(cast.priya, 16)
    asked = browser.post(reverse("approve", args=[draft.pk]), fields(draft))

    with nothing_changes():
        browser.post(asked["Location"], {"password": "some other words"})

    entries = entries_about([Subject("person", str(cast.priya.pk))])
    assert Event.SIGN_IN_FAILED in {entry.event for entry in entries}


def test_the_password_counts_for_the_minutes_after_it(cast: Cast) -> None:
    first, second = a_submitted_draft(cast), a_submitted_draft(cast)
    browser = after_minutes(cast.priya, 16)
    asked = browser.post(reverse("approve", args=[first.pk]), fields(first))
    browser.post(asked["Location"], {"password": PASSWORD})

    browser.post(reverse("approve", args=[second.pk]), fields(second))

    assert Decision.objects.count() == 2


def test_the_minutes_are_a_setting(cast: Cast, settings: LazySettings) -> None:
    settings.COUNTERSIGN_PROOF_MINUTES = 60
    draft = a_submitted_draft(cast)
    browser = after_minutes(cast.priya, 59)

    browser.post(reverse("approve", args=[draft.pk]), fields(draft))

    assert Decision.objects.count() == 1


def test_a_proof_of_somebody_else_is_none(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    browser = browser_of(cast.priya, proof=False)
    prove(browser, cast.tom, at=time.time())

    with nothing_changes():
        browser.post(reverse("approve", args=[draft.pk]), fields(draft))


def test_words_swapped_while_the_password_is_typed_are_not_approved(
    cast: Cast,
) -> None:
    draft = a_submitted_draft(cast)
    browser = after_minutes(cast.priya, 16)
    shown = fields(draft) | {"digest": "0" * 64}
    asked = browser.post(reverse("approve", args=[draft.pk]), shown)

    with nothing_changes():
        response = browser.post(asked["Location"], {"password": PASSWORD})

    assert "The page you decided on showed other words." in page_text(response)


def test_reading_and_standing_aside_ask_for_no_password(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    browser = after_minutes(cast.priya, 600)

    assert browser.get(reverse("review", args=[draft.pk])).status_code == 200
    browser.post(reverse("conflict", args=[draft.pk]), fields(draft))

    assert draft.conflicts.get().person == cast.priya
