"""The rehearsal network's pages, and making something go wrong there.

What the publisher does about a fault is tested with the publisher.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.events import Event
from audit.queries import Search, search
from publishing.models import RehearsalPost, RehearsalSwitch
from tests.cast import Cast
from tests.pages import HOSTILE, browser_of, page_text, problems, title_of


DASH = "\N{EN DASH}"
TIMELINE = "/rehearsal/RiversDept/"


@pytest.fixture
def alices(cast: Cast) -> Client:
    return browser_of(cast.alice)


def a_post(text: str = "River levels are falling.", **fields: object) -> RehearsalPost:
    return RehearsalPost.objects.create(
        handle="@RiversDept", client_key="k", text=text, **fields
    )


def test_network_lists_its_accounts(alices: Client) -> None:
    page = alices.get("/rehearsal/").content.decode()
    assert f'href="{TIMELINE}"' in page


def test_network_without_accounts_says_how_to_start(cast: Cast, alices: Client) -> None:
    cast.rehearsal.platform, cast.rehearsal.handle = "x", "@Elsewhere"
    cast.rehearsal.save()
    assert "There is no account here yet." in page_text(alices.get("/rehearsal/"))


def test_timeline_is_marked_as_a_rehearsal_and_newest_first(alices: Client) -> None:
    a_post("First words")
    a_post("Second words")
    text = page_text(alices.get(TIMELINE))
    assert "Rehearsal: nobody outside can read this" in text
    assert text.index("Second words") < text.index("First words")


def test_words_are_shown_as_they_are_and_never_run(alices: Client) -> None:
    post = a_post("<script>alert(1)</script>")
    page = alices.get(f"{TIMELINE}{post.pk}").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_post_has_a_page_of_its_own(alices: Client) -> None:
    post = a_post()
    response = alices.get(f"{TIMELINE}{post.pk}")
    assert title_of(response) == (
        f"Post {post.pk} by @RiversDept {DASH} live on the rehearsal network "
        f"{DASH} Countersign"
    )
    assert "River levels are falling." in page_text(response)


def test_answer_leads_to_what_it_answers(alices: Client) -> None:
    first = a_post("First words")
    a_post("Second words", reply_to=str(first.pk))
    page = alices.get(TIMELINE).content.decode()
    assert f'href="{TIMELINE}{first.pk}">post {first.pk}</a>' in page


def test_deleted_post_shows_that_and_not_its_words(alices: Client) -> None:
    post = a_post(deleted_at=timezone.now())
    response = alices.get(f"{TIMELINE}{post.pk}")
    assert "deleted on the rehearsal network" in title_of(response)
    assert "River levels" not in page_text(response)


@pytest.mark.parametrize("address", ["/rehearsal/{}/", "/rehearsal/RiversDept/{}"])
@pytest.mark.parametrize(
    "value", ["x", "0", "9" * 30, "%00", "%ED%B3%BF", "..%2f1", "@"]
)
def test_what_is_not_there_is_not_found(
    alices: Client, address: str, value: str
) -> None:
    assert alices.get(address.format(value), follow=True).status_code == 404


@pytest.mark.parametrize("name", ["alice", "tom"])
def test_authors_and_officers_make_something_go_wrong(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    form = {"fault": "timeout after", "times": "2"}
    response = browser_of(person).post(f"{TIMELINE}switch/", form, follow=True)
    text = page_text(response)
    assert "Accept the post, then never answer, for the next 2 calls." in text
    switch = RehearsalSwitch.objects.get()
    assert (switch.handle, switch.fault, switch.times) == (
        "@RiversDept",
        "timeout after",
        2,
    )
    (entry,) = search(Search(event=Event.SETTING_CHANGED)).entries
    assert entry.body["actor"]["id"] == str(person.pk)  # type: ignore[call-overload, index]
    assert entry.body["details"] == {"fault": "timeout after", "times": 2}


def test_new_fault_replaces_the_one_before(alices: Client) -> None:
    alices.post(f"{TIMELINE}switch/", {"fault": "revoked", "times": "5"})
    alices.post(f"{TIMELINE}switch/", {"fault": "rate limit", "times": "1"})
    switch = RehearsalSwitch.objects.get()
    assert (switch.fault, switch.times) == ("rate limit", 1)


@pytest.mark.parametrize("name", ["priya", "grace", "sam"])
def test_nobody_else_makes_anything_go_wrong(cast: Cast, name: str) -> None:
    form = {"fault": "revoked", "times": "1"}
    response = browser_of(getattr(cast, name)).post(f"{TIMELINE}switch/", form)
    assert response.status_code == 403
    assert not RehearsalSwitch.objects.exists()


def test_line_manager_sees_no_form(cast: Cast) -> None:
    text = page_text(browser_of(cast.priya).get(TIMELINE))
    assert "Authors and authorised officers may change this." in text


def test_wrong_form_is_explained_and_kept(alices: Client) -> None:
    response = alices.post(f"{TIMELINE}switch/", {"fault": "fire", "times": "99"})
    assert response.status_code == 422
    assert problems(response) == [
        "Choose what should go wrong.",
        "Write how many times, from 1 to 20.",
    ]
    assert 'value="99"' in response.content.decode()


@pytest.mark.parametrize("field", ["fault", "times"])
def test_hostile_form_changes_nothing(alices: Client, field: str) -> None:
    form = {"fault": "revoked", "times": "1"}
    values = [value.encode(errors="replace").decode() for value in HOSTILE]
    statuses = {
        alices.post(f"{TIMELINE}switch/", form | {field: value}).status_code
        for value in values
        # A digit of another script is a digit.
        if (field, value) != ("times", "\N{ARABIC-INDIC DIGIT THREE}")
    }
    assert statuses == {422}
    assert not RehearsalSwitch.objects.exists()


def test_switch_needs_a_post(alices: Client) -> None:
    assert alices.get(f"{TIMELINE}switch/").status_code == 405


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(TIMELINE)
    return len(queries)


def test_queries_do_not_grow_with_the_timeline(alices: Client) -> None:
    a_post()
    with_one = queries_of(alices)
    a_post()
    a_post()
    assert queries_of(alices) == with_one
