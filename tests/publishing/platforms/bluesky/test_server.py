"""Bluesky's adapter before the AT Protocol's own server, where that is installed.

`make test` installs it; elsewhere these tests are skipped with that reason.
"""

from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from publishing.platforms.bluesky.adapter import BlueskyAdapter
from publishing.platforms.bluesky.records import record_key
from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Connection,
    Gone,
    Inconclusive,
    Later,
    LivePost,
    Outcome,
    Permanent,
    PostKey,
    Present,
    Rejected,
    Removed,
    Rendered,
    Sent,
    Staged,
    TimelinePage,
    Unauthenticated,
    Unknown,
)
from tests.publishing.platforms import pds
from tests.publishing.platforms.bluesky import contract
from tests.publishing.platforms.bluesky.stage import PICTURE, PICTURE_BYTES, stage_all
from tests.publishing.platforms.matrix.proxy import Fault, FaultProxy


WORDS = "Llanw uchel \U0001f30a: see gov.uk/check and https://www.gov.uk/a #Flooding"


@pytest.fixture
def account(pds_url: str) -> pds.Account:
    return pds.new_account(pds_url)


def adapter(account: pds.Account, server: str = "") -> BlueskyAdapter:
    """What it keeps goes back into the account's secret."""
    server = server or account.url
    keep = account.secret.update
    return BlueskyAdapter(Connection(account.handle, account.secret, server, keep))


def a_key(part: int = 0, seed: str = "9f2c-7") -> PostKey:
    return PostKey(seed, timezone.now(), part)


def staged(account: pds.Account, rendered: Rendered, key: PostKey) -> Staged:
    step = stage_all(adapter(account), rendered, key)
    assert isinstance(step, Staged)
    return step


def send(account: pds.Account, rendered: Rendered, key: PostKey) -> Outcome:
    step = staged(account, rendered, key)
    return adapter(account).publish(rendered, key=key, staged=step.ref)


def stored(account: pds.Account, rkey: str) -> dict[str, object]:
    """The record as the server shows it to everybody."""
    answer = httpx.get(
        f"{account.url}/xrpc/com.atproto.repo.getRecord",
        params={
            "repo": account.did,
            "collection": "app.bsky.feed.post",
            "rkey": rkey,
        },
        trust_env=False,
    )
    found: dict[str, object] = answer.raise_for_status().json()["value"]
    return found


def words_live(account: pds.Account) -> list[str]:
    page = adapter(account).read_timeline(since=timezone.now())
    assert isinstance(page, TimelinePage)
    return [post.words for post in page.posts]


def test_server_says_whose_credential_it_is(account):
    state = adapter(account).check_credentials()
    assert state == Accepted(account.handle, account.did)
    refused = BlueskyAdapter(
        Connection(account.handle, {"password": "wrong"}, account.url)
    )
    assert isinstance(refused.check_credentials(), Rejected)
    another = BlueskyAdapter(
        Connection("another.test", {**account.secret}, account.url)
    )
    assert another.check_credentials() == Rejected(
        "this credential is another account's"
    )


def test_server_renews_a_session_and_remembers_a_forgotten_one(account):
    adapter(account).check_credentials()
    first = account.secret["refresh_jwt"]
    account.secret["access_jwt"] = "not.a.token"
    assert isinstance(adapter(account).check_credentials(), Accepted)
    assert account.secret["refresh_jwt"] != first
    account.secret.update(access_jwt="not.a.token", refresh_jwt="not.a.token")
    assert isinstance(adapter(account).check_credentials(), Accepted)


def test_server_refuses_a_session_that_it_does_not_know(account):
    rendered, key = Rendered(WORDS, WORDS), a_key()
    step = staged(account, rendered, key)
    account.secret["access_jwt"] = "not.a.token"
    poster = adapter(account)
    assert isinstance(poster.publish(rendered, key=key, staged=step.ref), Later)
    assert isinstance(poster.publish(rendered, key=key, staged=step.ref), Sent)
    secret = {"access_jwt": "not.a.token", "did": account.did}
    without = BlueskyAdapter(Connection(account.handle, secret, account.url))
    outcome = without.publish(rendered, key=a_key(1), staged=step.ref)
    assert isinstance(outcome, Unauthenticated)


def test_server_shows_the_words_links_and_hashtags_as_they_were_authorised(account):
    key = a_key()
    text = f"@{account.handle} @nobody.invalid {WORDS}"
    rendered = Rendered(text, text, language="cy")
    outcome = send(account, rendered, key)
    rkey = record_key(key)
    name = f"at://{account.did}/app.bsky.feed.post/{rkey}"
    link = f"https://bsky.app/profile/{account.handle}/post/{rkey}"
    assert outcome == Sent(name, link)
    live = adapter(account).fetch(name)
    assert isinstance(live, LivePost)
    assert (live.words, live.url) == (text, link)
    record = stored(account, rkey)
    assert record["langs"] == ["cy"]
    facets = record["facets"]
    assert isinstance(facets, list)
    assert [each["features"][0] for each in facets] == [
        {"$type": "app.bsky.richtext.facet#mention", "did": account.did},
        {"$type": "app.bsky.richtext.facet#link", "uri": "https://gov.uk/check"},
        {"$type": "app.bsky.richtext.facet#link", "uri": "https://www.gov.uk/a"},
        {"$type": "app.bsky.richtext.facet#tag", "tag": "Flooding"},
    ]


def test_server_keeps_a_picture_with_its_alt_text(account):
    key = a_key()
    rendered = Rendered(WORDS, WORDS, media=(PICTURE,))
    assert isinstance(send(account, rendered, key), Sent)
    record = stored(account, record_key(key))
    embed = record["embed"]
    assert isinstance(embed, dict)
    [image] = embed["images"]
    assert (image["alt"], image["image"]["size"]) == (PICTURE.alt, len(PICTURE_BYTES))
    assert image["aspectRatio"] == {"width": 3, "height": 2}
    if contract.PATH.exists():
        schema = contract.definition("app.bsky.feed.post")
        contract.check(schema["record"], record)


def test_server_threads_parts_under_the_first(account):
    parent = None
    for part, text in enumerate(("One", "Two", "Three")):
        rendered = Rendered(text, text, reply_to=parent)
        outcome = send(account, rendered, a_key(part, "thread"))
        assert isinstance(outcome, Sent)
        parent = outcome.remote_id
    page = adapter(account).read_timeline(since=timezone.now())
    assert isinstance(page, TimelinePage)
    third, second, first = page.posts
    assert [post.words for post in page.posts] == ["Three", "Two", "One"]
    assert [third.parent, second.parent, first.parent] == [
        second.remote_id,
        first.remote_id,
        None,
    ]


def test_server_refuses_what_is_too_long_and_says_so_for_good(account):
    long = "a" * 301
    assert send(account, Rendered(long, long), a_key()) == Permanent(
        "400: Bluesky refused the post"
    )
    assert words_live(account) == []


def test_server_takes_a_key_once_and_overwrites_nothing(account):
    rendered, key = Rendered(WORDS, WORDS), a_key()
    assert isinstance(send(account, rendered, key), Sent)
    again = send(account, Rendered("Other", "Other"), key)
    assert again == Unknown(
        "400: a post stands under this post's key already, so it must be looked up"
    )
    assert words_live(account) == [WORDS]


def test_server_deletes_and_says_that_it_is_gone(account):
    outcome = send(account, Rendered(WORDS, WORDS), a_key())
    assert isinstance(outcome, Sent)
    assert adapter(account).delete(outcome.remote_id) == Removed()
    assert adapter(account).fetch(outcome.remote_id) == Gone()
    assert adapter(account).delete(outcome.remote_id) == Removed()


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.UNREADABLE])
def test_a_post_whose_answer_was_lost_is_found_by_its_key(account, fault):
    rendered, key = Rendered(WORDS, WORDS), a_key()
    step = staged(account, rendered, key)
    with FaultProxy(account.url) as proxy:
        proxy.arm(fault)
        poster = adapter(account, proxy.url)
        assert isinstance(poster.publish(rendered, key=key, staged=step.ref), Unknown)
    found = adapter(account).look_up(rendered, key=key, staged=step.ref, since=key.at)
    assert isinstance(found, Present)
    assert words_live(account) == [WORDS]


def test_a_post_that_never_arrived_is_certainly_absent_and_may_be_sent_again(account):
    rendered, key = Rendered(WORDS, WORDS), a_key()
    step = staged(account, rendered, key)
    with FaultProxy(account.url) as proxy:
        proxy.arm(Fault.RESET_BEFORE)
        poster = adapter(account, proxy.url)
        assert isinstance(poster.publish(rendered, key=key, staged=step.ref), Unknown)
    looking = adapter(account)
    since = key.at
    assert looking.look_up(rendered, key=key, staged=step.ref, since=since) == Absent()
    assert isinstance(looking.publish(rendered, key=key, staged=step.ref), Sent)


def test_a_post_that_somebody_deleted_is_not_taken_for_one_that_never_was(account):
    rendered, key = Rendered(WORDS, WORDS), a_key()
    step = staged(account, rendered, key)
    poster = adapter(account)
    sent = poster.publish(rendered, key=key, staged=step.ref)
    assert isinstance(sent, Sent)
    poster.delete(sent.remote_id)
    found = poster.look_up(rendered, key=key, staged=step.ref, since=key.at)
    assert isinstance(found, Inconclusive)


def test_other_posts_since_do_not_keep_an_absent_one_from_being_called_so(account):
    rendered, key = Rendered(WORDS, WORDS), a_key()
    step = staged(account, rendered, key)
    send(account, Rendered("Another", "Another"), a_key(1))
    poster = adapter(account)
    assert poster.look_up(rendered, key=key, staged=step.ref, since=key.at) == Absent()


def test_server_counts_what_may_still_be_posted(account):
    rendered, key = Rendered(WORDS, WORDS), a_key()
    step = staged(account, rendered, key)
    poster = adapter(account)
    poster.publish(rendered, key=key, staged=step.ref)
    [allowance] = poster.allowances
    assert allowance.kind == "posts"
    assert allowance.limit in {1000, 1666, 11666}
    assert allowance.resets_at > timezone.now() - timedelta(minutes=1)
