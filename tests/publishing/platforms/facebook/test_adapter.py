"""The adapter of Facebook Pages, over real HTTP, against a small Facebook.

What the publisher makes of an outcome is tested elsewhere.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from publishing.platforms.facebook.adapter import FacebookAdapter
from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Attachment,
    Connection,
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
    Staging,
    TimelinePage,
    Unauthenticated,
    Unknown,
    Unreachable,
    Wording,
)
from publishing.platforms.transport import Limits
from tests.publishing.platforms.facebook.fake import PAGE_ID, VISITOR, FakeFacebook
from tests.publishing.platforms.local_server import Answer, Reset, Silence
from tests.publishing.platforms.media_shelf import Shelf
from tests.publishing.platforms.meta.fake_graph import (
    APP_ID,
    APP_SECRET,
    ODD_POSTS,
    TOKEN,
    Fault,
    error,
    refused,
)


TINY = Limits(connect=0.3, read=0.3, total=0.5)
KEY = PostKey("f00d", datetime(2026, 11, 21, 9, tzinfo=UTC), 0)
WORDS = (
    "Flood warning 🌊 for Exampleton. #Floods & advice\nhttps://www.example.gov.uk/a"
)
POST = Rendered(WORDS, WORDS)
PNG = b"\x89PNG of a river"
NO_ANSWER = "Facebook gave no readable answer in time"


@pytest.fixture
def facebook() -> Iterator[FakeFacebook]:
    with FakeFacebook() as server:
        yield server


def adapter(server: FakeFacebook, **secret: str) -> FacebookAdapter:
    connection = Connection("@exampledept", {**server.secret, **secret}, server.url)
    return FacebookAdapter(connection, TINY)


def staged_by(server: FakeFacebook, post: Rendered, shelf: Shelf) -> Ref:
    """Every step of staging, as the publisher takes them."""
    ref: Ref = {}
    for _ in range(20):
        step = adapter(server).stage(post, key=KEY, media=shelf, before=ref)
        assert isinstance(step, Staged), step
        ref = step.ref
        if step.whole:
            return ref
    raise AssertionError("it never became whole")


def publish(server: FakeFacebook, post: Rendered = POST) -> Outcome:
    return adapter(server).publish(post, key=KEY, staged={})


def look_up(
    server: FakeFacebook, post: Rendered = POST, staged: Ref | None = None
) -> Sighting:
    since = timezone.now() - timedelta(minutes=1)
    return adapter(server).look_up(post, key=KEY, staged=staged or {}, since=since)


def with_pictures(shelf: Shelf, number: int, words: str = WORDS) -> Rendered:
    media = [
        shelf.put(PNG + bytes([each]), "image/png", f"A river, {each}")
        for each in range(number)
    ]
    return Rendered(words, words, media=tuple(media))


def a_film(shelf: Shelf) -> Attachment:
    return shelf.put(b"film" * 600_000, "video/mp4", "A film of a river")


# Publishing


def test_prepare_keeps_the_words_as_they_are() -> None:
    assert FacebookAdapter.prepare(Wording(WORDS)) == POST


def test_prepare_lets_no_words_name_a_page(facebook: FakeFacebook) -> None:
    rendered = FacebookAdapter.prepare(Wording("Write to @[104] or a@b"))
    assert rendered.body == "Write to @\u200d[104] or a@b"
    publish(facebook, rendered)
    assert isinstance(look_up(facebook, rendered), Present)


def test_words_alone_need_no_step_before(facebook: FakeFacebook) -> None:
    step = adapter(facebook).stage(POST, key=KEY, media=Shelf(), before={})
    assert (step, facebook.calls) == (Staged({}, whole=True), [])


def test_publish_posts_once_and_gives_the_permalink(facebook: FakeFacebook) -> None:
    outcome = publish(facebook)
    [post] = facebook.posts
    number = post.number.partition("_")[2]
    assert outcome == Sent(
        post.number, f"https://www.facebook.com/{PAGE_ID}/posts/{number}"
    )
    assert facebook.calls == [("POST", f"/{PAGE_ID}/feed")]
    assert facebook.live() == [WORDS]


def test_the_token_is_never_in_an_address(facebook: FakeFacebook) -> None:
    account = adapter(facebook, app_secret=APP_SECRET, app_id=APP_ID)
    account.publish(POST, key=KEY, staged={})
    account.look_up(POST, key=KEY, staged={}, since=timezone.now())
    account.check_credentials()
    account.delete(facebook.posts[0].number)
    assert [each.target for each in facebook.requests if TOKEN in each.target] == []
    assert [
        each.target for each in facebook.requests if APP_SECRET in each.target
    ] == []


def test_every_call_carries_the_proof_where_there_is_an_app_secret(
    facebook: FakeFacebook,
) -> None:
    account = adapter(facebook, app_secret=APP_SECRET)
    account.publish(POST, key=KEY, staged={})
    account.fetch(facebook.posts[0].number)
    account.delete(facebook.posts[0].number)
    assert [len(each.fields["appsecret_proof"]) for each in facebook.requests] == [
        64
    ] * 3
    assert facebook.live() == []


def test_pictures_are_uploaded_one_by_one_with_their_alt_text_then_posted(
    facebook: FakeFacebook,
) -> None:
    shelf = Shelf()
    post = with_pictures(shelf, 2)
    staged = staged_by(facebook, post, shelf)
    assert facebook.live() == []
    outcome = adapter(facebook).publish(post, key=KEY, staged=staged)
    assert isinstance(outcome, Sent)
    photos = list(facebook.photos.values())
    assert [photo.alt for photo in photos] == ["A river, 0", "A river, 1"]
    assert [photo.content for photo in photos] == [PNG + b"\x00", PNG + b"\x01"]
    assert not any(photo.published for photo in photos)
    assert facebook.posts[0].photos == [photo.number for photo in photos]


def test_a_film_is_uploaded_in_pieces_and_published_with_its_words(
    facebook: FakeFacebook,
) -> None:
    shelf = Shelf()
    film = a_film(shelf)
    post = Rendered(WORDS, WORDS, media=(film,))
    staged = staged_by(facebook, post, shelf)
    assert facebook.live() == []
    outcome = adapter(facebook).publish(post, key=KEY, staged=staged)
    [kept] = facebook.films.values()
    assert outcome == Sent(
        kept.number, f"https://www.facebook.com/{PAGE_ID}/videos/{kept.number}"
    )
    assert (kept.content, facebook.live()) == (shelf.kept[film.sha256], [WORDS])
    assert len(facebook.calls) == 1 + 3 + 1


def test_a_reply_is_a_comment_with_at_most_one_picture(facebook: FakeFacebook) -> None:
    parent = facebook.has_post("Somebody asks", author=VISITOR)
    shelf = Shelf()
    plain = with_pictures(shelf, 1)
    reply = Rendered(WORDS, WORDS, media=plain.media, reply_to=parent.number)
    staged = staged_by(facebook, reply, shelf)
    outcome = adapter(facebook).publish(reply, key=KEY, staged=staged)
    comment = facebook.posts[-1]
    assert outcome == Sent(comment.number, comment_url(comment.number))
    assert (comment.parent, len(comment.photos)) == (parent.number, 1)


def comment_url(number: str) -> str:
    post, _, comment = number.partition("_")
    return f"https://www.facebook.com/{PAGE_ID}/posts/{post}?comment_id={comment}"


@pytest.mark.parametrize(
    ("films", "pictures", "reply_to"), [(1, 1, None), (1, 0, "1_2"), (0, 2, "1_2")]
)
def test_what_facebook_cannot_carry_is_refused_before_anything_is_sent(
    facebook: FakeFacebook, films: int, pictures: int, reply_to: str | None
) -> None:
    shelf = Shelf()
    media = with_pictures(shelf, pictures).media + (a_film(shelf),) * films
    post = Rendered(WORDS, WORDS, media=media, reply_to=reply_to)
    step = adapter(facebook).stage(post, key=KEY, media=shelf, before={})
    assert isinstance(step, Permanent)
    assert facebook.calls == []


# What failures prove


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (
            error(190, 401),
            Unauthenticated("190: Facebook refused this account's credential"),
        ),
        (
            error(102),
            Unauthenticated("102: Facebook refused this account's credential"),
        ),
        (error(100), Permanent("100: Facebook refused it as it is")),
        (
            error(200, 403),
            Permanent("200: Facebook does not give this app the permission it needs"),
        ),
        (
            error(368),
            Permanent("368: Facebook has blocked this account or its app for now"),
        ),
        (
            error(506),
            Unknown("506: Facebook says that these words were already posted"),
        ),
        (
            error(368, message="You've already posted this. Posting the same content"),
            Unknown("368: Facebook says that these words were already posted"),
        ),
        (error(1, 500), Unknown("1: Facebook did not say whether it was done")),
        (error(2, 500), Unknown("2: Facebook did not say whether it was done")),
        (error(2, 400), Unknown("2: Facebook did not say whether it was done")),
        (
            error(999, transient=True),
            Unknown("999: Facebook did not say whether it was done"),
        ),
        (
            (502, b"<html>"),
            Unknown("502: Facebook did not say whether it published the post"),
        ),
        (
            (504, b""),
            Unknown("504: Facebook did not say whether it published the post"),
        ),
        (
            (307, b""),
            Unknown("307: Facebook did not say whether it published the post"),
        ),
        (
            (401, b"{"),
            Unauthenticated("401: Facebook refused this account's credential"),
        ),
        ((200, b"{"), Unknown(NO_ANSWER)),
        ((200, {"id": "../me"}), Unknown(NO_ANSWER)),
        ((200, {"post": "1_2"}), Unknown(NO_ANSWER)),
    ],
)
def test_publish_reads_a_refusal_by_its_code(
    facebook: FakeFacebook, answer: tuple[int, Any], outcome: Outcome
) -> None:
    facebook.next(refused(answer))
    assert publish(facebook) == outcome
    assert len(facebook.calls) == 1


@pytest.mark.parametrize(
    "fault", [Reset(), Reset(keeps=True), Silence(), Silence(keeps=True)]
)
def test_publish_does_not_know_after_a_lost_answer(
    facebook: FakeFacebook, fault: Fault
) -> None:
    facebook.next(fault)
    assert publish(facebook) == Unknown(NO_ANSWER)
    assert len(facebook.calls) == 1


def test_publish_is_certain_that_nothing_was_sent_without_a_connection() -> None:
    with FakeFacebook() as gone:
        pass
    outcome = publish(gone)
    assert isinstance(outcome, Later)
    assert outcome.answer == (
        "no connection to Facebook could be made, so nothing was sent"
    )


@pytest.mark.parametrize("code", [4, 17, 32, 341, 613, 80001, 80006])
def test_publish_waits_as_long_as_facebook_estimates(
    facebook: FakeFacebook, code: int
) -> None:
    _, _, headers = facebook.rate_answer(timezone.now() + timedelta(minutes=7))
    facebook.next(refused(error(code, 403), headers))
    before = timezone.now()
    outcome = publish(facebook)
    assert isinstance(outcome, Later)
    assert before + timedelta(minutes=7) <= outcome.not_before
    assert outcome.not_before <= timezone.now() + timedelta(minutes=7)


@pytest.mark.parametrize("header", ["", "nonsense", '{"1": "2"}', "[]", '{"1": [3]}'])
def test_publish_waits_a_quarter_of_an_hour_without_an_estimate(
    facebook: FakeFacebook, header: str
) -> None:
    headers = {"x-business-use-case-usage": header}
    facebook.next(refused(error(4, 403), headers))
    before = timezone.now()
    outcome = publish(facebook)
    assert isinstance(outcome, Later)
    assert outcome.not_before >= before + timedelta(minutes=15)
    assert outcome.not_before <= timezone.now() + timedelta(minutes=15)


def test_facebook_refuses_the_same_words_twice_in_a_row(facebook: FakeFacebook) -> None:
    publish(facebook)
    assert publish(facebook) == Unknown(
        "506: Facebook says that these words were already posted"
    )
    assert facebook.live() == [WORDS]


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (refused(error(190, 401)), Unauthenticated),
        (refused(error(100)), Permanent),
        (refused(error(2, 500)), Later),
        (refused(error(4, 403)), Later),
        (Reset(), Later),
        (Answer(200, b"{"), Later),
    ],
)
def test_what_goes_wrong_while_uploading_is_never_unknown(
    facebook: FakeFacebook, fault: Fault, kind: type[Staging]
) -> None:
    shelf = Shelf()
    post = with_pictures(shelf, 1)
    facebook.next(fault)
    step = adapter(facebook).stage(post, key=KEY, media=shelf, before={})
    assert isinstance(step, kind)


def test_usage_headers_become_an_allowance(facebook: FakeFacebook) -> None:
    facebook.headers = {"x-app-usage": '{"call_count": 28, "total_time": 25}'}
    account = adapter(facebook)
    account.publish(POST, key=KEY, staged={})
    [allowance] = account.allowances
    assert (allowance.kind, allowance.remaining, allowance.limit) == ("reads", 72, 100)


# Looking up


def test_look_up_finds_the_post_among_others(facebook: FakeFacebook) -> None:
    facebook.has_post("Other words")
    facebook.next(Reset(keeps=True))
    publish(facebook)
    facebook.has_post("Later words")
    [post] = [each for each in facebook.posts if each.words == WORDS]
    assert look_up(facebook) == Present(
        post.number, f"https://www.facebook.com/{post.number}"
    )


def test_look_up_knows_a_post_with_the_preview_of_a_film_elsewhere(
    facebook: FakeFacebook,
) -> None:
    words = "How to stay safe\nhttps://www.youtube.example/watch"
    post = Rendered(words, words)
    publish(facebook, post)
    sighting = look_up(facebook, post)
    assert isinstance(sighting, Present)
    assert sighting.remote_id == facebook.posts[0].number


def test_look_up_reads_every_page_before_it_says_absent(facebook: FakeFacebook) -> None:
    facebook.page_size = 2
    for number in range(5):
        facebook.has_post(f"Words {number}")
    assert look_up(facebook) == Absent()
    assert len(facebook.calls) == 3


def test_look_up_is_not_misled_by_a_visitor_or_an_older_post(
    facebook: FakeFacebook,
) -> None:
    facebook.has_post(WORDS, author=VISITOR)
    facebook.has_post(WORDS, ago=timedelta(hours=2))
    assert look_up(facebook) == Absent()


def test_look_up_tells_a_post_with_pictures_from_one_without(
    facebook: FakeFacebook,
) -> None:
    facebook.has_post(WORDS, photos=2)
    assert look_up(facebook) == Inconclusive(
        "a post with nearly the same content is there"
    )
    post = with_pictures(Shelf(), 2)
    assert isinstance(look_up(facebook, post), Present)


@pytest.mark.parametrize(
    "fault",
    [
        refused(error(190, 401)),
        refused(error(2, 500)),
        Reset(),
        Answer(200, b"{"),
        Answer(200, {"data": [{"id": "1_2"}]}),
        Answer(200, {"data": [], "paging": {"next": "https://example.com"}}),
    ],
)
def test_look_up_proves_nothing_from_a_timeline_that_it_could_not_read(
    facebook: FakeFacebook, fault: Fault
) -> None:
    facebook.next(fault)
    assert isinstance(look_up(facebook), Inconclusive)


def test_look_up_finds_a_comment_under_what_it_answers(facebook: FakeFacebook) -> None:
    parent = facebook.has_post("Somebody asks", author=VISITOR)
    reply = Rendered(WORDS, WORDS, reply_to=parent.number)
    assert look_up(facebook, reply) == Absent()
    facebook.next(Reset(keeps=True))
    publish(facebook, reply)
    sighting = look_up(facebook, reply)
    assert isinstance(sighting, Present)
    assert sighting.remote_id == facebook.posts[-1].number


def test_look_up_of_a_comment_is_inconclusive_without_its_post(
    facebook: FakeFacebook,
) -> None:
    reply = Rendered(WORDS, WORDS, reply_to=f"{PAGE_ID}_404")
    assert look_up(facebook, reply) == Inconclusive(
        "the post that it answers is not there"
    )


def test_look_up_finds_a_film_by_its_number(facebook: FakeFacebook) -> None:
    shelf = Shelf()
    post = Rendered(WORDS, WORDS, media=(a_film(shelf),))
    staged = staged_by(facebook, post, shelf)
    assert look_up(facebook, post, staged) == Absent()
    facebook.next(Reset(keeps=True))
    assert isinstance(adapter(facebook).publish(post, key=KEY, staged=staged), Unknown)
    number = str(staged["video"])
    assert look_up(facebook, post, staged) == Present(
        number, f"https://www.facebook.com/{PAGE_ID}/videos/{number}"
    )


# Reading, changing, deleting


def test_fetch_gives_the_post_as_it_is(facebook: FakeFacebook) -> None:
    publish(facebook)
    [post] = facebook.posts
    assert adapter(facebook).fetch(post.number) == LivePost(
        remote_id=post.number,
        url=f"https://www.facebook.com/{post.number}",
        words=WORDS,
        created_at=post.created_at.replace(microsecond=0),
    )


def test_fetch_gives_a_comment_with_what_it_answers(facebook: FakeFacebook) -> None:
    parent = facebook.has_post("Our own post")
    publish(facebook, Rendered(WORDS, WORDS, reply_to=parent.number))
    look = adapter(facebook).fetch(facebook.posts[-1].number)
    assert isinstance(look, LivePost)
    assert (look.words, look.parent) == (WORDS, parent.number)


@pytest.mark.parametrize("number", [f"{PAGE_ID}_404", "404", "../me", "1?fields=x", ""])
def test_fetch_says_gone_where_there_is_nothing(
    facebook: FakeFacebook, number: str
) -> None:
    assert adapter(facebook).fetch(number) == Gone()


def test_fetch_is_inconclusive_where_facebook_does_not_tell(
    facebook: FakeFacebook,
) -> None:
    facebook.next(refused(error(190, 401)))
    assert adapter(facebook).fetch(f"{PAGE_ID}_1") == Inconclusive(
        "190: Facebook did not answer the question"
    )


def test_correct_changes_the_words_and_nothing_else(facebook: FakeFacebook) -> None:
    publish(facebook)
    number = facebook.posts[0].number
    other = Rendered("Corrected", "Corrected")
    outcome = adapter(facebook).correct(number, other, key=KEY, staged={})
    assert outcome == Sent(number, f"https://www.facebook.com/{number}")
    look = adapter(facebook).fetch(number)
    assert isinstance(look, LivePost)
    assert look.words == "Corrected"


def test_correct_refuses_other_pictures_and_a_post_that_is_gone(
    facebook: FakeFacebook,
) -> None:
    publish(facebook)
    account, shelf = adapter(facebook), Shelf()
    number = facebook.posts[0].number
    assert account.correct(number, with_pictures(shelf, 1), key=KEY, staged={}) == (
        Permanent("Facebook cannot change the pictures of a post that is live")
    )
    account.delete(number)
    assert account.correct(number, POST, key=KEY, staged={}) == Permanent(
        "the post is not there any more"
    )


def test_a_lost_answer_to_a_correction_is_unknown(facebook: FakeFacebook) -> None:
    publish(facebook)
    number = facebook.posts[0].number
    facebook.next(None, Reset())
    outcome = adapter(facebook).correct(number, POST, key=KEY, staged={})
    assert outcome == Unknown(NO_ANSWER)


def test_delete_removes_the_post_and_is_content_where_it_is_gone(
    facebook: FakeFacebook,
) -> None:
    publish(facebook)
    number = facebook.posts[0].number
    assert adapter(facebook).delete(number) == Removed()
    assert adapter(facebook).fetch(number) == Gone()
    assert adapter(facebook).delete(number) == Removed()


def test_delete_says_what_went_wrong(facebook: FakeFacebook) -> None:
    facebook.next(refused(error(200, 403)), Reset(), refused(error(190, 401)))
    kinds = [type(adapter(facebook).delete(f"{PAGE_ID}_1")) for _ in range(3)]
    assert kinds == [Permanent, Unknown, Unauthenticated]


def test_read_timeline_gives_pages_of_the_pages_own_posts(
    facebook: FakeFacebook,
) -> None:
    facebook.page_size = 2
    for number in range(3):
        facebook.has_post(f"Words {number}", photos=number)
    facebook.has_post("A visitor's", author=VISITOR)
    since = timezone.now() - timedelta(hours=1)
    first = adapter(facebook).read_timeline(since=since)
    assert isinstance(first, TimelinePage)
    second = adapter(facebook).read_timeline(since=since, older=first.older)
    assert isinstance(second, TimelinePage)
    read = [*first.posts, *second.posts]
    assert [(post.words, post.media) for post in read] == [
        ("Words 2", 2),
        ("Words 1", 1),
        ("Words 0", 0),
    ]
    assert second.older is None


def test_a_film_has_one_number_in_the_timeline_and_elsewhere(
    facebook: FakeFacebook,
) -> None:
    shelf = Shelf()
    post = Rendered(WORDS, WORDS, media=(a_film(shelf),))
    staged = staged_by(facebook, post, shelf)
    sent = adapter(facebook).publish(post, key=KEY, staged=staged)
    page = adapter(facebook).read_timeline(since=timezone.now() - timedelta(hours=1))
    assert isinstance(sent, Sent)
    assert isinstance(page, TimelinePage)
    assert [each.remote_id for each in page.posts] == [sent.remote_id]
    assert adapter(facebook).delete(sent.remote_id) == Removed()
    assert facebook.live() == []


@pytest.mark.parametrize("odd", ODD_POSTS)
def test_what_cannot_be_read_is_inconclusive_and_nothing_breaks(
    facebook: FakeFacebook, odd: object
) -> None:
    # One page for the timeline, then one post to be fetched, and who somebody is.
    facebook.next(Answer(200, {"data": [odd]}), *[Answer(200, odd)] * 3)
    account = adapter(facebook)
    page = account.read_timeline(since=timezone.now())
    assert isinstance(page, Inconclusive)
    assert isinstance(account.fetch("1_2"), Inconclusive)
    assert not isinstance(account.check_credentials(), Accepted)


# Credentials


def test_check_accepts_the_pages_own_token(facebook: FakeFacebook) -> None:
    assert adapter(facebook).check_credentials() == Accepted("exampledept", PAGE_ID)


def test_check_gives_the_earlier_of_the_ends(facebook: FakeFacebook) -> None:
    ends = datetime(2027, 2, 1, tzinfo=UTC)
    facebook.token_facts["data_access_expires_at"] = int(ends.timestamp())
    account = adapter(facebook, app_id=APP_ID, app_secret=APP_SECRET)
    assert account.check_credentials() == Accepted("exampledept", PAGE_ID, ends)


@pytest.mark.parametrize(
    ("handle", "page_id", "taken"),
    [
        ("@ExampleDept", PAGE_ID, True),
        (PAGE_ID, PAGE_ID, True),
        ("@anotherdept", PAGE_ID, False),
        ("@exampledept", "1", False),
    ],
)
def test_check_takes_the_token_for_this_page_alone(
    facebook: FakeFacebook, handle: str, page_id: str, *, taken: bool
) -> None:
    secret = facebook.secret | {"page_id": page_id}
    account = FacebookAdapter(Connection(handle, secret, facebook.url), TINY)
    assert isinstance(account.check_credentials(), Accepted) == taken


def test_check_knows_a_page_without_a_user_name_by_its_name(
    facebook: FakeFacebook,
) -> None:
    facebook.username = None
    connection = Connection("Example Department", facebook.secret, facebook.url)
    state = FacebookAdapter(connection, TINY).check_credentials()
    assert state == Accepted("Example Department", PAGE_ID)


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"is_valid": False}, "Facebook says that this token is not valid any more"),
        ({"scopes": ["x"]}, "this token lacks the permission pages_manage_posts"),
    ],
)
def test_check_rejects_a_token_that_could_not_publish(
    facebook: FakeFacebook, facts: dict[str, Any], answer: str
) -> None:
    facebook.token_facts |= facts
    assert adapter(facebook).check_credentials() == Rejected(answer)


def test_check_tells_a_refused_credential_from_no_answer(
    facebook: FakeFacebook,
) -> None:
    facebook.next(refused(error(190, 401)), Reset(), refused(error(2, 500)))
    states = [type(adapter(facebook).check_credentials()) for _ in range(3)]
    assert states == [Rejected, Unreachable, Unreachable]


@pytest.mark.parametrize("secret", [{}, {"access_token": "t"}, {"page_id": PAGE_ID}])
def test_an_incomplete_secret_calls_nobody(secret: dict[str, str]) -> None:
    account = FacebookAdapter(Connection("@exampledept", secret), TINY)
    answer = "this account has no complete Facebook credential"
    assert account.publish(POST, key=KEY, staged={}) == Unauthenticated(answer)
    assert account.check_credentials() == Rejected(answer)
    assert account.fetch("1_2") == Inconclusive(answer)
    assert account.delete("1_2") == Unauthenticated(answer)


def test_no_secret_is_in_an_answer_a_repr_or_the_log(
    facebook: FakeFacebook, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    account = adapter(facebook, app_id=APP_ID, app_secret=APP_SECRET)
    facebook.next(refused(error(190, 401, message=f"{TOKEN} {WORDS}")))
    told = [account.publish(POST, key=KEY, staged={}), account.check_credentials()]
    said = f"{told} {account!r} {account.graph!r} {account.uploads!r} {caplog.text}"
    assert [each for each in (TOKEN, APP_SECRET, WORDS) if each in said] == []
