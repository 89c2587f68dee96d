"""What tests of pages share: a browser for each person, and what a page says back.

No test lives here.
"""

import html
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http.response import ResponseHeaders
from django.test import Client
from django.utils.crypto import get_random_string

from accounts.models import Person
from approvals.models import Authorisation, Decision
from drafts.models import Draft, Revision
from publishing.models import Hold, Publication


SUMMARY = re.compile(r'govuk-error-summary__list">(.*?)</ul>', re.DOTALL)
ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
# What somebody may send where a number or a short text is expected.
HOSTILE = (
    "",
    "x",
    "-1",
    "0",
    "9" * 30,
    "9" * 5000,
    "1\x00",
    "\udcff",
    "٣",
    "1e3",
    "../1",
)
# The same as Django's client can put them into a form.
SENDABLE = tuple(words.encode(errors="replace").decode() for words in HOSTILE)
# Times that a calendar has in their own zone and not, or hardly, in UTC.
EXTREME_TIMES = (
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00-14:00",
    "0001-01-01T00:00:00+00:00",
    "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59.999999+00:00",
    "2026-11-21T09:00:00+00:00:01.5",
)


class Answer(Protocol):
    """What the test client hands back, as far as reading a page needs it."""

    content: bytes
    headers: ResponseHeaders
    status_code: int


def browser_of(person: Person, *, proof: bool = True) -> Client:
    """A browser in which this person has signed in, with their password just now.

    Its session is written as signing in leaves it, in one statement where Django's own
    way takes twenty: nearly every test of a page begins with this.
    """
    noted = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    if proof:
        noted |= proof_of(person, at=time.time())
    session = SessionStore(get_random_string(32)).create_model_instance(noted)
    session.save(force_insert=True)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def prove(client: Client, person: Person, *, at: float) -> None:
    """Note in the browser's session that the password was given at a moment."""
    session = client.session
    session.update(proof_of(person, at=at))
    session.save()


def proof_of(person: Person, *, at: float) -> dict[str, Any]:
    """What a session notes of a password that was given."""
    return {
        "account_authentication_methods": [{"method": "password", "at": at}],
        "account_authentication_methods_user": str(person.pk),
    }


def text_of(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def problems(response: Answer) -> list[str]:
    """The sentences of the page's error summary."""
    found = SUMMARY.search(response.content.decode())
    return [text_of(item) for item in ITEM.findall(found[1])] if found else []


def title_of(response: Answer) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return text_of(found[1]) if found else ""


def page_text(response: Answer) -> str:
    return text_of(response.content.decode())


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of work, as it stands."""
    return {
        "drafts": list(
            Draft.objects.order_by("pk").values_list("title", "status", "current")
        ),
        "revisions": list(Revision.objects.order_by("pk").values_list("pk", "digest")),
        "decisions": list(Decision.objects.order_by("pk").values_list("pk", "verdict")),
        "authorisations": list(Authorisation.objects.order_by("pk").values_list("pk")),
        "publications": list(
            Publication.objects.order_by("pk").values_list("pk", "status")
        ),
        "holds": list(Hold.objects.order_by("pk").values_list("pk", "lifted_at")),
    }


@contextmanager
def nothing_changes() -> Iterator[None]:
    """No draft, decision, publication or hold is any different after the block."""
    before = everything()
    yield
    assert everything() == before
