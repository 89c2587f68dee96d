"""What an administrator may do for somebody who lost their passkeys: remove, never add.

The mechanism of the second person is in test_proposals.py.
"""

import pytest
from allauth.mfa.models import Authenticator

from accounts.actions.factors import remove_factors
from accounts.actions.proposals import approve_proposal
from accounts.models import Notice, Person, Proposal
from accounts.roles import Role
from audit.events import Event
from audit.queries import Search, search
from tests.accounts.signing import (
    PASSWORD,
    SIGN_IN,
    passkey_of,
    said,
    stranger,
    with_password,
)
from tests.cast import Cast, hire
from tests.pages import browser_of, page_text
from tests.refusals import refused


pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def ada(cast: Cast) -> Person:
    """A second administrator."""
    return hire("Ada Holt", cast.strategy, "Service engineer", Role.ADMINISTRATOR)


def address_of(person: Person) -> str:
    return f"/registers/people/{person.pk}/factors/"


def test_lost_passkeys_are_removed_logged_and_told(cast: Cast) -> None:
    alice = with_password(cast.alice)
    passkey_of(alice)

    browser_of(cast.sam).post(address_of(alice))

    (entry, _) = search(Search(event=Event.FACTOR_REMOVED)).entries
    assert dict(entry.body["actor"])["post"] == "Service manager"  # type: ignore[arg-type]
    assert said(alice)[-2:] == [
        (Event.FACTOR_REMOVED, {"kind": "passkey"}),
        (Event.FACTOR_REMOVED, {"kind": "recovery codes"}),
    ]
    told = Notice.objects.filter(person=alice).latest("pk")
    assert told.why.startswith("Removed: passkey, recovery codes.")
    form = {"login": alice.email, "password": PASSWORD}
    assert stranger().post(SIGN_IN, form).headers["Location"] == "/"


def test_passkeys_of_an_approver_go_only_with_a_second_administrator(
    cast: Cast, ada: Person
) -> None:
    passkey_of(cast.tom)
    proposal = remove_factors(cast.tom, by=cast.sam)
    assert isinstance(proposal, Proposal)
    assert Authenticator.objects.filter(user=cast.tom).count() == 2
    with refused("own-proposal"):
        approve_proposal(proposal, by=cast.sam)
    approve_proposal(proposal, by=ada)
    assert Authenticator.objects.filter(user=cast.tom).count() == 0


def test_page_says_that_a_second_administrator_confirms(
    cast: Cast, ada: Person
) -> None:
    passkey_of(cast.tom)
    response = browser_of(cast.sam).post(address_of(cast.tom), follow=True)
    assert "Tom Reed loses every passkey and code" in page_text(response)


def test_nobody_removes_their_own_here_or_what_is_not_there(cast: Cast) -> None:
    passkey_of(cast.sam)
    with refused("own-factors"):
        remove_factors(cast.sam, by=cast.sam)
    with refused("no-factors"):
        remove_factors(cast.alice, by=cast.sam)


@pytest.mark.parametrize("name", ["alice", "priya", "grace"])
def test_only_an_administrator_removes(cast: Cast, name: str) -> None:
    passkey_of(cast.bob)
    by = getattr(cast, name)
    assert browser_of(by).post(address_of(cast.bob)).status_code == 403
    with refused("not-administrator"):
        remove_factors(cast.bob, by=by)


def test_passkeys_are_not_in_the_admin(cast: Cast) -> None:
    browser = browser_of(cast.sam)
    assert browser.get("/admin/mfa/authenticator/").status_code == 404
