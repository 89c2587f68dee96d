"""The adapter of Threads, over real HTTP, against a small Threads.

What the publisher makes of an outcome is tested elsewhere.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Connection,
    Deleted,
    Gone,
    Inconclusive,
    Later,
    LivePost,
    Outcome,
    Permanent,
    PostKey,
    Present,
    Ref,
    Rejected,
    Removed,
    Rendered,
    Secret,
    Sent,
    Sighting,
    Staged,
    Staging,
    TimelinePage,
    Unauthenticated,
    Unknown,
    Unreachable,
    Wording,
)
from publishing.platforms.threads.adapter import ThreadsAdapter
from publishing.platforms.transport import Limits
from tests.publishing.platforms.local_server import Answer, Reset, Silence
from tests.publishing.platforms.media_shelf import Shelf
from tests.publishing.platforms.meta.fake_containers import NEW_TOKEN, USER_ID
from tests.publishing.platforms.meta.fake_graph import (
    APP_SECRET,
    ODD_POSTS,
    TOKEN,
    Fault,
    error,
    refused,
)
from tests.publishing.platforms.threads.fake import FakeThreads


TINY = Limits(connect=0.3, read=0.3, total=0.5)
KEY = PostKey("f00d", datetime(2026, 11, 21, 9, tzinfo=UTC), 0)
WORDS = (
    "Flood warning 🌊 for Exampleton. #Floods & advice\nhttps://www.example.gov.uk/a"
)
POST = Rendered(WORDS, WORDS)
NO_ANSWER = "Threads gave no readable answer in time"
SITE = "https://www.threads.com/@exampledept"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def threads() -> Iterator[FakeThreads]:
    with FakeThreads() as server:
        yield server


def adapter(server: FakeThreads, **secret: str) -> ThreadsAdapter:
    whole = {**server.secret, **secret}
    connection = Connection(
        "@exampledept", whole, server.url, renewable=lambda: dict(whole)
    )
    return ThreadsAdapter(connection, TINY)


def steps(server: FakeThreads, post: Rendered, shelf: Shelf) -> list[Staging]:
    """Every step of staging, as the publisher takes them."""
    taken: list[Staging] = []
    ref: Ref = {}
    for _ in range(20):
        step = adapter(server).stage(post, key=KEY, media=shelf, before=ref)
        taken.append(step)
        if not isinstance(step, Staged) or step.whole:
            break
        ref = step.ref
    return taken


def staged_by(
    server: FakeThreads, post: Rendered = POST, shelf: Shelf | None = None
) -> Ref:
    last = steps(server, post, shelf or Shelf())[-1]
    assert isinstance(last, Staged), last
    return last.ref


def publish(server: FakeThreads, post: Rendered = POST) -> Outcome:
    staged = staged_by(server, post)
    return adapter(server).publish(post, key=KEY, staged=staged)


def look_up(
    server: FakeThreads, staged: Ref, post: Rendered = POST, ago: timedelta = MINUTE
) -> Sighting:
    since = timezone.now() - ago
    return adapter(server).look_up(post, key=KEY, staged=staged, since=since)


# Preparing


def test_prepare_keeps_the_words_as_they_are() -> None:
    assert ThreadsAdapter.prepare(Wording(WORDS)) == POST


def test_words_take_a_look_at_the_quota_a_container_and_its_state(
    threads: FakeThreads,
) -> None:
    taken = steps(threads, POST, Shelf())
    [container] = threads.containers.values()
    assert threads.calls == [
        ("GET", "/me/threads_publishing_limit"),
        ("POST", "/me/threads"),
        ("GET", f"/{container.number}"),
    ]
    assert container.fields == {"media_type": "TEXT", "text": WORDS}
    pauses = [step.pause for step in taken if isinstance(step, Staged)]
    assert pauses == [timedelta(0), timedelta(seconds=15), timedelta(0)]
    assert threads.live() == []


def test_a_picture_goes_by_its_address_with_its_alt_text(threads: FakeThreads) -> None:
    shelf = Shelf()
    picture = shelf.put(b"a river", "image/jpeg", "A river")
    staged_by(threads, Rendered(WORDS, WORDS, media=(picture,)), shelf)
    [container] = threads.containers.values()
    assert container.fields == {
        "media_type": "IMAGE",
        "text": WORDS,
        "image_url": shelf.public_url(picture.sha256),
        "alt_text": "A river",
    }


def test_several_pictures_are_containers_of_their_own_first(
    threads: FakeThreads,
) -> None:
    shelf = Shelf()
    media = (
        shelf.put(b"a river", "image/jpeg", "A river"),
        shelf.put(b"a film", "video/mp4", "A film"),
    )
    threads.statuses = ["FINISHED", "IN_PROGRESS", "FINISHED", "FINISHED"]
    staged_by(threads, Rendered(WORDS, WORDS, media=media), shelf)
    first, second, whole = threads.containers.values()
    assert [first.fields["media_type"], second.fields["media_type"]] == [
        "IMAGE",
        "VIDEO",
    ]
    assert [first.fields["alt_text"], second.fields["alt_text"]] == [
        "A river",
        "A film",
    ]
    assert first.fields["is_carousel_item"] == "true"
    assert whole.fields == {
        "media_type": "CAROUSEL",
        "text": WORDS,
        "children": f"{first.number},{second.number}",
    }


def test_a_container_that_is_not_ready_is_waited_for(threads: FakeThreads) -> None:
    threads.statuses = ["IN_PROGRESS", "FINISHED"]
    waiting = steps(threads, POST, Shelf())[-2]
    assert isinstance(waiting, Staged)
    assert (waiting.whole, waiting.pause) == (False, timedelta(seconds=30))


@pytest.mark.parametrize("state", ["ERROR", "EXPIRED"])
def test_a_container_that_failed_is_made_afresh_and_not_for_ever(
    threads: FakeThreads, state: str
) -> None:
    threads.statuses = [state, "FINISHED"]
    assert "container" in staged_by(threads)
    threads.statuses = [state] * 9
    assert steps(threads, POST, Shelf())[-1] == Permanent(
        "Threads could not prepare the post"
    )


def test_no_container_is_made_where_the_quota_is_used_up(threads: FakeThreads) -> None:
    threads.used = threads.total
    [step] = steps(threads, POST, Shelf())
    assert isinstance(step, Later)
    assert step.answer == "Threads takes no more posts of this account for now"
    assert threads.containers == {}


def test_a_quota_that_cannot_be_read_stops_nothing(threads: FakeThreads) -> None:
    threads.next(refused(error(10, 403)))
    assert "container" in staged_by(threads)


def test_the_quota_becomes_an_allowance(threads: FakeThreads) -> None:
    account = adapter(threads)
    account.stage(POST, key=KEY, media=Shelf(), before={})
    [allowance] = account.allowances
    assert (allowance.kind, allowance.remaining, allowance.limit) == ("posts", 249, 250)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (refused(error(190, 401)), Unauthenticated),
        (refused(error(100, subcode=4279048)), Permanent),
        (refused(error(2, 500)), Later),
        (refused(error(4, 403)), Later),
        (Reset(), Later),
        (Answer(200, b"{"), Later),
    ],
)
def test_what_goes_wrong_while_preparing_is_never_unknown(
    threads: FakeThreads, fault: Fault, kind: type[Staging]
) -> None:
    threads.next(None, fault)
    assert isinstance(steps(threads, POST, Shelf())[-1], kind)


# Publishing


def test_publish_publishes_the_container_and_gives_the_permalink(
    threads: FakeThreads,
) -> None:
    outcome = publish(threads)
    [post] = threads.posts
    assert outcome == Sent(post.number, f"{SITE}/post/{post.number}")
    assert threads.live() == [WORDS]


def test_publish_gives_the_account_where_no_permalink_is_told(
    threads: FakeThreads,
) -> None:
    staged = staged_by(threads)
    threads.next(None, Reset())
    outcome = adapter(threads).publish(POST, key=KEY, staged=staged)
    assert outcome == Sent(threads.posts[0].number, SITE)


def test_a_reply_answers_the_post_before_it(threads: FakeThreads) -> None:
    publish(threads)
    first = threads.posts[0].number
    publish(threads, Rendered("Part two", "Part two", reply_to=first))
    assert threads.posts[1].fields["reply_to_id"] == first


def test_a_container_is_published_at_most_once(threads: FakeThreads) -> None:
    staged = staged_by(threads)
    account = adapter(threads)
    account.publish(POST, key=KEY, staged=staged)
    assert isinstance(account.publish(POST, key=KEY, staged=staged), Later)
    assert threads.live() == [WORDS]


def test_publish_without_a_container_calls_nobody(threads: FakeThreads) -> None:
    outcome = adapter(threads).publish(POST, key=KEY, staged={})
    assert isinstance(outcome, Later)
    assert threads.calls == []


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (
            error(190, 401),
            Unauthenticated("190: Threads refused this account's credential"),
        ),
        (error(100), Permanent("100: Threads refused it as it is")),
        (
            error(10, 403),
            Permanent("10: Threads does not give this app the permission it needs"),
        ),
        (error(1, 500), Unknown("1: Threads did not say whether it was done")),
        (error(2, 500), Unknown("2: Threads did not say whether it was done")),
        ((504, b""), Unknown("504: Threads did not say whether it published the post")),
        ((200, b"{"), Unknown(NO_ANSWER)),
        ((200, {}), Unknown(NO_ANSWER)),
    ],
)
def test_publish_reads_a_refusal_by_its_code(
    threads: FakeThreads, answer: tuple[int, Any], outcome: Outcome
) -> None:
    staged = staged_by(threads)
    threads.next(refused(answer))
    assert adapter(threads).publish(POST, key=KEY, staged=staged) == outcome


@pytest.mark.parametrize("fault", [Reset(), Reset(keeps=True), Silence(keeps=True)])
def test_publish_does_not_know_after_a_lost_answer(
    threads: FakeThreads, fault: Fault
) -> None:
    staged = staged_by(threads)
    threads.next(fault)
    outcome = adapter(threads).publish(POST, key=KEY, staged=staged)
    assert outcome == Unknown(NO_ANSWER)


def test_publish_waits_where_threads_asks_for_it(threads: FakeThreads) -> None:
    staged = staged_by(threads)
    status, body, headers = threads.rate_answer(timezone.now() + 9 * MINUTE)
    threads.next(Answer(status, body, headers))
    before = timezone.now()
    outcome = adapter(threads).publish(POST, key=KEY, staged=staged)
    assert isinstance(outcome, Later)
    assert outcome.not_before >= before + 9 * MINUTE


def test_a_post_cannot_be_changed(threads: FakeThreads) -> None:
    outcome = adapter(threads).correct("1", POST, key=KEY, staged={})
    assert outcome == Permanent("a post on Threads cannot be changed there")


# Looking up


def test_look_up_finds_what_was_published_and_never_answered(
    threads: FakeThreads,
) -> None:
    staged = staged_by(threads)
    threads.next(Reset(keeps=True))
    adapter(threads).publish(POST, key=KEY, staged=staged)
    [post] = threads.posts
    assert look_up(threads, staged) == Present(
        post.number, f"{SITE}/post/{post.number}"
    )


@pytest.mark.parametrize("state", ["FINISHED", "EXPIRED", "ERROR"])
def test_look_up_knows_from_the_container_that_nothing_was_published(
    threads: FakeThreads, state: str
) -> None:
    staged = staged_by(threads)
    threads.statuses = [state]
    assert look_up(threads, staged) == Absent()


def test_look_up_knows_that_nothing_is_published_without_a_container(
    threads: FakeThreads,
) -> None:
    assert look_up(threads, {"begun": "yes"}) == Absent()


def test_look_up_finds_a_deleted_post_deleted_and_a_young_one_not_yet(
    threads: FakeThreads,
) -> None:
    staged = staged_by(threads)
    adapter(threads).publish(POST, key=KEY, staged=staged)
    threads.posts.clear()
    assert look_up(threads, staged, ago=timedelta(hours=1)) == Deleted()
    assert isinstance(look_up(threads, staged), Inconclusive)


def test_look_up_calls_nothing_deleted_that_may_be_shown_in_other_words(
    threads: FakeThreads,
) -> None:
    staged = staged_by(threads)
    adapter(threads).publish(POST, key=KEY, staged=staged)
    threads.posts.clear()
    threads.add({"text": WORDS.replace("#", "")}, ago=timedelta(minutes=59))
    sighting = look_up(threads, staged, ago=timedelta(hours=1))
    assert sighting == Inconclusive(
        "the platform says that it is published, but shows no such words"
    )


def test_look_up_is_inconclusive_while_threads_is_at_work(threads: FakeThreads) -> None:
    staged = staged_by(threads)
    threads.statuses = ["IN_PROGRESS"]
    assert isinstance(look_up(threads, staged), Inconclusive)


def test_look_up_is_inconclusive_where_the_container_is_not_known(
    threads: FakeThreads,
) -> None:
    staged = staged_by(threads)
    threads.containers.clear()
    assert isinstance(look_up(threads, staged), Inconclusive)


def test_a_container_that_has_become_a_post_counts_as_published(
    threads: FakeThreads,
) -> None:
    staged = staged_by(threads)
    threads.next(
        refused(error(100, message="Tried accessing nonexisting field (status)"))
    )
    assert look_up(threads, staged, ago=timedelta(hours=1)) == Deleted()


@pytest.mark.parametrize("calls_before", [0, 1])
@pytest.mark.parametrize("fault", [Reset(), refused(error(2, 500)), Answer(200, b"{")])
def test_look_up_proves_nothing_from_what_it_could_not_read(
    threads: FakeThreads, fault: Fault, calls_before: int
) -> None:
    staged = staged_by(threads)
    threads.next(*[None] * calls_before, fault)
    assert isinstance(look_up(threads, staged), Inconclusive)


def test_look_up_of_a_reply_reads_the_replies(threads: FakeThreads) -> None:
    publish(threads)
    reply = Rendered(WORDS, WORDS, reply_to=threads.posts[0].number)
    staged = staged_by(threads, reply)
    assert look_up(threads, staged, reply) == Absent()
    threads.next(Reset(keeps=True))
    adapter(threads).publish(reply, key=KEY, staged=staged)
    sighting = look_up(threads, staged, reply)
    assert isinstance(sighting, Present)
    assert sighting.remote_id == threads.posts[1].number


# Reading and deleting


def test_fetch_gives_the_post_as_it_is(threads: FakeThreads) -> None:
    publish(threads)
    [post] = threads.posts
    assert adapter(threads).fetch(post.number) == LivePost(
        remote_id=post.number,
        url=f"{SITE}/post/{post.number}",
        words=WORDS,
        created_at=post.created_at.replace(microsecond=0),
    )


@pytest.mark.parametrize("number", ["404", "../me", "me", ""])
def test_fetch_says_gone_where_there_is_nothing(
    threads: FakeThreads, number: str
) -> None:
    assert adapter(threads).fetch(number) == Gone()


def test_delete_removes_the_post_and_is_content_where_it_is_gone(
    threads: FakeThreads,
) -> None:
    publish(threads)
    number = threads.posts[0].number
    account = adapter(threads)
    assert account.delete(number) == Removed()
    assert account.fetch(number) == Gone()
    assert account.delete(number) == Removed()


def test_delete_says_what_went_wrong(threads: FakeThreads) -> None:
    threads.next(refused(error(10, 403)), Reset(), refused(error(190, 401)))
    kinds = [type(adapter(threads).delete("1")) for _ in range(3)]
    assert kinds == [Permanent, Unknown, Unauthenticated]


def test_read_timeline_gives_posts_then_replies_page_by_page(
    threads: FakeThreads,
) -> None:
    threads.page_size = 2
    for number in range(3):
        threads.add({"text": f"Words {number}", "media_type": "TEXT"})
    threads.add({"text": "A reply", "media_type": "TEXT", "reply_to_id": "17"})
    threads.add({"text": "Long ago", "media_type": "TEXT"}, ago=timedelta(days=3))
    read: list[tuple[str, str | None]] = []
    older: str | None = None
    for _ in range(9):
        since = timezone.now() - timedelta(hours=1)
        page = adapter(threads).read_timeline(since=since, older=older)
        assert isinstance(page, TimelinePage)
        read += [(post.words, post.parent) for post in page.posts]
        older = page.older
        if older is None:
            break
    assert read == [
        ("Words 2", None),
        ("Words 1", None),
        ("Words 0", None),
        ("A reply", "17"),
    ]


def test_a_full_page_goes_on_even_without_a_next(threads: FakeThreads) -> None:
    posts = [
        {"id": f"{number}", "text": "Words", "timestamp": "2026-11-21T09:00:00+0000"}
        for number in range(1, 26)
    ]
    threads.next(Answer(200, {"data": posts, "paging": {"cursors": {"after": "25"}}}))
    page = adapter(threads).read_timeline(since=timezone.now())
    assert isinstance(page, TimelinePage)
    assert page.older == "0:25"


@pytest.mark.parametrize("older", ["7:", "next", "-1:"])
def test_a_page_that_there_is_not_is_inconclusive(
    threads: FakeThreads, older: str
) -> None:
    page = adapter(threads).read_timeline(since=timezone.now(), older=older)
    assert page == Inconclusive("there is no such page")


@pytest.mark.parametrize("odd", ODD_POSTS)
def test_what_cannot_be_read_is_inconclusive_and_nothing_breaks(
    threads: FakeThreads, odd: object
) -> None:
    # One page for the timeline, then one post to be fetched, and who somebody is.
    threads.next(Answer(200, {"data": [odd]}), *[Answer(200, odd)] * 3)
    account = adapter(threads)
    page = account.read_timeline(since=timezone.now())
    assert isinstance(page, Inconclusive)
    assert isinstance(account.fetch("12"), Inconclusive)
    assert not isinstance(account.check_credentials(), Accepted)


# Credentials


def test_check_accepts_and_renews_a_token_whose_end_is_not_known(
    threads: FakeThreads,
) -> None:
    kept: list[Secret] = []
    connection = Connection(
        "@ExampleDept",
        threads.secret,
        threads.url,
        kept.append,
        lambda: {**threads.secret, "user_id": USER_ID},
    )
    state = ThreadsAdapter(connection, TINY).check_credentials()
    assert isinstance(state, Accepted)
    assert (state.handle, state.remote_id) == ("exampledept", USER_ID)
    assert state.expires_at is not None
    assert state.expires_at > timezone.now() + timedelta(days=59)
    assert kept == [
        {
            "user_id": USER_ID,
            "access_token": NEW_TOKEN,
            "expires_at": state.expires_at.isoformat(),
        }
    ]


@pytest.mark.parametrize("renewable", [None, lambda: None])
def test_a_token_is_not_renewed_before_it_is_stored_or_by_two_at_once(
    threads: FakeThreads, renewable: Callable[[], None] | None
) -> None:
    connection = Connection(
        "@exampledept", threads.secret, threads.url, renewable=renewable
    )
    state = ThreadsAdapter(connection, TINY).check_credentials()
    assert (state, threads.renewals) == (Accepted("exampledept", USER_ID), 0)


def test_a_token_is_renewed_on_the_way_in_its_last_month_alone(
    threads: FakeThreads,
) -> None:
    for days in (40, 20):
        ends = timezone.now() + timedelta(days=days)
        account = adapter(threads, expires_at=ends.isoformat())
        account.stage(POST, key=KEY, media=Shelf(), before={})
    assert threads.renewals == 1


def test_a_renewal_that_is_refused_ends_nothing(threads: FakeThreads) -> None:
    threads.tokens_renew = False
    assert adapter(threads).check_credentials() == Accepted("exampledept", USER_ID)


@pytest.mark.parametrize(
    ("handle", "secret", "taken"),
    [
        ("@exampledept", {}, True),
        (USER_ID, {}, True),
        ("@exampledept", {"user_id": USER_ID}, True),
        ("@exampledept", {"user_id": "1"}, False),
        ("@anotherdept", {}, False),
    ],
)
def test_check_takes_the_token_for_this_account_alone(
    threads: FakeThreads, handle: str, secret: Mapping[str, str], *, taken: bool
) -> None:
    connection = Connection(handle, {**threads.secret, **secret}, threads.url)
    state = ThreadsAdapter(connection, TINY).check_credentials()
    assert isinstance(state, Accepted) == taken


def test_check_tells_a_refused_credential_from_no_answer(threads: FakeThreads) -> None:
    threads.next(refused(error(190, 401)), Reset(), Answer(200, {"id": "1"}))
    states = [type(adapter(threads).check_credentials()) for _ in range(3)]
    assert states == [Rejected, Unreachable, Unreachable]


def test_no_secret_calls_nobody() -> None:
    account = ThreadsAdapter(Connection("@exampledept", {}), TINY)
    answer = "this account has no complete Threads credential"
    assert account.publish(POST, key=KEY, staged={}) == Unauthenticated(answer)
    assert account.check_credentials() == Rejected(answer)


def test_no_secret_is_in_an_address_an_answer_a_repr_or_the_log(
    threads: FakeThreads, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    account = adapter(threads, app_secret=APP_SECRET)
    told = [publish(threads), account.check_credentials()]
    targets = [request.target for request in threads.requests]
    said = f"{told} {account!r} {account.renewal!r} {account.account!r} {targets}"
    said += caplog.text
    assert [each for each in (TOKEN, APP_SECRET, WORDS) if each in said] == []
