"""Who may open which page: every address is walked, and every role has its row.

What a page shows is tested beside its view.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from accounts.models import Person
from accounts.queries import roles_of
from accounts.roles import Role
from tests.cast import Cast, a_submitted_draft
from tests.pages import browser_of


# Views of libraries, which cannot say on themselves whom they let in.
LIBRARY_VIEWS = {
    "account_login": "the public",
    "account_logout": "anyone signed in",
    "account_signup": "the public",
    "account_change_password": "anyone signed in",
    "account_set_password": "anyone signed in",
    "account_inactive": "the public",
    "account_reauthenticate": "anyone signed in",
}
# What the public gets; a picture only by an address that was signed within the hour.
PUBLIC = {
    "account_login": 200,
    "account_signup": 200,
    "account_inactive": 200,
    "healthz": 200,
    "public-media": 404,
}
SAMPLES = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "path": "x",
    "uuid": "0" * 8 + "-0000-7000-8000-" + "0" * 12,
}
SIGN_IN = "/account/sign-in/"


def patterns(
    resolver: URLResolver, prefix: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    """Every address with a sample in the place of each argument; not the admin's."""
    for entry in resolver.url_patterns:
        assert isinstance(entry.pattern, RoutePattern)
        address = prefix + sample(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield address, entry
        elif entry.app_name != "admin":
            yield from patterns(entry, address)


def sample(route: str) -> str:
    parts = route.replace(">", "<").split("<")
    return "".join(
        SAMPLES[part.split(":")[0]] if number % 2 else part
        for number, part in enumerate(parts)
    )


OURS = list(patterns(get_resolver()))


def identifier(value: object) -> str:
    return str(getattr(value, "name", value))


@pytest.mark.parametrize(("address", "pattern"), OURS, ids=identifier)
def test_every_view_says_whom_it_lets_in(address: str, pattern: URLPattern) -> None:
    says = getattr(pattern.callback, "lets_in", None) or LIBRARY_VIEWS.get(
        pattern.name or ""
    )
    assert says, f"{address} says nothing"


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "pattern"), OURS, ids=identifier)
def test_nobody_gets_past_sign_in_unseen(
    client: Client, address: str, pattern: URLPattern
) -> None:
    response = client.get(address, follow=True)
    if pattern.name in PUBLIC:
        assert response.status_code == PUBLIC[pattern.name]
    else:
        assert response.request["PATH_INFO"] == SIGN_IN


ADMIN = (
    "/admin/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/password_change/",
    "/admin/jsi18n/",
    "/admin/autocomplete/",
    "/admin/accounts/",
    "/admin/accounts/person/",
    "/admin/accounts/person/add/",
    "/admin/r/1/1/",
    "/admin/no-such-register/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADMIN)
def test_nobody_gets_into_the_admin_unseen(client: Client, address: str) -> None:
    assert client.get(address, follow=True).request["PATH_INFO"] == SIGN_IN


EVERYBODY = {"alice", "bob", "priya", "tom", "grace", "sam", "mallory"}
CONTENT = EVERYBODY - {"sam"}
# Each page, and who of the cast may open it.
PAGES = {
    "/": EVERYBODY,
    "/drafts/": CONTENT,
    "/drafts/new/": {"alice", "bob", "priya", "mallory"},
    "/approvals/": {"priya", "tom"},
    "/posts/": CONTENT,
    "/holds/": CONTENT,
    "/accounts/truth/": CONTENT,
    "/registers/takedowns/": CONTENT,
    "/rehearsal/": CONTENT,
    "/rehearsal/RiversDept/": CONTENT,
    "/log/": {"grace"},
    "/log/health/": {"grace"},
    "/admin/": {"sam"},
    "/admin/accounts/person/": {"sam"},
    "/admin/accounts/team/": {"sam"},
    "/admin/accounts/jobpost/": {"sam"},
    "/admin/accounts/holding/": {"sam"},
    "/admin/accounts/socialaccount/": {"sam"},
    "/registers/people/": EVERYBODY,
    "/registers/people/add/": {"sam"},
    "/registers/people/give/": {"sam"},
    "/registers/leavers/": EVERYBODY,
    "/registers/duty/": EVERYBODY,
    "/registers/duty/assign/": {"priya"},
    "/registers/substitutions/new/": EVERYBODY,
    "/registers/training/": EVERYBODY,
    "/registers/training/import/": set(),
    "/registers/accounts/": EVERYBODY,
    "/registers/accounts/connections/": EVERYBODY,
    "/registers/accounts/register/": {"sam"},
    "/registers/": CONTENT,
    "/registers/checks/": CONTENT,
    "/registers/authority/": EVERYBODY,
    "/registers/authority/cover/": EVERYBODY,
    "/registers/authority/give/": set(),
    "/registers/authority/schedule/": EVERYBODY,
    "/registers/statements/": CONTENT,
    "/registers/urgent/": CONTENT,
    "/drafts/lines/": CONTENT,
    "/drafts/lines/new/": {"alice", "bob", "priya", "mallory"},
    "/drafts/disputes/": set(),
    "/drafts/advice/": CONTENT,
    "/guidance/": EVERYBODY,
    "/log/find/": {"grace"},
    "/log/reports/": {"grace"},
    "/account/notices/": EVERYBODY,
    "/account/notices/choices/": EVERYBODY,
    "/account/webhooks/": {"sam"},
    "/account/webhooks/new/": {"sam"},
    "/account/password/": EVERYBODY,
    "/account/passkeys/": EVERYBODY,
    "/account/sign-out/": EVERYBODY,
}
# What only a button or a machine asks for; each is tested beside its view.
NO_PAGES = {
    "healthz",
    "check-new",
    "approve-together",
    "log-verify",
    "log-progress",
    "log-checkpoint",
    "log-export",
    "notices-read",
}


def test_no_page_is_forgotten_above() -> None:
    """A new address without arguments gets its row, or is said to be no page.

    Names with `mfa_` are steps of signing in, which come one after another.
    """
    forgotten = {
        address
        for address, pattern in OURS
        if "<" not in route_of(pattern)
        and not str(pattern.name).startswith("mfa_")
        and pattern.name not in NO_PAGES | LIBRARY_VIEWS.keys()
    } - PAGES.keys()
    assert forgotten == set()


def route_of(pattern: URLPattern) -> str:
    return str(pattern.pattern)


def test_every_address_refuses_whoever_it_does_not_name(cast: Cast) -> None:
    """Also those with arguments: a view that says a role asks for it before all else."""
    people = {
        name: {role.label for role in roles_of(getattr(cast, name))}
        for name in EVERYBODY
    }
    browsers = {name: browser_of(getattr(cast, name)) for name in EVERYBODY}
    let_past = [
        (name, address)
        for address, pattern in OURS
        for name, labels in people.items()
        if labels.isdisjoint(named_by(pattern) or labels)
        and browsers[name].get(address).status_code not in (403, 405)
    ]
    assert let_past == []


def named_by(pattern: URLPattern) -> set[str]:
    """The roles that a view lets in; none where it lets in anybody who signed in."""
    said = getattr(pattern.callback, "lets_in", "")
    return {role.label for role in Role if role.label in said.split(", ")}


@pytest.mark.parametrize("address", PAGES)
def test_page_lets_in_exactly_whom_it_should(cast: Cast, address: str) -> None:
    let_in = {
        name
        for name in EVERYBODY
        if browser_of(getattr(cast, name)).get(address, follow=True).status_code == 200
    }
    assert let_in == PAGES[address]


def test_registers_of_people_lead_nobody_to_a_page_that_is_shut(cast: Cast) -> None:
    shown = {}
    for name in EVERYBODY:
        browser = browser_of(getattr(cast, name))
        page = browser.get("/registers/people/").content.decode()
        places = page.split('aria-label="Registers of people"')[1].split("</nav>")[0]
        shown[name] = re.findall(r'href="([^"]+)"', places)
        shut = [to for to in shown[name] if browser.get(to).status_code != 200]
        assert (name, shut) == (name, [])
    assert (len(shown["alice"]), len(shown["sam"])) == (10, 6)


def test_draft_of_another_team_is_not_found(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    seen = {
        name: browser_of(getattr(cast, name)).get(f"/drafts/{draft.pk}/").status_code
        for name in EVERYBODY
    }
    assert seen == dict.fromkeys(CONTENT, 200) | {"mallory": 404, "sam": 403}


def test_somebody_whose_post_has_ended_may_open_nothing_but_home(cast: Cast) -> None:
    cast.grace.holdings.update(ends_on="2025-12-31")
    browser = browser_of(cast.grace)
    assert browser.get("/").status_code == 200
    assert browser.get("/log/").status_code == 403


def test_session_of_somebody_closed_ends_at_once(cast: Cast) -> None:
    browser = browser_of(cast.alice)
    Person.objects.filter(pk=cast.alice.pk).update(is_active=False)
    assert browser.get("/", follow=True).request["PATH_INFO"] == SIGN_IN


@pytest.mark.parametrize(
    "address",
    [
        "/admin/drafts/draft/",
        "/admin/drafts/revision/",
        "/admin/approvals/decision/",
        "/admin/publishing/publication/",
        "/admin/audit/entry/",
        "/admin/accounts/credential/",
        "/admin/auth/group/",
        "/admin/account/emailaddress/",
        "/admin/django_rq/dashboard/",
    ],
)
def test_admin_has_no_content_and_no_register_that_does_not_log(
    cast: Cast, address: str
) -> None:
    assert browser_of(cast.sam).get(address).status_code == 404


def test_superuser_without_a_post_enters_the_admin_and_nothing_else(cast: Cast) -> None:
    root = Person.objects.create_superuser(
        "root@rivers.example", "Root", "not used here"
    )
    browser = browser_of(root)
    statuses = {
        address: browser.get(address).status_code
        for address in ("/admin/", "/drafts/", "/approvals/", "/log/")
    }
    assert statuses == {
        "/admin/": 200,
        "/drafts/": 403,
        "/approvals/": 403,
        "/log/": 403,
    }
