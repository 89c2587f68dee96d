"""The pages of people, posts and accounts: as at a day, as a file, and their forms.

The duty page is in test_roster.py, training in test_training.py.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.register import (
    Entry,
    approve_account,
    keep_entry,
    review_access,
)
from accounts.models import Person, SocialAccount
from accounts.queries import roles_of
from accounts.queries.register import access_at, lacking
from accounts.roles import Role
from audit.queries import Search, search
from tests.cast import Cast, hire
from tests.pages import HOSTILE, browser_of, page_text, problems
from tests.refusals import refused


# A browser sends no lone surrogate: it comes as the sign for words that were lost.
SENDABLE = [typed.replace("\udcff", "\ufffd") for typed in HOSTILE]


def test_people_are_shown_as_at_a_day_with_who_left_since(cast: Cast) -> None:
    cast.alice.holdings.update(ends_on="2026-03-31")
    graces = browser_of(cast.grace)
    assert "Alice Archer" not in page_text(graces.get("/registers/people/"))
    before = page_text(graces.get("/registers/people/?on=2026-03-31"))
    assert "Alice Archer, Press officer Until 31 March 2026" in before


def test_people_as_a_file(cast: Cast) -> None:
    response = browser_of(cast.grace).get("/registers/people/?format=csv")
    rows = b"".join(response).decode().splitlines()
    assert rows[:2] == [
        "\ufeffPerson,Job post,Team,Roles,From,To,Line manager",
        "Alice Archer,Press officer,Rivers,Author,2025-01-01,,",
    ]


@pytest.mark.parametrize("page", ["people", "accounts", "duty", "training"])
def test_day_that_is_none_shows_today(cast: Cast, page: str) -> None:
    graces = browser_of(cast.grace)
    typed = ("2026-02-30", "0001-01-01", "9999-12-31", "x", "1%00", "%ff", "9" * 5000)
    for on in typed:
        assert graces.get(f"/registers/{page}/?on={on}").status_code == 200


@pytest.mark.parametrize("page", ["people", "accounts", "duty", "training", "leavers"])
def test_queries_of_a_register_do_not_grow(cast: Cast, page: str) -> None:
    graces = browser_of(cast.grace)

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            graces.get(f"/registers/{page}/")
        return len(queries)

    before = counted()
    for number in range(3):
        hire(f"New{number} Person", cast.rivers, f"Post {number}", Role.AUTHOR)
        SocialAccount.objects.create(
            platform="x", handle=f"@New{number}", name="New", team=cast.rivers
        )
    assert counted() == before


def test_administrator_lets_somebody_join_on_a_page(cast: Cast) -> None:
    form = {
        "name": "Rhys Bevan",
        "email": "rhys@rivers.example",
        "password": "three random river words",
        "job_post": cast.bob.holdings.get().job_post_id,
        "starts_on": f"{timezone.localdate():%d/%m/%Y}",
    }
    browser_of(cast.sam).post("/registers/people/add/", form)
    assert roles_of(Person.objects.get(name="Rhys Bevan")) == {Role.AUTHOR}


def test_form_with_a_mistake_keeps_what_was_typed_but_not_a_password(
    cast: Cast,
) -> None:
    form = {"name": "Rhys Bevan", "email": "rhys", "password": "three random words"}
    response = browser_of(cast.sam).post("/registers/people/add/", form)
    assert problems(response) == [
        "Write the address like name@department.gov.uk.",
        "Choose: job post.",
        "Write the day like 27/3/2027.",
    ]
    assert b'value="Rhys Bevan"' in response.content
    assert b"three random words" not in response.content


@pytest.mark.parametrize(
    "address",
    [
        *("people/add/", "people/give/", "holdings/{holding}/end/"),
        *("holdings/{holding}/move/", "posts/{post}/roles/", "posts/{post}/line/"),
    ],
)
def test_no_form_breaks_or_changes_anything(cast: Cast, address: str) -> None:
    sams, holding = browser_of(cast.sam), cast.bob.holdings.get()
    path = address.format(holding=holding.pk, post=holding.job_post_id)
    names = (
        *("name", "email", "password", "job_post", "person", "starts_on", "ends_on"),
        *("roles", "reports_to"),
    )
    before = Person.objects.count()
    for typed in SENDABLE:
        response = sams.post(f"/registers/{path}", dict.fromkeys(names, typed))
        assert response.status_code in {302, 422}
    assert roles_of(cast.bob) == {Role.AUTHOR}
    assert Person.objects.count() == before


@pytest.mark.parametrize("name", ["alice", "priya", "grace"])
def test_only_administrators_open_the_forms(cast: Cast, name: str) -> None:
    browser = browser_of(getattr(cast, name))
    assert browser.get("/registers/people/add/").status_code == 403
    holding = cast.bob.holdings.get()
    assert browser.post(f"/registers/holdings/{holding.pk}/end/").status_code == 403


def test_mover_and_leaver_on_pages(cast: Cast) -> None:
    sams, holding = browser_of(cast.sam), cast.bob.holdings.get()
    sams.post(f"/registers/holdings/{holding.pk}/end/", {"ends_on": "1/3/2026"})
    assert roles_of(cast.bob) == frozenset()


def test_access_to_an_account_as_at_a_day_names_people_and_authority(
    cast: Cast,
) -> None:
    access = access_at(timezone.now())[cast.rehearsal.pk]
    assert [(each.person, each.may, each.under) for each in access] == [
        (cast.alice, "write", ""),
        (cast.bob, "write", ""),
        (cast.priya, "approve", "D-101: routine"),
        (cast.tom, "approve", "D-114: routine, commitment, money"),
    ]
    cast.priya.holdings.update(ends_on=date(2026, 1, 1))
    people = {each.person for each in access_at(timezone.now())[cast.rehearsal.pk]}
    assert cast.priya not in people


def test_account_says_what_it_lacks(cast: Cast) -> None:
    assert lacking(cast.rehearsal) == []
    new = SocialAccount.objects.create(
        platform="x", handle="@New", name="New", team=cast.rivers
    )
    assert lacking(new) == [
        *("an owner", "a deputy", "approval", "two-factor sign-in"),
        *("a recovery contact", "a day of review"),
    ]


def entry_of(cast: Cast) -> Entry:
    return Entry(
        owner=cast.priya.holdings.get().job_post,
        deputy=cast.bob.holdings.get().job_post,
        purpose="River levels",
        mfa=False,
    )


def test_entry_is_kept_by_owner_and_deputy_and_logged(cast: Cast) -> None:
    keep_entry(cast.x, by=cast.priya, entry=entry_of(cast))
    cast.x.refresh_from_db()
    assert (cast.x.purpose, cast.x.mfa) == ("River levels", False)
    newest = search(Search(subject_type="account")).entries[0]
    details = dict(newest.body["details"])  # type: ignore[arg-type]
    assert details["deputy"] == "Senior press officer"
    with refused("not-keeper"):
        keep_entry(cast.x, by=cast.alice, entry=entry_of(cast))


def test_account_is_approved_by_the_head_of_digital_and_no_administrator(
    cast: Cast,
) -> None:
    hana = hire("Hana Cole", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)
    SocialAccount.objects.update(approved_by=None, approved_at=None)
    with refused("not-approver"):
        approve_account(cast.x, by=cast.sam)
    assert approve_account(cast.x, by=hana).approved_by == hana
    with refused("approved"):
        approve_account(cast.x, by=hana)


def test_review_of_access_is_dated_and_once_a_day(cast: Cast) -> None:
    account = review_access(cast.x, by=cast.priya)
    assert account.reviewed_on == timezone.localdate()
    with refused("reviewed"):
        review_access(account, by=cast.priya)


def test_entry_is_kept_on_its_page(cast: Cast) -> None:
    address = f"/registers/accounts/{cast.x.pk}/"
    priyas = browser_of(cast.priya)
    assert "Priya Shah, Head of news: may approve" in page_text(priyas.get(address))
    form = {
        "keep": "1",
        "owner": cast.priya.holdings.get().job_post_id,
        "deputy": cast.priya.holdings.get().job_post_id,
        "purpose": "Kept as typed",
    }
    response = priyas.post(address, form)
    assert problems(response) == ["The owner and the deputy are two posts."]
    assert b"Kept as typed" in response.content
    form["deputy"] = cast.tom.holdings.get().job_post_id
    priyas.post(address, form)
    cast.x.refresh_from_db()
    assert (cast.x.purpose, cast.x.mfa) == ("Kept as typed", None)
    assert "Keep the entry" not in page_text(browser_of(cast.alice).get(address))
