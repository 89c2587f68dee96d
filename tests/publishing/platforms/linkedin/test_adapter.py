"""LinkedIn gets exactly the authorised words, once, and says what became of them.

Its own server is not to be had here; the fake keeps to its published behaviour.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from publishing.platforms.linkedin.adapter import LinkedInAdapter
from publishing.platforms.linkedin.text import little, plain
from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Attachment,
    Connection,
    Gone,
    Inconclusive,
    Later,
    LivePost,
    Permanent,
    PostKey,
    Present,
    Ref,
    Rejected,
    Removed,
    Rendered,
    Sent,
    Staged,
    TimelinePage,
    Unauthenticated,
    Unknown,
    Unreachable,
    Wording,
)
from publishing.platforms.transport import Limits
from tests.publishing.platforms.linkedin.fake import FakeLinkedIn, shown
from tests.publishing.platforms.local_server import Answer, Reset, Silence
from tests.publishing.platforms.media_shelf import Shelf


TINY = Limits(connect=0.3, read=0.3, total=0.5)
WORDS = (
    "Flood warning (River Ouse) at Exampleton_North: see https://www.gov.uk/a_b #Flood"
)
KEY = PostKey("0123abcd-7", datetime(2026, 11, 20, 9, tzinfo=UTC), 0)


@pytest.fixture
def linkedin() -> Iterator[FakeLinkedIn]:
    with FakeLinkedIn() as fake:
        yield fake


def adapter(linkedin: FakeLinkedIn, **secret: str) -> LinkedInAdapter:
    said = linkedin.secret | secret
    return LinkedInAdapter(Connection(linkedin.handle, said, linkedin.url), TINY)


def rendered(text: str = WORDS, *media: Attachment) -> Rendered:
    return LinkedInAdapter.prepare(Wording(text, media=media))


def published(linkedin: FakeLinkedIn, text: str = WORDS) -> Sent:
    outcome = adapter(linkedin).publish(rendered(text), key=KEY, staged={})
    assert isinstance(outcome, Sent)
    return outcome


def an_hour_ago() -> datetime:
    return timezone.now() - timedelta(hours=1)


def test_the_authorised_words_are_shown_whole(linkedin: FakeLinkedIn) -> None:
    sent = published(linkedin)
    assert linkedin.live() == [WORDS]
    assert sent.url == f"https://www.linkedin.com/feed/update/{sent.remote_id}/"


def test_a_hashtag_works_and_reads_as_it_was_typed(linkedin: FakeLinkedIn) -> None:
    published(linkedin)
    assert "{hashtag|\\#|Flood}" in linkedin.posts[0].raw["commentary"]


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        "\\ | { } @ [ ] ( ) < > # * _ ~",
        "A back slash \\( that was typed",
        "#One#Two and C# and #123 and #\u0110\u0103ng_1",
        "@[Not a mention](urn:li:person:1)",
        "{hashtag|\\#|typed}",
        "Line one\n\nLine two \U0001f30a",
    ],
)
def test_little_text_comes_back_as_it_went(words: str) -> None:
    assert (plain(little(words)), shown(little(words))) == (words, words)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Answer(401, {"message": "revoked"}), Unauthenticated),
        (Answer(403, {"message": "Not enough permissions"}), Permanent),
        (Answer(400, {"message": "invalid"}), Permanent),
        (Answer(422, {"message": "invalid"}), Permanent),
        (Answer(422, {"code": "DUPLICATE_POST", "message": "urn:li:share:1"}), Unknown),
        (Answer(409, {"message": "conflict"}), Unknown),
        (Answer(429, {}), Later),
        (Answer(503, {}), Unknown),
        (Answer(504, {}, keeps=True), Unknown),
        (Answer(201, {}, keeps=True), Unknown),
        (Answer(302, {}, {"Location": "/elsewhere"}), Unknown),
        (Reset(keeps=True), Unknown),
        (Silence(keeps=True), Unknown),
    ],
)
def test_every_answer_ends_in_a_true_outcome(
    linkedin: FakeLinkedIn, fault: Answer | Reset | Silence, outcome: type
) -> None:
    linkedin.next(fault)
    said = adapter(linkedin).publish(rendered(), key=KEY, staged={})
    assert isinstance(said, outcome)
    assert WORDS not in repr(said)
    assert "revoked" not in repr(said)


def test_a_rate_limit_is_told_to_every_worker(linkedin: FakeLinkedIn) -> None:
    linkedin.next(Answer(429, {}, {"Retry-After": "60"}))
    speaker = adapter(linkedin)
    speaker.publish(rendered(), key=KEY, staged={})
    assert [(each.kind, each.remaining) for each in speaker.allowances] == [
        ("posts", 0)
    ]


def test_a_lost_post_is_found_on_the_timeline(linkedin: FakeLinkedIn) -> None:
    linkedin.next(Reset(keeps=True))
    speaker = adapter(linkedin)
    speaker.publish(rendered(), key=KEY, staged={})
    found = speaker.look_up(rendered(), key=KEY, staged={}, since=an_hour_ago())
    assert isinstance(found, Present)
    assert found.remote_id == linkedin.posts[0].urn


def test_what_never_arrived_is_absent(linkedin: FakeLinkedIn) -> None:
    linkedin.has_post("Other words")
    linkedin.has_post(little(WORDS), ago=timedelta(days=2))
    found = adapter(linkedin).look_up(
        rendered(), key=KEY, staged={}, since=an_hour_ago()
    )
    assert found == Absent()


def test_half_a_timeline_proves_nothing(linkedin: FakeLinkedIn) -> None:
    for number in range(120):
        linkedin.has_post(f"Words {number}")
    short = Limits(connect=0.3, read=0.3, total=0.5, pages=2)
    speaker = LinkedInAdapter(
        Connection(linkedin.handle, linkedin.secret, linkedin.url), short
    )
    found = speaker.look_up(rendered(), key=KEY, staged={}, since=an_hour_ago())
    assert isinstance(found, Inconclusive)


def test_a_long_timeline_is_read_page_by_page(linkedin: FakeLinkedIn) -> None:
    for number in range(60):
        linkedin.has_post(f"Words {number}")
    speaker = adapter(linkedin)
    first = speaker.read_timeline(since=an_hour_ago())
    assert isinstance(first, TimelinePage)
    second = speaker.read_timeline(since=an_hour_ago(), older=first.older)
    assert isinstance(second, TimelinePage)
    words = [post.words for post in (*first.posts, *second.posts)]
    assert words == [f"Words {number}" for number in reversed(range(60))]
    assert second.older is None


def staged(linkedin: FakeLinkedIn, shelf: Shelf, part: Rendered) -> Ref:
    ref: Ref = {}
    for _ in range(20):
        step = adapter(linkedin).stage(part, key=KEY, media=shelf, before=ref)
        assert isinstance(step, Staged)
        ref = step.ref
        if step.whole:
            return ref
    raise AssertionError("staging never ends")


def test_pictures_go_along_with_their_alt_text(linkedin: FakeLinkedIn) -> None:
    shelf = Shelf()
    part = rendered(
        WORDS,
        shelf.put(b"one", "image/png", "A map of the river"),
        shelf.put(b"two", "image/jpeg", "The barrier at Exampleton"),
    )
    ref = staged(linkedin, shelf, part)
    adapter(linkedin).publish(part, key=KEY, staged=ref)
    images = linkedin.posts[0].raw["content"]["multiImage"]["images"]
    alts = [each["altText"] for each in images]
    assert alts == ["A map of the river", "The barrier at Exampleton"]
    assert [linkedin.pictures[each["id"]] for each in images] == [b"one", b"two"]


def test_a_film_goes_up_part_by_part(linkedin: FakeLinkedIn) -> None:
    shelf = Shelf()
    film = bytes(range(256)) * 20_000
    part = rendered(WORDS, shelf.put(film, "video/mp4", "The river rising"))
    ref = staged(linkedin, shelf, part)
    (urn,) = linkedin.films
    assert ref == {"media": [urn]}
    assert b"".join(linkedin.films[urn].uploaded.values()) == film


def test_other_words_take_the_place_of_live_ones(linkedin: FakeLinkedIn) -> None:
    sent = published(linkedin)
    better = rendered("Flood warning lifted (River Ouse).")
    outcome = adapter(linkedin).correct(sent.remote_id, better, key=KEY, staged={})
    assert isinstance(outcome, Sent)
    look = adapter(linkedin).fetch(sent.remote_id)
    assert isinstance(look, LivePost)
    assert (look.words, look.edited) == ("Flood warning lifted (River Ouse).", True)


def test_a_deleted_post_is_gone(linkedin: FakeLinkedIn) -> None:
    sent = published(linkedin)
    assert adapter(linkedin).delete(sent.remote_id) == Removed()
    assert adapter(linkedin).fetch(sent.remote_id) == Gone()
    assert adapter(linkedin).delete(sent.remote_id) == Removed()


def test_a_name_that_leads_elsewhere_is_not_asked_for(linkedin: FakeLinkedIn) -> None:
    assert isinstance(adapter(linkedin).fetch("../organizations/1"), Inconclusive)
    assert linkedin.requests == []


def test_the_credential_is_for_this_page(linkedin: FakeLinkedIn) -> None:
    ends = "2027-01-19T09:00:00+00:00"
    state = adapter(linkedin, expires_at=ends).check_credentials()
    assert state == Accepted(
        handle="rivers-department",
        remote_id="urn:li:organization:2414183",
        expires_at=datetime(2027, 1, 19, 9, tzinfo=UTC),
    )


def test_another_pages_credential_is_refused(linkedin: FakeLinkedIn) -> None:
    linkedin.vanity = "another-department"
    assert isinstance(adapter(linkedin).check_credentials(), Rejected)


def test_a_revoked_or_incomplete_credential_is_refused(linkedin: FakeLinkedIn) -> None:
    for secret in ({"access_token": "another"}, {"organization": ""}):
        state = adapter(linkedin, **secret).check_credentials()
        assert isinstance(state, Rejected)


def test_no_answer_says_nothing_of_the_credential(linkedin: FakeLinkedIn) -> None:
    speaker = adapter(linkedin)
    speaker.wire.server = "http://127.0.0.1:9"
    assert isinstance(speaker.check_credentials(), Unreachable)


def test_nothing_secret_is_in_what_is_said(linkedin: FakeLinkedIn) -> None:
    token = linkedin.secret["access_token"]
    for fault in (Answer(401, {}), Answer(500, {}), Reset()):
        linkedin.next(fault)
        outcome = adapter(linkedin).publish(rendered(), key=KEY, staged={})
        assert token not in repr(outcome)
