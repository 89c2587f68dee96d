"""Registering, connecting and disconnecting by the pages, and whom they let in.

The sign-in at a platform is a stand-in's; what each platform does is tested beside it.
"""

import re
import time
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.actions.register import approve_account
from accounts.models import Credential, Notice, SocialAccount
from publishing.models import Publication, RateLimit
from publishing.platforms import oauth
from publishing.platforms.oauth import Begun, SignInError, Visit, Way
from publishing.platforms.protocol import Accepted, Rejected, Secret, Unreachable
from tests.cast import Cast, an_approved_draft
from tests.pages import browser_of, page_text, problems, prove, title_of
from tests.publishing.town import Town
from tests.refusals import refused


BASE = "https://countersign.example"
TOKEN = "swordfish-in-the-ouse"
PLACE = {"server": "https://127.0.0.1:8410", "handle": "@rivers", "name": "Rivers"}


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Town:
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    settings.COUNTERSIGN_BASE_URL = BASE
    town = Town([Accepted("rivers", "109")])
    town.stand_for("rehearsal", "mastodon", monkeypatch=monkeypatch)
    return town


@pytest.fixture
def sam(cast: Cast, town: Town) -> Client:
    return browser_of(cast.sam)


@pytest.fixture
def account(cast: Cast) -> SocialAccount:
    """On Mastodon, approved and not connected."""
    return SocialAccount.objects.create(
        platform="mastodon",
        server="https://social.example",
        handle="@rivers",
        name="Rivers",
        team=cast.rivers,
        approved_by=cast.dee,
        approved_at=timezone.now(),
    )


def entry_of(cast: Cast, **said: object) -> dict[str, object]:
    return {
        "owner": cast.priya.holdings.get().job_post.pk,
        "deputy": cast.tom.holdings.get().job_post.pk,
        "purpose": "River levels",
        "recovery": "channels@rivers.example",
        "mfa": "yes",
        "names_body": "yes",
        "links_official": "",
        "review_on": "31/3/2027",
        **said,
    }


def test_an_account_is_registered_approved_and_connected_step_by_step(
    cast: Cast, sam: Client
) -> None:
    first = sam.post("/registers/accounts/register/", {"platform": "mastodon"})
    place = sam.post(first["Location"], PLACE | {"team": cast.rivers.pk})
    account = SocialAccount.objects.get(platform="mastodon")
    assert (account.server, account.approved_at) == ("https://127.0.0.1:8410", None)
    done = sam.post(place["Location"], entry_of(cast))
    assert done["Location"] == f"/registers/accounts/{account.pk}/connection/"
    asked = Notice.objects.get(kind="proposal waiting")
    assert (asked.person, asked.path) == (
        cast.dee,
        f"/registers/accounts/{account.pk}/",
    )
    assert "waits for its approval" in page_text(sam.get(done["Location"]))

    approve_account(account, by=cast.dee)

    address = f"/registers/accounts/{account.pk}/connect/"
    connected = sam.post(address, {"access_token": TOKEN}, follow=True)
    assert "Connected: @rivers on 127.0.0.1" in page_text(connected)
    assert Credential.objects.filter(account=account).count() == 1


def test_nothing_is_connected_before_its_approval(
    cast: Cast, sam: Client, account: SocialAccount
) -> None:
    SocialAccount.objects.filter(pk=account.pk).update(
        approved_at=None, approved_by=None
    )
    page = sam.post(
        f"/registers/accounts/{account.pk}/connect/", {"access_token": TOKEN}
    )
    assert problems(page)[0].endswith("approves this account first.")
    assert not Credential.objects.filter(account=account).exists()


def test_whoever_registered_an_account_does_not_approve_it(
    cast: Cast, sam: Client
) -> None:
    sam.post(
        "/registers/accounts/register/rehearsal/", PLACE | {"team": cast.rivers.pk}
    )
    account = SocialAccount.objects.get(handle="@rivers")
    sam.post(f"/registers/accounts/{account.pk}/entry/", entry_of(cast))
    post = cast.sam.holdings.get().job_post
    post.roles = [*post.roles, "director"]
    post.save()
    with refused("own-account"):
        approve_account(account, by=cast.sam)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"recovery": "priya@rivers.example"}, "The recovery contact is one person's"),
        ({"owner": ""}, "Fill in: owner."),
        ({"mfa": ""}, "Fill in: two-factor sign-in is on."),
        ({"review_on": ""}, "Fill in: review who has access by."),
    ],
)
def test_an_entry_leaves_out_nothing_that_matters(
    cast: Cast, sam: Client, account: SocialAccount, said: dict[str, str], problem: str
) -> None:
    page = sam.post(f"/registers/accounts/{account.pk}/entry/", entry_of(cast, **said))
    assert page.status_code == 422
    assert problems(page)[0].startswith(problem)
    assert 'value="River levels"' in page.content.decode()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"server": ""}, "Say which server the account is on"),
        ({"server": "https://192.168.1.9"}, "This address is inside a private network"),
        ({"handle": "@a/b"}, "Write the handle with letters"),
        ({"team": ""}, "Choose: team."),
    ],
)
def test_a_place_that_is_wrong_keeps_what_was_typed(
    cast: Cast, sam: Client, said: dict[str, str], problem: str
) -> None:
    typed = PLACE | {"team": cast.rivers.pk} | said
    page = sam.post("/registers/accounts/register/mastodon/", typed)
    assert problems(page)[0].startswith(problem)
    assert 'value="Rivers"' in page.content.decode()


def test_the_same_account_is_not_registered_twice(cast: Cast, sam: Client) -> None:
    typed = {"handle": "riversdept", "name": "Again", "team": cast.rivers.pk}
    page = sam.post("/registers/accounts/register/rehearsal/", typed)
    assert problems(page) == ["riversdept is in the register already."]


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (Rejected("401: refused"), "The platform did not accept this secret"),
        (Unreachable("no answer"), "Mastodon could not be asked"),
    ],
)
def test_a_secret_that_is_not_taken_is_not_shown_again(
    cast: Cast,
    sam: Client,
    town: Town,
    account: SocialAccount,
    state: Rejected | Unreachable,
    problem: str,
) -> None:
    town.answers = [state]
    page = sam.post(
        f"/registers/accounts/{account.pk}/connect/", {"access_token": TOKEN}
    )
    assert problems(page)[0].startswith(problem)
    assert TOKEN not in page.content.decode()


def test_a_secret_is_not_put_aside_while_somebody_proves_who_they_are(
    cast: Cast, sam: Client, account: SocialAccount
) -> None:
    prove(sam, cast.sam, at=time.time() - 3600)
    page = sam.post(
        f"/registers/accounts/{account.pk}/connect/", {"access_token": TOKEN}
    )
    assert page["Location"].startswith("/account/reauthenticate/?next=")
    assert TOKEN not in str(dict(sam.session))
    assert not Credential.objects.filter(account=account).exists()


@pytest.mark.parametrize("name", ["alice", "priya", "dee", "grace"])
def test_only_administrators_register_and_connect(
    cast: Cast, town: Town, account: SocialAccount, name: str
) -> None:
    browser = browser_of(getattr(cast, name))
    for address in ("register/", "register/x/", f"{account.pk}/connect/"):
        assert browser.get(f"/registers/accounts/{address}").status_code == 403
    sign_in = browser.post(f"/registers/accounts/{account.pk}/sign-in/")
    assert sign_in.status_code == 403


def test_the_list_says_how_each_account_stands(cast: Cast, sam: Client) -> None:
    ends = timezone.now() + timedelta(days=3)
    Credential.objects.update(expires_at=ends, checked_at=timezone.now())
    RateLimit.objects.create(
        account=cast.x, kind="posts", limit=100, remaining=41, resets_at=ends
    )
    words = page_text(sam.get("/registers/accounts/connections/"))
    assert "@RiversDept on Rehearsal network Ends soon" in words
    assert "@RiversDept on X Not connected" in words
    assert "41 posts left until" in words
    assert "$0.015 a post, $0.20 with a link" in words


def test_the_list_asks_the_same_for_one_account_and_for_many(
    cast: Cast, sam: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def counted() -> int:
        with django_assert_max_num_queries(60) as asked:
            sam.get("/registers/accounts/connections/")
        return len(asked)

    few = counted()
    for number in range(3):
        SocialAccount.objects.create(
            platform="x", handle=f"@R{number}", name="R", team=cast.rivers
        )
    assert counted() == few


def test_somebody_asks_the_platform_now(cast: Cast, sam: Client, town: Town) -> None:
    town.answers = [Unreachable("no answer in time")]
    address = f"/registers/accounts/{cast.rehearsal.pk}/connection/check/"
    page = sam.post(address, follow=True)
    assert "no answer in time" in page_text(page)


def test_disconnecting_says_in_numbers_what_it_does_and_does_it(
    cast: Cast, sam: Client
) -> None:
    an_approved_draft(cast)
    address = f"/registers/accounts/{cast.rehearsal.pk}/connection/end/"
    assert "cancels 1 post that waits for it" in page_text(sam.get(address))
    done = sam.post(address, follow=True)
    assert "1 post was cancelled" in page_text(done)
    assert [each.status for each in Publication.objects.all()] == ["cancelled"]
    assert "not connected" in title_of(done)


# --- signing in at the platform -------------------------------------------------


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Visit, dict[str, str]]]:
    """A platform's sign-in; what it was asked to finish is in the list."""
    finished: list[tuple[Visit, dict[str, str]]] = []

    def begin(visit: Visit) -> Begun:
        return Begun(
            f"{visit.server}/oauth?state={visit.state}", {"client_secret": "of-the-app"}
        )

    def finish(visit: Visit, query: Mapping[str, str]) -> Secret:
        finished.append((visit, dict(query)))
        if query.get("code") != "good":
            raise SignInError("The platform did not give us access. Try again.")
        return {"access_token": TOKEN}

    monkeypatch.setitem(oauth.WAYS, "mastodon", Way(begin, finish, own_callback=True))
    return finished


Finished = list[tuple[Visit, dict[str, str]]]


def go(browser: Client, account: SocialAccount) -> str:
    """The state with which this browser was sent to the platform."""
    page = browser.post(f"/registers/accounts/{account.pk}/sign-in/")
    found = re.search(r'href="(https://social\.example/[^"]+)"', page.content.decode())
    assert found is not None
    return parse_qs(urlsplit(found[1]).query)["state"][0]


def back(browser: Client, account: SocialAccount, **query: str) -> str:
    """What the page says after the platform sent the browser back."""
    address = f"/registers/accounts/{account.pk}/connected/"
    answer = browser.get(address, query)
    assert answer.status_code == 302
    assert "code" not in answer["Location"]
    return page_text(browser.get(answer["Location"]))


def connected(account: SocialAccount) -> bool:
    return Credential.objects.filter(account=account).exists()


NOT_OURS = "This sign-in was not begun here, was used already, or began more than"


def test_signing_in_there_connects_the_account(
    sam: Client, account: SocialAccount, there: Finished
) -> None:
    state = go(sam, account)
    assert "Connected: @rivers" in back(sam, account, state=state, code="good")
    assert connected(account)
    (visit, _query) = there[0]
    assert visit.kept == {"client_secret": "of-the-app"}
    assert visit.callback == f"{BASE}/registers/accounts/{account.pk}/connected/"


def test_a_state_is_good_for_one_use(
    sam: Client, account: SocialAccount, there: Finished
) -> None:
    state = go(sam, account)
    back(sam, account, state=state, code="good")
    assert NOT_OURS in back(sam, account, state=state, code="good")
    assert len(there) == 1


def test_a_state_that_was_tried_with_a_bad_code_is_used_up(
    sam: Client, account: SocialAccount, there: Finished
) -> None:
    state = go(sam, account)
    assert "did not give us access" in back(sam, account, state=state, code="bad")
    assert NOT_OURS in back(sam, account, state=state, code="good")
    assert not connected(account)


def test_a_code_slipped_to_somebody_connects_nothing(
    sam: Client, account: SocialAccount, there: Finished
) -> None:
    """CSRF: an attacker's code and state, opened in the administrator's browser."""
    go(sam, account)
    assert NOT_OURS in back(sam, account, state="an-attackers", code="good")
    assert NOT_OURS in back(sam, account, code="good")
    assert there == []


def test_a_state_of_another_session_is_not_taken(
    cast: Cast, sam: Client, account: SocialAccount, there: Finished
) -> None:
    state = go(browser_of(cast.sam), account)
    assert NOT_OURS in back(sam, account, state=state, code="good")
    assert there == []


def test_a_state_of_another_account_is_not_taken(
    cast: Cast, sam: Client, account: SocialAccount, there: Finished
) -> None:
    """Mix-up: what was begun for one account comes back to another's address."""
    other = SocialAccount.objects.create(
        platform="mastodon",
        server="https://evil.example",
        handle="@rivers",
        name="Evil",
        team=cast.rivers,
        approved_by=cast.dee,
        approved_at=timezone.now(),
    )
    state = go(sam, account)
    assert NOT_OURS in back(sam, other, state=state, code="good")
    assert (there, connected(account), connected(other)) == ([], False, False)


def test_a_state_lasts_ten_minutes(
    sam: Client,
    account: SocialAccount,
    there: Finished,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = go(sam, account)
    late = timezone.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(
        "publishing.actions.signing_in_there.timezone.now", lambda: late
    )
    assert NOT_OURS in back(sam, account, state=state, code="good")
    assert there == []


def test_a_server_that_was_changed_meanwhile_gets_no_code(
    sam: Client, account: SocialAccount, there: Finished
) -> None:
    state = go(sam, account)
    SocialAccount.objects.filter(pk=account.pk).update(server="https://evil.example")
    said = back(sam, account, state=state, code="good")
    assert "The account was changed meanwhile" in said
    assert there == []


def test_the_platform_is_asked_whose_token_came_of_it(
    sam: Client, account: SocialAccount, town: Town, there: Finished
) -> None:
    town.answers = [Rejected("this credential is another account's")]
    state = go(sam, account)
    said = back(sam, account, state=state, code="good")
    assert "this credential is another account's. Nothing was stored." in said
    assert not connected(account)


def test_what_the_session_keeps_is_sealed(
    sam: Client, account: SocialAccount, there: Finished
) -> None:
    state = go(sam, account)
    kept = str(dict(sam.session))
    assert state not in kept
    assert "of-the-app" not in kept
    assert "verifier" not in kept
