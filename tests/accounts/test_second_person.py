"""What one administrator alone cannot do: give a guarded post, its roles, a password.

The mechanism itself is in test_proposals.py.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.passwords import reset_password
from accounts.actions.people import change_roles, report_to, start_holding
from accounts.actions.proposals import approve_proposal, propose
from accounts.models import Holding, JobPost, Person, Proposal, Team
from accounts.queries import roles_of
from accounts.roles import Role
from audit.events import Event
from audit.queries import Search, search
from tests.cast import Cast, hire
from tests.pages import browser_of, page_text
from tests.refusals import refused, refused_by_database


TODAY = timezone.localdate()
PASSWORD = "three random river words"


@pytest.fixture
def ada(cast: Cast) -> Person:
    """A second administrator."""
    return hire("Ada Holt", cast.strategy, "Service engineer", Role.ADMINISTRATOR)


def officer(cast: Cast, *roles: Role) -> JobPost:
    wanted = list(roles or [Role.AUTHORISED_OFFICER])
    return JobPost.objects.create(title="Officer", team=cast.strategy, roles=wanted)


def proposed(cast: Cast, *roles: Role) -> Proposal:
    proposal = start_holding(
        by=cast.sam,
        person=cast.mallory,
        job_post=officer(cast, *roles),
        starts_on=TODAY - timedelta(days=30),
    )
    assert isinstance(proposal, Proposal)
    return proposal


@pytest.mark.parametrize(
    "role",
    [
        Role.LINE_MANAGER,
        Role.DUTY_OFFICER,
        Role.LEGAL,
        Role.RULE_CUSTODIAN,
        Role.TRAINING_ADMINISTRATOR,
        Role.ADMINISTRATOR,
    ],
)
def test_guarded_post_gives_nothing_before_a_second_administrator_confirms(
    cast: Cast, ada: Person, role: Role
) -> None:
    proposal = proposed(cast, role)
    assert roles_of(cast.mallory) == {Role.AUTHOR}
    with refused("own-proposal"):
        approve_proposal(proposal, by=cast.sam)
    approve_proposal(proposal, by=ada)
    assert Holding.objects.filter(person=cast.mallory).count() == 2


def test_confirmed_post_starts_on_the_day_of_the_confirmation(
    cast: Cast, ada: Person
) -> None:
    approve_proposal(proposed(cast), by=ada)
    holding = cast.mallory.holdings.latest("pk")
    assert holding.starts_on == TODAY
    (entry,) = search(Search(event=Event.HOLDING_STARTED)).entries
    assert dict(entry.body["actor"])["id"] == str(ada.pk)  # type: ignore[arg-type]


def test_nobody_confirms_their_own_post(cast: Cast, ada: Person) -> None:
    proposal = start_holding(
        by=cast.sam, person=ada, job_post=officer(cast), starts_on=TODAY
    )
    assert isinstance(proposal, Proposal)
    with refused("own-post"):
        approve_proposal(proposal, by=ada)


def test_where_one_administrator_is_alone_the_line_manager_confirms(
    cast: Cast,
) -> None:
    proposal = proposed(cast)
    with refused("not-confirming"):
        approve_proposal(proposal, by=cast.tom)
    report_to(
        JobPost.objects.get(title="Officer"),
        by=cast.sam,
        reports_to=cast.tom.holdings.get().job_post,
    )
    approve_proposal(proposal, by=cast.tom)
    assert Role.AUTHORISED_OFFICER in roles_of(cast.mallory)


def test_line_manager_does_not_confirm_where_there_are_two_administrators(
    cast: Cast, ada: Person
) -> None:
    proposal = proposed(cast)
    report_to(
        JobPost.objects.get(title="Officer"),
        by=cast.sam,
        reports_to=cast.tom.holdings.get().job_post,
    )
    with refused("wrong-post", "not-confirming"):
        approve_proposal(proposal, by=cast.tom)


def test_superuser_of_a_new_service_appoints_the_first_administrator_alone(
    db: None,
) -> None:
    root = Person.objects.create_superuser("root@rivers.example", "Root", PASSWORD)
    sam = Person.objects.create_user("sam@rivers.example", "Sam Admin", PASSWORD)
    post = JobPost.objects.create(
        title="Service manager",
        team=Team.objects.create(name="Digital services"),
        roles=[Role.ADMINISTRATOR],
    )
    first = start_holding(by=root, person=sam, job_post=post, starts_on=TODAY)
    assert isinstance(first, Holding)
    ada = Person.objects.create_user("ada@rivers.example", "Ada Holt", PASSWORD)
    second = start_holding(by=sam, person=ada, job_post=post, starts_on=TODAY)
    assert isinstance(second, Proposal)


def test_guarded_role_more_for_a_post_that_somebody_holds_waits(
    cast: Cast, ada: Person
) -> None:
    post = cast.mallory.holdings.get().job_post
    proposal = change_roles(post, by=cast.sam, roles=[Role.AUTHOR, Role.DIRECTOR])
    assert isinstance(proposal, Proposal)
    assert roles_of(cast.mallory) == {Role.AUTHOR}
    approve_proposal(proposal, by=ada)
    assert roles_of(cast.mallory) == {Role.AUTHOR, Role.DIRECTOR}


def test_role_less_or_an_unguarded_one_more_takes_one_administrator(
    cast: Cast,
) -> None:
    post = cast.mallory.holdings.get().job_post
    change_roles(post, by=cast.sam, roles=[Role.CHECKER])
    assert roles_of(cast.mallory) == {Role.CHECKER}


def test_administrator_does_not_change_the_roles_of_their_own_post(
    cast: Cast,
) -> None:
    with refused("own-post"):
        change_roles(cast.sam.holdings.get().job_post, by=cast.sam, roles=[Role.AUTHOR])


def test_password_of_somebody_in_a_guarded_post_waits_sealed(
    cast: Cast, ada: Person
) -> None:
    before = cast.tom.password
    proposal = reset_password(cast.tom, by=cast.sam, password=PASSWORD)
    assert proposal is not None
    cast.tom.refresh_from_db()
    assert cast.tom.password == before
    assert "pbkdf2" not in str(proposal.payload)
    approve_proposal(proposal, by=ada)
    cast.tom.refresh_from_db()
    assert cast.tom.check_password(PASSWORD)
    assert cast.tom.must_change_password is True


def test_password_of_an_author_takes_one_administrator(cast: Cast) -> None:
    assert reset_password(cast.alice, by=cast.sam, password=PASSWORD) is None
    cast.alice.refresh_from_db()
    assert cast.alice.check_password(PASSWORD)


def test_second_administrator_reads_and_confirms_on_a_page(
    cast: Cast, ada: Person
) -> None:
    proposal = proposed(cast)
    address = f"/registers/people/changes/{proposal.pk}/"
    adas = browser_of(ada)
    assert "Mallory Vane becomes Officer" in page_text(adas.get(address))
    assert "somebody else must decide it" in page_text(
        browser_of(cast.sam).get(address)
    )
    assert browser_of(cast.alice).get(address).status_code == 404
    adas.post(address, {"confirm": "1"})
    assert Role.AUTHORISED_OFFICER in roles_of(cast.mallory)


def test_second_administrator_refuses_with_a_reason(cast: Cast, ada: Person) -> None:
    proposal = proposed(cast)
    address = f"/registers/people/changes/{proposal.pk}/"
    adas = browser_of(ada)
    assert adas.post(address, {"refuse": "1", "reason": ""}).status_code == 422
    adas.post(address, {"refuse": "1", "reason": "She is a strategist."})
    proposal.refresh_from_db()
    assert (proposal.verdict, proposal.reason) == ("refused", "She is a strategist.")
    assert roles_of(cast.mallory) == {Role.AUTHOR}


def test_admin_site_gives_no_guarded_post_or_role_past_the_second_person(
    cast: Cast,
) -> None:
    sams = browser_of(cast.sam)
    form = {
        "job_post": officer(cast).pk,
        "person": cast.mallory.pk,
        "starts_on": "2026-01-01",
    }
    assert "A second person confirms" in page_text(
        sams.post("/admin/accounts/holding/add/", form)
    )
    post = cast.mallory.holdings.get().job_post
    roles = {"title": post.title, "team": post.team_id, "roles": ["director"]}
    assert "A second person confirms" in page_text(
        sams.post(f"/admin/accounts/jobpost/{post.pk}/change/", roles)
    )
    assert roles_of(cast.mallory) == {Role.AUTHOR}


def test_admin_site_gives_no_password_to_somebody_in_a_guarded_post(
    cast: Cast,
) -> None:
    before = cast.tom.password
    browser_of(cast.sam).post(
        f"/admin/accounts/person/{cast.tom.pk}/password/",
        {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD},
    )
    cast.tom.refresh_from_db()
    assert cast.tom.password == before


def test_admin_site_does_not_open_somebody_in_a_guarded_post_again(
    cast: Cast,
) -> None:
    Person.objects.filter(pk=cast.tom.pk).update(is_active=False)
    form = {"name": cast.tom.name, "email": cast.tom.email, "is_active": "on"}
    page = browser_of(cast.sam).post(
        f"/admin/accounts/person/{cast.tom.pk}/change/", form
    )
    assert "End their posts first" in page_text(page)
    assert Person.objects.get(pk=cast.tom.pk).is_active is False


# --- Past every action, the rows alone ------------------------------------------------


def a_raw_holding(
    cast: Cast, post: JobPost, proposal: Proposal | None = None, **changes: object
) -> Holding:
    row = {"person": cast.mallory, "job_post": post, "starts_on": TODAY}
    return Holding.objects.create(**row | changes, proposal=proposal)


def agreed(cast: Cast, ada: Person) -> Proposal:
    """Approved by two people and not made yet: it starts tomorrow."""
    proposal = propose(
        "holding",
        {
            "job_post": officer(cast).pk,
            "person": str(cast.mallory.pk),
            "starts_on": TODAY.isoformat(),
            "ends_on": None,
        },
        by=cast.sam,
        takes_effect_at=timezone.now() + timedelta(days=1),
    )
    return approve_proposal(proposal, by=ada)


def test_database_wants_two_people_for_a_guarded_post(cast: Cast) -> None:
    with refused_by_database("another agrees"):
        a_raw_holding(cast, officer(cast))
    with refused_by_database("another agrees"):
        proposal = proposed(cast)
        a_raw_holding(cast, JobPost.objects.get(title="Officer"), proposal)


def test_database_takes_what_two_people_agreed_on_and_takes_it_once(
    cast: Cast, ada: Person
) -> None:
    proposal = agreed(cast, ada)
    post = JobPost.objects.get(title="Officer")
    a_raw_holding(cast, post, proposal)
    with refused_by_database("proposal_id"):
        a_raw_holding(cast, post, proposal)


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: {"person": cast.alice},
        lambda cast: {"starts_on": TODAY - timedelta(days=1)},
        lambda cast: {"ends_on": TODAY + timedelta(days=9)},
        lambda cast: {
            "job_post": JobPost.objects.create(
                title="Another", team=cast.strategy, roles=[Role.DIRECTOR]
            )
        },
    ],
    ids=["person", "first day", "last day", "post"],
)
def test_database_takes_nothing_else_under_the_same_proposal(
    cast: Cast, ada: Person, change: Callable[[Cast], dict[str, object]]
) -> None:
    proposal = agreed(cast, ada)
    post = JobPost.objects.get(title="Officer")
    with refused_by_database("another agrees"):
        a_raw_holding(cast, post, proposal, **change(cast))


def test_holding_names_the_change_that_two_people_agreed_on(
    cast: Cast, ada: Person
) -> None:
    proposal = approve_proposal(proposed(cast), by=ada)
    assert cast.mallory.holdings.latest("pk").proposal == proposal


def test_last_day_in_a_guarded_post_never_comes_later(cast: Cast) -> None:
    holdings = Holding.objects.filter(person=cast.tom)
    holdings.update(ends_on=TODAY + timedelta(days=9))
    for later in (TODAY + timedelta(days=10), None):
        with refused_by_database("never comes later"):
            holdings.update(ends_on=later)
    holdings.update(ends_on=TODAY)


def test_unguarded_post_takes_one_person(cast: Cast) -> None:
    post = cast.bob.holdings.get().job_post
    assert a_raw_holding(cast, post).proposal is None


def test_superuser_does_not_appoint_alone_into_the_time_before_administrators(
    cast: Cast,
) -> None:
    root = Person.objects.create_superuser("root@rivers.example", "Root", PASSWORD)
    with refused("wrong-post"):
        start_holding(
            by=root,
            person=cast.mallory,
            job_post=officer(cast),
            starts_on=TODAY - timedelta(days=20_000),
        )
