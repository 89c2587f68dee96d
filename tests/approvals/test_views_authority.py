"""The pages of the register of authority and of its schedule."""

import re
import time
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.authority import revoke_authority
from accounts.models import Delegation, Person, Proposal
from accounts.roles import Role
from approvals.policy.cover import covers, gaps
from approvals.queries.schedule import schedule_now
from tests.cast import (
    Cast,
    a_submitted_draft,
    an_approved_draft,
    delegate,
    hire,
)
from tests.pages import (
    SENDABLE,
    browser_of,
    nothing_changes,
    page_text,
    problems,
    prove,
    title_of,
)


AUTHORITY = "/registers/authority/"
PROMISE = "We will open 40 new information centres by March 2027."


@pytest.fixture
def dee(cast: Cast) -> Client:
    return browser_of(cast.dee)


@pytest.fixture
def hana(cast: Cast) -> Person:
    return hire("Hana Cole", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)


def filled(cast: Cast, **changes: object) -> dict[str, object]:
    last = timezone.localdate() + timedelta(days=30)
    typed: dict[str, object] = {
        "reference": "D-200",
        "job_post": cast.priya.holdings.get().job_post.pk,
        "classes": ["routine", "money"],
        "accounts": [cast.rehearsal.pk],
        "money_ceiling": "5000",
        "ends_on": f"{last:%d/%m/%Y}",
        "evidence": "Minute of 2 March",
    }
    return typed | changes


def test_register_shows_who_may_do_what_today(cast: Cast) -> None:
    text = page_text(browser_of(cast.grace).get(AUTHORITY))
    assert "2 in force on" in text
    assert "D-101 Head of news: Priya Shah" in text
    assert "Give authority" not in text


def test_register_is_as_at_a_day(cast: Cast) -> None:
    response = browser_of(cast.grace).get(AUTHORITY, {"on": "2026-01-05"})
    assert "Nothing was in force on this day" in page_text(response)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"authority": "money"}, ["D-114"]),
        ({"person": "priya"}, ["D-101"]),
        ({"person": "nobody"}, []),
        ({"authority": "wizardry"}, ["D-101", "D-114"]),
    ],
)
def test_register_is_narrowed(
    cast: Cast, asked: dict[str, str], shown: list[str]
) -> None:
    text = page_text(browser_of(cast.grace).get(AUTHORITY, asked))
    assert [each for each in ("D-101", "D-114") if each in text] == shown


def test_register_as_csv_is_safe_to_open(cast: Cast) -> None:
    delegate("D-300", cast.priya, ["reply"], [cast.x], evidence="=HYPERLINK()")
    response = browser_of(cast.grace).get(AUTHORITY, {"format": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 4
    assert lines[1].startswith("D-101,Head of news,Priya Shah,Routine post,")
    assert "'=HYPERLINK()" in lines[3]


def test_pages_take_the_same_queries_however_much_there_is(
    cast: Cast,
    django_assert_max_num_queries: Any,  # noqa: ANN401 - pytest-django names no types
    django_assert_num_queries: Any,  # noqa: ANN401 - pytest-django names no types
) -> None:
    browser = browser_of(cast.grace)
    for address in (AUTHORITY, f"{AUTHORITY}cover/"):
        with django_assert_max_num_queries(40) as few:
            browser.get(address)
        delegate(f"D-4{len(address)}", cast.tom, ["reply"], [cast.x])
        with django_assert_num_queries(len(few)):
            browser.get(address)


@pytest.mark.parametrize("name", ["on", "authority", "account", "post", "person"])
def test_register_survives_whatever_is_asked(cast: Cast, name: str) -> None:
    browser = browser_of(cast.grace)
    for words, page in product(SENDABLE, ("", "cover/")):
        assert browser.get(AUTHORITY + page, {name: words}).status_code == 200


def test_one_delegation_shows_what_rested_on_it(cast: Cast) -> None:
    an_approved_draft(cast)
    address = f"{AUTHORITY}{cast.routine.pk}/"
    text = page_text(browser_of(cast.grace).get(address))
    assert "1 decision." in text
    assert "Flood warning, River Ouse" in text
    assert "as director, under the schedule" in text
    assert "May be given on No" in text


def test_an_administrator_sees_that_it_was_used_and_not_for_what(cast: Cast) -> None:
    an_approved_draft(cast)
    text = page_text(browser_of(cast.sam).get(f"{AUTHORITY}{cast.routine.pk}/"))
    assert "1 decision." in text
    assert "Flood warning" not in text


@pytest.mark.parametrize("number", ["999999", "9" * 30])
def test_no_such_delegation_is_not_found(cast: Cast, dee: Client, number: str) -> None:
    assert dee.get(f"{AUTHORITY}{number}/").status_code == 404
    assert dee.get(f"{AUTHORITY}{number}/revoke/").status_code == 404
    assert dee.get(f"{AUTHORITY}give/{number}/").status_code == 404
    assert dee.get(f"{AUTHORITY}schedule/changes/{number}/").status_code == 404


def test_the_director_gives_authority(cast: Cast, dee: Client) -> None:
    response = dee.post(f"{AUTHORITY}give/", filled(cast), follow=True)
    given = Delegation.objects.get(reference="D-200")
    assert title_of(response).startswith("D-200, Head of news")
    assert "In force" in page_text(response)
    assert (given.money_ceiling, given.granted_by) == (5000, cast.dee)
    last = timezone.localtime(given.valid_to - timedelta(seconds=1)).date()
    assert last == timezone.localdate() + timedelta(days=30)


def test_a_refusal_keeps_what_was_typed(cast: Cast, dee: Client) -> None:
    typed = filled(cast, money_ceiling="", evidence="Minute of 3 March")
    response = dee.post(f"{AUTHORITY}give/", typed)
    assert response.status_code == 422
    assert problems(response) == ["Say up to how many pounds the post may commit."]
    assert "Minute of 3 March" in response.content.decode()


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "grace", "sam"])
def test_nobody_else_gives_anything(cast: Cast, name: str) -> None:
    browser = browser_of(getattr(cast, name))
    before = Delegation.objects.count()
    assert browser.get(f"{AUTHORITY}give/").status_code == 403
    assert browser.post(f"{AUTHORITY}give/", filled(cast)).status_code == 403
    assert Delegation.objects.count() == before


def test_whoever_may_give_on_names_what_it_is_under(cast: Cast) -> None:
    held = delegate("D-150", cast.tom, ["rumour"], [cast.rehearsal], onward=True)
    typed = filled(cast, classes=["rumour"], money_ceiling="")
    browser = browser_of(cast.tom)
    response = browser.post(f"{AUTHORITY}give/", typed)
    assert problems(response)[0].startswith("Only the director of communications")
    browser.post(f"{AUTHORITY}give/", typed | {"under": held.pk})
    assert Delegation.objects.get(reference="D-200").under == held


@pytest.mark.parametrize(
    "name",
    ["reference", "job_post", "classes", "accounts", "money_ceiling", "ends_on"],
)
def test_giving_survives_whatever_is_typed(cast: Cast, dee: Client, name: str) -> None:
    for words in SENDABLE:
        response = dee.post(f"{AUTHORITY}give/", filled(cast, **{name: words}))
        assert response.status_code in {302, 422}


def test_an_old_proof_is_asked_for_again(cast: Cast) -> None:
    cast.dee.set_password("three random words")
    cast.dee.save()
    browser = browser_of(cast.dee, proof=False)
    prove(browser, cast.dee, at=time.time() - 3600)
    response = browser.post(f"{AUTHORITY}give/", filled(cast))
    assert response.status_code == 302
    assert "/account/reauthenticate/" in response.headers["Location"]
    assert not Delegation.objects.filter(reference="D-200").exists()


def test_authority_for_one_draft_begins_with_what_it_needs(
    cast: Cast, dee: Client
) -> None:
    revoke_authority(cast.commitments, by=cast.dee, reason="Reorganised")
    draft = a_submitted_draft(cast, text=PROMISE)
    address = f"{AUTHORITY}give/{draft.pk}/"
    form = dee.get(address).context["form"]
    assert form.initial["classes"] == ["commitment"]
    assert form.initial["accounts"] == [cast.rehearsal.pk]
    post = cast.tom.holdings.get().job_post.pk
    typed = filled(cast, classes=["commitment"], money_ceiling="", job_post=post)
    dee.post(address, typed)
    given = Delegation.objects.get(reference="D-200")
    assert (given.one_draft, given.onward) == (draft.pk, False)


def test_the_review_page_offers_it_to_the_director_alone(
    cast: Cast, dee: Client
) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)
    link = f'href="{AUTHORITY}give/{draft.pk}/"'
    address = f"/approvals/{draft.pk}/"
    assert link in dee.get(address).content.decode()
    assert link not in browser_of(cast.tom).get(address).content.decode()


def test_taking_back_says_what_ends_with_it(cast: Cast, dee: Client) -> None:
    address = f"{AUTHORITY}{cast.routine.pk}/revoke/"
    assert "Head of news authorises nothing more" in page_text(dee.get(address))
    assert problems(dee.post(address, {"reason": ""})) == [
        "Fill in: why it is taken back."
    ]
    response = dee.post(address, {"reason": "Reorganised"}, follow=True)
    assert "taken back" in title_of(response)
    assert problems(dee.post(address, {"reason": "Again"})) == [
        "This delegation was revoked already."
    ]


def test_somebody_else_takes_nothing_back(cast: Cast) -> None:
    address = f"{AUTHORITY}{cast.routine.pk}/revoke/"
    with nothing_changes():
        response = browser_of(cast.tom).post(address, {"reason": "No"})
    assert response.status_code == 422
    cast.routine.refresh_from_db()
    assert cast.routine.revoked_at is None


def test_gaps_are_what_nobody_or_one_person_may_authorise(cast: Cast) -> None:
    found = gaps(covers([cast.rehearsal, cast.x], at=timezone.now()))
    few = {(each.authority, each.besides, len(each.people)) for each in found}
    assert ("commitment", (), 1) in few
    assert ("commitment", (Role.LINE_MANAGER,), 1) in few
    assert ("market", (), 0) in few
    assert ("routine", (), 2) not in few


def test_cover_says_who_and_where_it_is_thin(cast: Cast) -> None:
    response = browser_of(cast.grace).get(f"{AUTHORITY}cover/")
    text = page_text(response)
    assert "Only Tom Reed Commitment, on every account" in text
    assert "Nobody Market-sensitive information, on every account" in text
    assert "Priya Shah, Tom Reed" in text


def change(**values: object) -> dict[str, object]:
    typed: dict[str, object] = {
        "authoriser": "policy owner",
        "plus": ["line manager", "legal"],
        "out_of_hours": "policy owner",
        "reference": "",
        "second": "on",
        "why": "Audit advice",
    }
    return typed | values


SCHEDULE = f"{AUTHORITY}schedule/"


def test_two_people_change_the_schedule(cast: Cast, dee: Client, hana: Person) -> None:
    response = dee.post(f"{SCHEDULE}commitment/", change(), follow=True)
    assert "You proposed this change" in page_text(response)
    address = f"{SCHEDULE}changes/{Proposal.objects.get().pk}/"
    browser_of(hana).post(address, {"confirm": "1"})
    assert Role.LEGAL in schedule_now()["commitment"].plus
    text = page_text(browser_of(cast.grace).get(SCHEDULE))
    assert "Version 1" in text
    assert "Besides: was Line manager becomes Line manager, Legal adviser" in text
    assert "Proposed by Dee Marsh, agreed by Hana Cole." in text


def test_a_change_is_refused_with_a_reason(
    cast: Cast, dee: Client, hana: Person
) -> None:
    dee.post(f"{SCHEDULE}commitment/", change())
    address = f"{SCHEDULE}changes/{Proposal.objects.get().pk}/"
    browser = browser_of(hana)
    assert browser.post(address, {"refuse": "1"}).status_code == 422
    browser.post(address, {"refuse": "1", "reason": "Too slow"})
    assert Proposal.objects.get().verdict == "refused"
    assert "Too slow" in page_text(browser.get(address))


def test_whoever_proposed_it_withdraws_it_and_does_not_agree_to_it(
    cast: Cast, dee: Client
) -> None:
    dee.post(f"{SCHEDULE}commitment/", change())
    address = f"{SCHEDULE}changes/{Proposal.objects.get().pk}/"
    response = dee.post(address, {"confirm": "1"})
    assert problems(response) == [
        "You proposed this change, so somebody else must decide it."
    ]
    dee.post(address, {"withdraw": "1"})
    assert Proposal.objects.get().verdict == "withdrawn"


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "grace", "sam"])
def test_nobody_else_changes_the_schedule(cast: Cast, dee: Client, name: str) -> None:
    browser = browser_of(getattr(cast, name))
    assert browser.post(f"{SCHEDULE}commitment/", change()).status_code == 403
    dee.post(f"{SCHEDULE}commitment/", change())
    address = f"{SCHEDULE}changes/{Proposal.objects.get().pk}/"
    assert browser.post(address, {"confirm": "1"}).status_code == 422
    assert schedule_now()["commitment"].plus == (Role.LINE_MANAGER,)


def test_one_approver_alone_is_refused_in_words(cast: Cast, dee: Client) -> None:
    typed = change(second="")
    response = dee.post(f"{SCHEDULE}commitment/", typed)
    assert problems(response)[0].startswith("A post that needs this authority")
    assert "Audit advice" in response.content.decode()


@pytest.mark.parametrize("name", ["authoriser", "plus", "out_of_hours", "reference"])
def test_the_schedule_survives_whatever_is_typed(
    cast: Cast, dee: Client, name: str
) -> None:
    for words in SENDABLE:
        response = dee.post(f"{SCHEDULE}commitment/", change(**{name: words}))
        assert response.status_code in {302, 422}


def test_no_such_class_is_not_found(cast: Cast, dee: Client) -> None:
    assert dee.get(f"{SCHEDULE}wizardry/").status_code == 404


def test_error_of_tick_boxes_leads_to_the_first_box(cast: Cast, dee: Client) -> None:
    answer = dee.post(f"{AUTHORITY}give/", filled(cast, classes=[], accounts=[]))
    page = answer.content.decode()
    links = re.findall(r'href="#(id_[a-z_0-9]+)"', page)
    assert links == ["id_classes_0", "id_accounts_0"]
    assert all(f'id="{link}"' in page for link in links)
