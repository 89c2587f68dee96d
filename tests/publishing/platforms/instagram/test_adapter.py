"""The adapter of Instagram, over real HTTP, against a small Instagram.

What it shares with Threads is tested there.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from publishing.platforms.instagram.adapter import InstagramAdapter
from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Attachment,
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
    Sent,
    Sighting,
    Staged,
    TimelinePage,
    Unauthenticated,
    Unknown,
)
from publishing.platforms.transport import Limits
from tests.publishing.platforms.instagram.fake import FakeInstagram
from tests.publishing.platforms.local_server import Answer, Reset
from tests.publishing.platforms.media_shelf import Shelf
from tests.publishing.platforms.meta.fake_containers import USER_ID
from tests.publishing.platforms.meta.fake_graph import (
    APP_SECRET,
    ODD_POSTS,
    TOKEN,
    error,
    refused,
)


TINY = Limits(connect=0.3, read=0.3, total=0.5)
KEY = PostKey("f00d", datetime(2026, 11, 21, 9, tzinfo=UTC), 0)
WORDS = "Flood warning 🌊 for Exampleton. #Floods & advice"
SHELF = Shelf()
PICTURE = SHELF.put(b"a river", "image/jpeg", "A river")
OTHER = SHELF.put(b"a bridge", "image/jpeg", "A bridge")
FILM = SHELF.put(b"a film", "video/mp4", "A film")
POST = Rendered(WORDS, WORDS, media=(PICTURE,))


@pytest.fixture
def instagram() -> Iterator[FakeInstagram]:
    with FakeInstagram() as server:
        yield server


def adapter(server: FakeInstagram, **secret: str) -> InstagramAdapter:
    whole = {**server.secret, **secret}
    connection = Connection(
        "@exampledept", whole, server.url, renewable=lambda: dict(whole)
    )
    return InstagramAdapter(connection, TINY)


def staged_by(server: FakeInstagram, post: Rendered = POST) -> Ref:
    """Every step of staging, as the publisher takes them."""
    ref: Ref = {}
    for _ in range(20):
        step = adapter(server).stage(post, key=KEY, media=SHELF, before=ref)
        assert isinstance(step, Staged), step
        ref = step.ref
        if step.whole:
            return ref
    raise AssertionError("it never became whole")


def publish(server: FakeInstagram, post: Rendered = POST) -> Outcome:
    return adapter(server).publish(post, key=KEY, staged=staged_by(server, post))


def look_up(server: FakeInstagram, staged: Ref, ago: int = 1) -> Sighting:
    since = timezone.now() - timedelta(minutes=ago)
    return adapter(server).look_up(POST, key=KEY, staged=staged, since=since)


# Preparing


@pytest.mark.parametrize(
    ("media", "reply_to", "answer"),
    [
        ((), None, "Instagram takes no post without a picture or film"),
        ((PICTURE,), "17", "Instagram takes no post as an answer to another"),
    ],
)
def test_what_instagram_never_takes_is_refused_before_anything_is_sent(
    instagram: FakeInstagram,
    media: tuple[Attachment, ...],
    reply_to: str | None,
    answer: str,
) -> None:
    post = Rendered(WORDS, WORDS, media=media, reply_to=reply_to)
    step = adapter(instagram).stage(post, key=KEY, media=SHELF, before={})
    assert step == Permanent(answer)
    assert instagram.calls == []


def test_a_picture_goes_by_its_address_with_its_alt_text(
    instagram: FakeInstagram,
) -> None:
    staged_by(instagram)
    [container] = instagram.containers.values()
    assert container.fields == {
        "caption": WORDS,
        "image_url": SHELF.public_url(PICTURE.sha256),
        "alt_text": "A river",
    }


def test_a_film_alone_is_a_reel(instagram: FakeInstagram) -> None:
    staged_by(instagram, Rendered(WORDS, WORDS, media=(FILM,)))
    [container] = instagram.containers.values()
    assert container.fields == {
        "caption": WORDS,
        "media_type": "REELS",
        "video_url": SHELF.public_url(FILM.sha256),
        "share_to_feed": "true",
    }


def test_several_are_a_carousel_of_containers_of_their_own(
    instagram: FakeInstagram,
) -> None:
    outcome = publish(instagram, Rendered(WORDS, WORDS, media=(PICTURE, OTHER, FILM)))
    *children, whole = instagram.containers.values()
    assert [child.fields.get("alt_text") for child in children] == [
        "A river",
        "A bridge",
        None,
    ]
    assert {child.fields["is_carousel_item"] for child in children} == {"true"}
    assert whole.fields["children"] == ",".join(child.number for child in children)
    assert isinstance(outcome, Sent)
    look = adapter(instagram).fetch(outcome.remote_id)
    assert isinstance(look, LivePost)
    assert (look.words, look.media) == (WORDS, 3)


def test_no_container_is_made_where_the_quota_is_used_up(
    instagram: FakeInstagram,
) -> None:
    instagram.used = instagram.total
    step = adapter(instagram).stage(POST, key=KEY, media=SHELF, before={})
    assert isinstance(step, Later)
    assert instagram.containers == {}


# Publishing and looking up


def test_publish_publishes_the_container_and_gives_the_permalink(
    instagram: FakeInstagram,
) -> None:
    outcome = publish(instagram)
    [post] = instagram.posts
    assert outcome == Sent(post.number, f"https://www.instagram.com/p/{post.number}/")
    assert instagram.live() == [WORDS]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (error(9007, subcode=2207027), Later),
        (error(9, 403, subcode=2207042), Later),
        (error(80002), Later),
        (error(190, 401), Unauthenticated),
        (error(24, subcode=2207006), Permanent),
        (error(36003, subcode=2207009), Permanent),
        (error(-1, 500, subcode=2207001), Unknown),
        (error(2, 500), Unknown),
    ],
)
def test_publish_reads_a_refusal_by_its_code(
    instagram: FakeInstagram, answer: tuple[int, Any], kind: type[Outcome]
) -> None:
    staged = staged_by(instagram)
    instagram.next(refused(answer))
    outcome = adapter(instagram).publish(POST, key=KEY, staged=staged)
    assert isinstance(outcome, kind)


def test_look_up_finds_what_was_published_and_never_answered(
    instagram: FakeInstagram,
) -> None:
    staged = staged_by(instagram)
    assert look_up(instagram, staged) == Absent()
    instagram.next(Reset(keeps=True))
    adapter(instagram).publish(POST, key=KEY, staged=staged)
    [post] = instagram.posts
    url = f"https://www.instagram.com/p/{post.number}/"
    assert look_up(instagram, staged) == Present(post.number, url)
    instagram.posts.clear()
    assert look_up(instagram, staged, ago=60) == Deleted()


def test_look_up_proves_nothing_from_what_it_could_not_read(
    instagram: FakeInstagram,
) -> None:
    staged = staged_by(instagram)
    instagram.next(refused(error(100, subcode=33)))
    assert isinstance(look_up(instagram, staged), Inconclusive)


def test_a_post_cannot_be_changed(instagram: FakeInstagram) -> None:
    outcome = adapter(instagram).correct("1", POST, key=KEY, staged={})
    assert outcome == Permanent("a post on Instagram cannot be changed there")


# Deleting and reading


def test_delete_works_through_facebooks_login_alone(instagram: FakeInstagram) -> None:
    publish(instagram)
    number = instagram.posts[0].number
    own = adapter(instagram, login="instagram")
    assert own.delete(number) == Permanent(
        "with Instagram's own login a post is deleted in the app alone"
    )
    assert adapter(instagram).delete(number) == Removed()
    assert adapter(instagram).fetch(number) == Gone()


def test_read_timeline_gives_the_accounts_posts(instagram: FakeInstagram) -> None:
    publish(instagram)
    publish(instagram, Rendered("Reel", "Reel", media=(FILM,)))
    instagram.add({"caption": "Long ago"}, ago=timedelta(days=3))
    since = timezone.now() - timedelta(hours=1)
    page = adapter(instagram).read_timeline(since=since)
    assert isinstance(page, TimelinePage)
    assert [(post.words, post.media) for post in page.posts] == [
        ("Reel", 1),
        (WORDS, 1),
    ]
    assert page.older is None


@pytest.mark.parametrize("odd", ODD_POSTS)
def test_what_cannot_be_read_is_inconclusive_and_nothing_breaks(
    instagram: FakeInstagram, odd: object
) -> None:
    # One page for the timeline, then one post to be fetched, and who somebody is.
    instagram.next(Answer(200, {"data": [odd]}), *[Answer(200, odd)] * 3)
    account = adapter(instagram)
    page = account.read_timeline(since=timezone.now())
    assert isinstance(page, Inconclusive)
    assert isinstance(account.fetch("12"), Inconclusive)
    assert not isinstance(account.check_credentials(), Accepted)


# Credentials


def test_check_asks_for_the_account_through_facebooks_login(
    instagram: FakeInstagram,
) -> None:
    account = adapter(instagram, app_secret=APP_SECRET)
    assert account.check_credentials() == Accepted("exampledept", USER_ID)
    assert instagram.calls[0] == ("GET", f"/{USER_ID}")
    assert [each.target for each in instagram.requests if TOKEN in each.target] == []


def test_check_renews_the_token_of_instagrams_own_login(
    instagram: FakeInstagram,
) -> None:
    state = adapter(instagram, login="instagram").check_credentials()
    assert isinstance(state, Accepted)
    assert state.expires_at is not None
    assert (instagram.calls[0], instagram.renewals) == (("GET", "/me"), 1)


def test_check_rejects_another_account_and_a_token_that_ended(
    instagram: FakeInstagram,
) -> None:
    another = Connection("@anotherdept", instagram.secret, instagram.url)
    assert isinstance(InstagramAdapter(another, TINY).check_credentials(), Rejected)
    instagram.next(None, None, Answer(200, {"data": {"is_valid": False}}))
    assert adapter(instagram).check_credentials() == Rejected(
        "Instagram says that this token is not valid any more"
    )


def test_a_secret_without_the_accounts_number_calls_nobody() -> None:
    account = InstagramAdapter(Connection("@exampledept", {"access_token": "t"}), TINY)
    answer = "this account has no complete Instagram credential"
    assert account.check_credentials() == Rejected(answer)
