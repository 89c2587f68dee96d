"""What every page of the product owes its reader's browser: nothing inline, one policy.

What a page says is tested beside its view.
"""

from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.cast import Cast, a_draft, a_submitted_draft, an_approved_draft
from tests.pages import browser_of


POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


class Inline(HTMLParser):
    """Collects what a strict policy would refuse to run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        data = names.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in names and not data):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in names if refused(name)]
        self.found += [
            f"{tag} {name}"
            for name, value in attrs
            if (value or "").strip().lower().startswith("javascript:")
        ]


def refused(attribute: str) -> bool:
    return attribute == "style" or attribute.startswith(("on", "hx-on"))


def inline(markup: str) -> list[str]:
    parser = Inline()
    parser.feed(markup)
    return parser.found


def pages_of(name: str) -> list[str]:
    """The pages that somebody in this post uses, those with rows in them included."""
    common = ["/", "/account/password/", "/account/sign-out/", "/nowhere/"]
    work = ["/drafts/", "/posts/", "/holds/", "/rehearsal/", "/rehearsal/RiversDept/"]
    own = {
        "alice": [*work, "/drafts/new/", "/drafts/{draft}/", "/posts/{approved}/"],
        "priya": [*work, "/approvals/", "/approvals/{submitted}/"],
        "grace": [*work, "/log/", "/log/health/", "/log/?actor=nobody"],
        "sam": ["/admin/", "/admin/accounts/person/", "/admin/accounts/person/add/"],
    }
    return [*common, *own[name]]


@pytest.mark.parametrize("name", ["alice", "priya", "grace", "sam"])
def test_no_page_has_anything_inline(cast: Cast, name: str) -> None:
    rows = {
        "draft": a_draft(cast).pk,
        "submitted": a_submitted_draft(cast).pk,
        "approved": an_approved_draft(cast).pk,
    }
    browser = browser_of(getattr(cast, name))
    found = {
        address: inline(browser.get(address.format(**rows)).content.decode())
        for address in pages_of(name)
    }
    assert found == {address: [] for address in found}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/account/sign-in/", "/account/signup/", "/healthz/", "/nowhere/"]
)
def test_every_answer_carries_the_policy(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == POLICY


@pytest.mark.django_db
def test_sign_in_page_has_nothing_inline(client: Client) -> None:
    assert inline(client.get("/account/sign-in/").content.decode()) == []


def test_error_page_of_last_resort_needs_no_database() -> None:
    """500.html is rendered without a request: nothing in the frame may ask for one."""
    assert "Something went wrong" in render_to_string("500.html")
