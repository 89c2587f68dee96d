"""Mastodon's adapter, over real HTTP, against fakes of three kinds of servers.

What the publisher makes of an outcome is tested elsewhere.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.platforms.mastodon.adapter import MastodonAdapter
from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Allowance,
    Attachment,
    Connection,
    Gone,
    Inconclusive,
    Later,
    LivePost,
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
    Unreachable,
    Wording,
)
from publishing.platforms.registry import ADAPTERS
from publishing.platforms.transport import USUAL_LIMITS, Limits
from tests.publishing.platforms.local_server import Answer
from tests.publishing.platforms.mastodon import contract
from tests.publishing.platforms.mastodon.fake import (
    TOKEN,
    Cut,
    Exchange,
    FakeMastodon,
    Silence,
)


WORDS = "Our offices close at 5pm on 24 December."
SHA = "ab" * 32
KEY = PostKey("0193a2b4c5", timezone.now(), 0)
MINUTE = timedelta(minutes=1)
# Only silence is not waited for: a busy machine may be slow to answer.
IMPATIENT = Limits(read=0.1)
SERVER = "the Mastodon server"
NO_ANSWER = f"{SERVER} gave no readable answer in time"
NEARLY = "a post with nearly the same content is there"


class Media:
    """One file of a few bytes."""

    def size(self, sha256: str) -> int:
        return sum(map(len, self.pieces(sha256)))

    def pieces(self, sha256: str, *, start: int = 0) -> Iterator[bytes]:
        if sha256 == "missing":
            raise LookupError(sha256)
        yield b"\xff\xd8\xff picture "[start:]
        yield sha256.encode()

    def public_url(self, sha256: str) -> str:
        return f"https://media.example.gov.uk/{sha256}"


@pytest.fixture(params=["mastodon", "gotosocial", "hollo"])
def any_server(request: pytest.FixtureRequest) -> Iterator[FakeMastodon]:
    with FakeMastodon(request.param) as fake:
        yield fake


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon() as fake:
        yield fake


@pytest.fixture
def gotosocial() -> Iterator[FakeMastodon]:
    with FakeMastodon("gotosocial") as fake:
        yield fake


@pytest.fixture
def hollo() -> Iterator[FakeMastodon]:
    with FakeMastodon("hollo") as fake:
        yield fake


def adapter(fake: FakeMastodon, **changed: object) -> MastodonAdapter:
    said = {"handle": fake.handle, "secret": fake.secret, "server": fake.url} | changed
    limits = IMPATIENT if Silence() in fake.faults else USUAL_LIMITS
    return MastodonAdapter(Connection(**said), limits)  # type: ignore[arg-type]


def post_of(text: str = WORDS, **more: object) -> Rendered:
    return MastodonAdapter.prepare(Wording(text, **more))  # type: ignore[arg-type]


def staged(account: MastodonAdapter, post: Rendered) -> Staged:
    """Take every step of staging."""
    step = Staged({}, whole=False)
    while not step.whole:
        taken = account.stage(post, key=KEY, media=Media(), before=step.ref)
        assert isinstance(taken, Staged)
        step = taken
    return step


def publish(account: MastodonAdapter, post: Rendered, key: PostKey = KEY) -> object:
    return account.publish(post, key=key, staged=staged(account, post).ref)


def look_up(account: MastodonAdapter, post: Rendered, **more: object) -> object:
    since = more.pop("since", timezone.now())
    return account.look_up(post, key=KEY, staged={}, since=since, **more)  # type: ignore[arg-type]


def last_said(fake: FakeMastodon) -> dict[str, object]:
    return fake.exchanges[-1].said


# Publishing


def test_the_adapter_is_registered():
    assert ADAPTERS["mastodon"] is MastodonAdapter


def test_publish_posts_the_words_in_public_in_their_language(server):
    outcome = publish(adapter(server), post_of(language="cy"))
    [status] = server.statuses
    assert outcome == Sent(
        status.id, f"https://social.example.gov.uk/@exampledept/{status.id}"
    )
    assert last_said(server) == {
        "status": WORDS,
        "visibility": "public",
        "language": "cy",
        "content_type": "text/plain",
    }


def test_publish_sends_our_key_and_nothing_before_the_post(server):
    publish(adapter(server), post_of())
    [asked] = server.exchanges
    assert (asked.method, asked.target) == ("POST", "/api/v1/statuses")
    assert asked.headers["Idempotency-Key"] == "0193a2b4c5-0"
    assert asked.headers["User-Agent"] == "Countersign"


def test_publish_names_no_language_for_words_in_two(server):
    publish(adapter(server), post_of(language="mul"))
    assert "language" not in last_said(server)


def test_publish_answers_the_part_before(any_server):
    account = adapter(any_server)
    first = publish(account, post_of("Part one"))
    assert isinstance(first, Sent)
    part_two = post_of("Part two", reply_to=first.remote_id)
    second = publish(account, part_two, replace(KEY, part=1))
    assert isinstance(second, Sent)
    assert any_server.statuses[1].parent == first.remote_id


def test_publish_with_the_same_key_makes_no_second_post_where_keys_are_kept(
    server, gotosocial, hollo
):
    for fake in (server, gotosocial, hollo):
        account = adapter(fake)
        publish(account, post_of())
        publish(account, post_of())
    assert [len(fake.live()) for fake in (server, gotosocial, hollo)] == [1, 2, 1]


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        "Pay your bill: https://www.gov.uk/a_b/c*d/very-long-address-of-a-page?x=1&y=2#top",
        "First line\nSecond line\n\nA new paragraph\nhttps://www.gov.uk/closing",
        "Thanks to @colleague and @press@news.example.com for #FloodAid & #Help",
        "5 < 6 > 4 & \"quotes\" 'too' \U0001f30a\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "Mae\u2019r ty\u0302 ar agor \u2014 dewch draw",
    ],
)
def test_a_post_is_read_back_in_the_words_that_were_sent(any_server, words):
    account, post = adapter(any_server), post_of(words)
    sent = publish(account, post)
    assert isinstance(sent, Sent)
    live = account.fetch(sent.remote_id)
    assert isinstance(live, LivePost)
    assert live.words.split() == words.split()
    assert look_up(account, post) == Present(sent.remote_id, sent.url)


@pytest.mark.parametrize(
    "words",
    [
        "*Not* _emphasis_, not __bold__ either, `no code`, ~~no line~~",
        "# No heading\n- no list\n1. no number\n> no quote",
        "No rule\n---\nNo heading\n===",
        "[No link](https://www.gov.uk) and ![no picture](x) or <b>tag</b>",
        "Not @_this_ nor #_that_, but @a_b@news.example.com, #tag_ and x_y_z",
        "Back\\slash \\* &copy; | a | table |",
        "    no code by four spaces\n\n+ plus\n2) two",
    ],
)
def test_authored_words_never_turn_into_markup(any_server, words):
    account, post = adapter(any_server), post_of(words)
    sent = publish(account, post)
    assert isinstance(sent, Sent)
    live = account.fetch(sent.remote_id)
    assert isinstance(live, LivePost)
    assert live.words.split() == words.split()


def test_a_server_is_asked_how_it_reads_only_where_that_matters(hollo):
    account = adapter(hollo)
    assert staged(account, post_of("Plain words.")) == Staged({}, whole=True)
    assert hollo.exchanges == []
    assert staged(account, post_of("Two\nlines")) == Staged(
        {"reads": "markdown"}, whole=True
    )
    assert hollo.requests() == [("GET", "/api/v2/instance")]


@pytest.mark.parametrize(
    ("answer", "reads"), [(Answer(404), "plain"), (Answer(500), "plain")]
)
def test_a_server_that_says_nothing_of_itself_reads_plainly(server, answer, reads):
    server.next(answer, answer)
    step = adapter(server).stage(
        post_of("Two\nlines"), key=KEY, media=Media(), before={}
    )
    assert step == Staged({"reads": reads}, whole=True)


def test_staging_waits_where_the_server_cannot_be_asked(server):
    server.next(Cut(), Answer(429))
    account, post = adapter(server), post_of("Two\nlines")
    for answer in (NO_ANSWER, f"429: too many requests, {SERVER} asks us to wait"):
        step = account.stage(post, key=KEY, media=Media(), before={})
        assert isinstance(step, Later)
        assert step.answer == answer


# What a failure of the call proves


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, Permanent(f"400: {SERVER} refused the post")),
        (401, Unauthenticated(f"401: {SERVER} refused this account's credential")),
        (403, Permanent(f"403: {SERVER} refused the post")),
        (404, Permanent(f"404: {SERVER} refused the post")),
        (410, Permanent(f"410: {SERVER} refused the post")),
        (413, Permanent(f"413: {SERVER} refused the post")),
        (422, Permanent(f"422: {SERVER} refused the post")),
        *(
            (
                each,
                Unknown(f"{each}: {SERVER} did not say whether it published the post"),
            )
            for each in (301, 307, 405, 408, 500, 502, 503, 504)
        ),
    ],
)
@pytest.mark.parametrize("body", [{"error": WORDS}, [WORDS], "text", b"<html>", b""])
def test_publish_reads_a_refusal_by_its_status(server, status, outcome, body):
    server.next(Answer(status, body, {"Location": f"{server.url}/api/v1/statuses"}))
    assert publish(adapter(server), post_of()) == outcome
    assert server.requests() == [("POST", "/api/v1/statuses")]


def test_publish_waits_until_the_rate_limit_ends(server):
    until = timezone.now().replace(microsecond=0) + 7 * MINUTE
    server.next(Answer(*server.rate_answer(until)))
    assert publish(adapter(server), post_of()) == Later(
        until, f"429: too many requests, {SERVER} asks us to wait"
    )


@pytest.mark.parametrize("reset", ["", "soon", "9" * 40, "0001-01-01T00:00:00"])
def test_a_rate_limit_that_cannot_be_read_breaks_nothing(server, reset):
    server.next(
        Answer(429, {}, {"X-RateLimit-Reset": reset}),
        Answer(200, None, {"X-RateLimit-Reset": reset, "Deprecation": "true"}),
    )
    account = adapter(server)
    before = timezone.now()
    outcome = publish(account, post_of())
    assert isinstance(outcome, Later)
    assert before + 15 * MINUTE <= outcome.not_before <= timezone.now() + 15 * MINUTE
    assert publish(account, post_of()) == Unknown(NO_ANSWER)


@pytest.mark.parametrize("fault", [Cut(), Cut(30), Cut(at=0, keeps=False), Silence()])
def test_publish_does_not_know_after_a_broken_answer(server, fault):
    server.next(fault)
    assert publish(adapter(server), post_of()) == Unknown(NO_ANSWER)
    assert server.requests() == [("POST", "/api/v1/statuses")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Created</html>",
        b"\xff\xfe",
        b"[" * 5000,
        [],
        {},
        "created",
        {"id": None, "url": "https://social.example.gov.uk/1"},
        {"id": "../1", "url": "https://social.example.gov.uk/1"},
        {"id": "1", "url": None, "uri": None},
        {"id": "1", "url": "javascript:alert(1)"},
    ],
)
def test_publish_does_not_know_after_a_success_that_it_cannot_read(server, body):
    server.next(Answer(200, body, keeps=True))
    assert publish(adapter(server), post_of()) == Unknown(NO_ANSWER)


def test_publish_takes_the_identifier_where_a_status_has_no_page(server):
    server.next(Answer(200, {"id": 17, "url": None, "uri": "https://a.example/17"}))
    assert publish(adapter(server), post_of()) == Sent("17", "https://a.example/17")


@pytest.mark.parametrize(
    "nowhere", ["http://127.0.0.1:9", "http://10.0.0.1", "nobody.invalid", ""]
)
def test_publish_may_be_tried_later_where_no_connection_was_made(server, nowhere):
    outcome = publish(adapter(server, server=nowhere), post_of())
    assert isinstance(outcome, Later)
    assert outcome.answer == (
        f"no connection to {SERVER} could be made, so nothing was sent"
    )


@pytest.mark.parametrize("token", ["two\nlines", "tŷ"])
def test_a_token_that_cannot_be_sent_was_not_sent(server, token):
    outcome = publish(adapter(server, secret={"access_token": token}), post_of())
    assert isinstance(outcome, Later | Unauthenticated)
    assert server.live() == []


def test_a_token_is_never_taken_for_the_name_of_a_file(server, tmp_path):
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n{server.url}")
    outcome = publish(adapter(server, secret={"access_token": str(file)}), post_of())
    assert outcome == Unauthenticated(
        f"401: {SERVER} refused this account's credential"
    )


@pytest.mark.parametrize("secret", [{}, {"access_token": " "}])
def test_nothing_is_asked_without_a_token(server, secret):
    account = adapter(server, secret=secret)
    sentence = "this account has no Mastodon access token"
    now = timezone.now()
    assert publish(account, post_of()) == Unauthenticated(sentence)
    assert account.correct("1", post_of(), key=KEY, staged={}) == Unauthenticated(
        sentence
    )
    assert account.delete("1") == Unauthenticated(sentence)
    assert account.check_credentials() == Rejected(sentence)
    assert look_up(account, post_of()) == Inconclusive(sentence)
    assert account.read_timeline(since=now) == Inconclusive(sentence)
    assert server.exchanges == []


@pytest.mark.parametrize("status", [200, 400, 401, 403, 422, 500])
def test_nothing_that_is_said_or_logged_holds_the_words_or_the_token(
    server, status, caplog
):
    caplog.set_level(logging.DEBUG)
    server.next(Answer(status, {"error": f"{WORDS} {TOKEN}"}))
    account = adapter(server)
    said = f"{publish(account, post_of())} {account!r} {vars(account)['client']!r}"
    assert [word for word in (WORDS, TOKEN) if word in said + caplog.text] == []


# Pictures and films


def a_picture(alt: str = "A map of the closed roads") -> tuple[Attachment, ...]:
    return (Attachment(SHA, "image/jpeg", alt),)


def test_pictures_go_up_one_a_step_with_their_alt_text(any_server):
    pictures = (*a_picture("Map"), Attachment("cd" * 32, "image/png", "Tŷ gwyn"))
    account, post = adapter(any_server), post_of(media=pictures)
    first = account.stage(post, key=KEY, media=Media(), before={})
    assert isinstance(first, Staged)
    assert (first.whole, len(any_server.exchanges)) == (False, 1)
    sent = publish(account, post)
    assert isinstance(sent, Sent)
    [*_, one, two] = any_server.media.values()
    assert [one.alt, two.alt] == ["Map", "Tŷ gwyn"]
    assert [one.type, two.type] == ["image/jpeg", "image/png"]
    assert one.content == b"".join(Media().pieces(SHA))
    assert one.name == f"{SHA[:16]}.jpg"
    assert any_server.statuses[0].media == [one.id, two.id]
    live = account.fetch(sent.remote_id)
    assert isinstance(live, LivePost)
    assert live.media == 2


def test_a_film_that_is_being_prepared_is_asked_after(server):
    server.polls = 2
    film = (Attachment(SHA, "video/mp4", "The weir at high water"),)
    account, post = adapter(server), post_of(media=film)
    steps: list[Staged] = []
    while not (steps and steps[-1].whole):
        before = steps[-1].ref if steps else {}
        step = account.stage(post, key=KEY, media=Media(), before=before)
        assert isinstance(step, Staged)
        steps.append(step)
    [upload] = server.media.values()
    wait = timedelta(seconds=3)
    waiting = Staged({"media": [], "waiting": upload.id}, whole=False, pause=wait)
    ready = Staged({"media": [upload.id], "waiting": ""}, whole=True)
    assert steps == [waiting, waiting, ready]
    assert [method for method, _ in server.requests()] == ["POST", "GET", "GET"]
    assert isinstance(account.publish(post, key=KEY, staged=ready.ref), Sent)


def test_a_step_after_the_last_asks_nothing(server):
    account, post = adapter(server), post_of(media=a_picture())
    done = {"media": ["1"], "waiting": ""}
    step = account.stage(post, key=KEY, media=Media(), before=done)
    assert (step, server.exchanges) == (Staged(done, whole=True), [])


def test_a_picture_without_alt_text_says_none(server):
    staged(adapter(server), post_of(media=a_picture("")))
    [upload] = server.media.values()
    assert upload.alt is None


def test_a_picture_whose_bytes_are_gone_is_final(server):
    post = post_of(media=(Attachment("missing", "image/png", "Map"),))
    step = adapter(server).stage(post, key=KEY, media=Media(), before={})
    assert step == Permanent("a picture's bytes are not kept here any more")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Answer(401), Unauthenticated),
        (Answer(413), Permanent),
        (Answer(422, {"error": "Validation failed"}), Permanent),
        (Answer(429), Later),
        (Answer(500), Later),
        (Answer(200, {"id": None}), Later),
        (Cut(), Later),
        (Silence(), Later),
    ],
)
def test_an_upload_that_fails_is_done_again_or_final(server, fault, kind):
    server.next(fault)
    post = post_of(media=a_picture())
    step = adapter(server).stage(post, key=KEY, media=Media(), before={})
    assert isinstance(step, kind)


def test_pictures_that_a_post_carries_already_are_a_duplicate(any_server):
    account, post = adapter(any_server), post_of(media=a_picture())
    ref = staged(account, post).ref
    any_server.keys.clear()
    assert isinstance(account.publish(post, key=KEY, staged=ref), Sent)
    again = account.publish(post, key=PostKey("other", KEY.at, 0), staged=ref)
    assert isinstance(again, Unknown)
    assert again.answer.endswith(
        "says that the pictures are already attached to a post"
    )
    assert len(any_server.live()) == 1


def test_pictures_that_are_not_ready_wait(server):
    account, post = adapter(server), post_of(media=a_picture())
    ref = staged(account, post).ref
    for upload in server.media.values():
        upload.polls = 1
    outcome = account.publish(post, key=KEY, staged=ref)
    assert isinstance(outcome, Later)
    assert outcome.answer == f"422: {SERVER} is still preparing the pictures"


# Looking up


@pytest.mark.parametrize("fault", [Cut(), Cut(20), Silence(), Answer(504, keeps=True)])
def test_look_up_finds_the_post_whose_answer_was_lost(any_server, fault):
    any_server.next(fault)
    account, began = adapter(any_server), timezone.now()
    assert isinstance(publish(account, post_of()), Unknown)
    [status] = any_server.statuses
    found = look_up(account, post_of(), since=began)
    assert found == Present(
        status.id, f"https://social.example.gov.uk/@exampledept/{status.id}"
    )


def test_look_up_says_absent_when_the_whole_time_was_read(any_server):
    account = adapter(any_server)
    assert look_up(account, post_of()) == Absent()
    any_server.has_post("Other words")
    any_server.has_post(WORDS, ago=timedelta(days=7))
    assert look_up(account, post_of()) == Absent()


def test_look_up_overlooks_boosts_of_the_same_words(server):
    server.has_post(WORDS, reblog=True)
    assert look_up(adapter(server), post_of()) == Absent()


@pytest.mark.parametrize("page_size", [1, 2, 40])
def test_look_up_reads_every_page(any_server, page_size):
    # Hollo's own link to the next page leaves one post out: whichever, it is found.
    any_server.has_post("Before all that", ago=timedelta(days=3))
    wanted = [any_server.has_post(f"Update number {name}") for name in "abcdef"]
    any_server.page_size = page_size
    account = adapter(any_server)
    found = [look_up(account, post_of(status.text)) for status in wanted]
    assert [each.remote_id for each in found if isinstance(each, Present)] == [
        status.id for status in wanted
    ]


def test_look_up_does_not_decide_on_half_a_timeline(server):
    for number in range(5):
        server.has_post(f"Post number {number}")
    server.page_size = 1
    account = MastodonAdapter(
        Connection(server.handle, server.secret, server.url), Limits(pages=2)
    )
    assert look_up(account, post_of()) == Inconclusive(
        "the timeline was too long to read in time"
    )


def test_look_up_tells_replies_to_different_posts_apart(server):
    first, second = server.has_post("One"), server.has_post("Two")
    mine = server.has_post("Thank you", parent=second.id)
    account = adapter(server)
    found = look_up(account, post_of("Thank you", reply_to=second.id))
    assert isinstance(found, Present)
    assert found.remote_id == mine.id
    assert look_up(account, post_of("Thank you", reply_to=first.id)) == Absent()
    assert look_up(account, post_of("Thank you")) == Absent()


def test_look_up_knows_a_colleague_by_either_form_of_their_name(server):
    mine = server.has_post("Ask @colleague today")
    account = adapter(server, handle="@exampledept@social.example.gov.uk")
    post = post_of("Ask @colleague@social.example.gov.uk today")
    found = look_up(account, post)
    assert isinstance(found, Present)
    assert found.remote_id == mine.id
    assert look_up(account, post_of("Ask @colleague@other.example today")) != found


def test_look_up_does_not_call_absent_what_a_server_made_into_markup(
    gotosocial,
):
    gotosocial.has_post("1. *Boil* your water", markdown=True)
    found = look_up(adapter(gotosocial), post_of("1. *Boil* your water"))
    assert found == Inconclusive(NEARLY)


@pytest.mark.parametrize(
    ("words", "shown"),
    [("3. Three\n4. Four", "3. Three\n4. Four"), ("* One\n* Two", "- One\n- Two")],
)
def test_fetch_shows_the_signs_of_a_list(gotosocial, words, shown):
    status = gotosocial.has_post(words, markdown=True)
    live = adapter(gotosocial).fetch(status.id)
    assert isinstance(live, LivePost)
    assert live.words.split() == shown.split()


def test_look_up_does_not_decide_where_somebody_added_a_warning(server):
    server.has_post(WORDS, warning="Politics")
    assert look_up(adapter(server), post_of()) == Inconclusive(NEARLY)


def test_look_up_does_not_trust_the_timeline_of_another_account(server):
    found = look_up(adapter(server, handle="@anotherdept"), post_of())
    assert found == Inconclusive("this credential is another account's")


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (Answer(401), f"401: {SERVER} did not show it"),
        (Answer(500), f"500: {SERVER} did not show it"),
        (Answer(200, b"<html>"), f"{SERVER}'s answer could not be read"),
        (Answer(200, {"error": "no"}), f"{SERVER}'s answer could not be read"),
        (Answer(200, [{"id": "1"}]), f"{SERVER}'s answer could not be read"),
        (
            Answer(200, [{"id": "1", "url": "https://a.example/1", "content": WORDS}]),
            f"{SERVER}'s answer could not be read",
        ),
        (Cut(), NO_ANSWER),
        (Silence(), NO_ANSWER),
    ],
)
def test_look_up_does_not_decide_without_a_readable_timeline(server, fault, answer):
    server.next(Answer(200, {"id": "1", "username": "exampledept"}), fault)
    assert look_up(adapter(server), post_of()) == Inconclusive(answer)


# Reading


def test_read_timeline_gives_what_is_newer_page_by_page(any_server):
    names = [any_server.has_post(f"Post {name}").id for name in "abcde"]
    any_server.page_size = 2
    account, since = adapter(any_server), timezone.now() - MINUTE
    read, older = [], None
    for _ in range(9):
        page = account.read_timeline(since=since, older=older)
        assert isinstance(page, TimelinePage)
        read += [post.remote_id for post in page.posts]
        older = page.older
        if older is None:
            break
    assert read == names[::-1]


def test_read_timeline_says_everything_about_a_post(server):
    first = server.has_post("Before")
    status = server.has_post(
        WORDS, parent=first.id, warning="Careful", edited_at=timezone.now()
    )
    page = adapter(server).read_timeline(since=timezone.now() - MINUTE)
    assert isinstance(page, TimelinePage)
    assert page.posts[0] == LivePost(
        remote_id=status.id,
        url=f"https://social.example.gov.uk/@exampledept/{status.id}",
        words=WORDS,
        created_at=page.posts[0].created_at,
        parent=first.id,
        title="Careful",
        edited=True,
    )


def test_read_timeline_marks_what_is_only_passed_on(server):
    server.has_post("Somebody else's words", reblog=True)
    page = adapter(server).read_timeline(since=timezone.now() - MINUTE)
    assert isinstance(page, TimelinePage)
    assert [post.shared for post in page.posts] == [True]


def test_fetch_says_when_a_post_is_gone_or_cannot_be_seen(server):
    account = adapter(server)
    assert account.fetch("17") == Gone()
    server.next(Answer(503))
    assert account.fetch("17") == Inconclusive(f"503: {SERVER} did not show it")
    assert account.fetch("../../oauth/token") == Inconclusive(
        f"{SERVER}'s answer could not be read"
    )


def test_fetch_shows_a_link_whole_although_the_server_cuts_it():
    cut = '<p>See <a href="https://www.gov.uk/closing-times">gov.uk/clos…</a></p>'
    plain = '<p>See <a href="https://www.gov.uk/closing-times">https://www.gov.uk/clos...</a></p>'
    with FakeMastodon() as fake:
        shown = {
            "id": "1",
            "url": "https://a.example/1",
            "created_at": "2026-11-21T09:30:00.000Z",
        }
        fake.next(
            Answer(200, shown | {"content": cut}),
            Answer(200, shown | {"content": plain}),
        )
        account = adapter(fake)
        looks = [account.fetch("1"), account.fetch("1")]
    assert [look.words for look in looks if isinstance(look, LivePost)] == [
        "See gov.uk/closing-times",
        "See https://www.gov.uk/closing-times",
    ]


# Correcting and deleting


def test_correct_changes_words_language_and_pictures(any_server):
    account = adapter(any_server)
    first = publish(account, post_of(media=a_picture(), language="cy"))
    assert isinstance(first, Sent)
    better = post_of("Our offices *close* at 4pm", language="cy")
    outcome = account.correct(
        first.remote_id, better, key=KEY, staged=staged(account, better).ref
    )
    assert outcome == first
    live = account.fetch(first.remote_id)
    assert isinstance(live, LivePost)
    assert (live.words, live.media, live.edited) == (
        "Our offices *close* at 4pm",
        0,
        True,
    )
    assert any_server.statuses[0].language == "cy"


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (
            Answer(401),
            Unauthenticated(f"401: {SERVER} refused this account's credential"),
        ),
        (Answer(404), Permanent(f"404: {SERVER} refused the post")),
        (
            Answer(405),
            Permanent(f"405: the post cannot be changed there: {SERVER} has no edits"),
        ),
        (Answer(200, b"<html>"), Unknown(NO_ANSWER)),
        (
            Answer(500),
            Unknown(f"500: {SERVER} did not say whether it published the post"),
        ),
        (Cut(), Unknown(NO_ANSWER)),
    ],
)
def test_correct_says_what_a_failure_proves(server, fault, outcome):
    server.next(fault)
    assert adapter(server).correct("17", post_of(), key=KEY, staged={}) == outcome


def test_delete_takes_the_post_down_with_its_pictures(any_server):
    account = adapter(any_server)
    sent = publish(account, post_of())
    assert isinstance(sent, Sent)
    assert account.delete(sent.remote_id) == Removed()
    assert any_server.exchanges[-1].query == {"delete_media": "true"}
    assert account.fetch(sent.remote_id) == Gone()
    assert account.delete(sent.remote_id) == Removed()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Answer(401), Unauthenticated),
        (Answer(403), Permanent),
        (Answer(429), Later),
        (Answer(500), Unknown),
        (Cut(), Unknown),
    ],
)
def test_delete_says_what_a_failure_proves(server, fault, kind):
    server.next(fault)
    assert isinstance(adapter(server).delete("17"), kind)


# Credentials and limits


@pytest.mark.parametrize(
    ("face", "limits"),
    [
        ("mastodon", {"max_text": 500, "url": 23, "images": 4, "alt": 1500}),
        ("gotosocial", {"max_text": 5000, "url": 25, "images": 6}),
        ("hollo", {"max_text": 10_000, "url": 256, "images": 8}),
    ],
)
def test_check_credentials_gives_the_account_and_the_servers_limits(face, limits):
    with FakeMastodon(face) as fake:
        assert adapter(fake).check_credentials() == Accepted(
            handle="@exampledept", remote_id=fake.account_id, limits=limits
        )


@pytest.mark.parametrize(
    "handle",
    [
        "@ExampleDept",
        "exampledept",
        "@exampledept@social.example.gov.uk",
        "@exampledept@Social.Example.GOV.UK",
        "@exampledept@127.0.0.1",
    ],
)
def test_check_credentials_knows_the_handle_however_it_is_written(gotosocial, handle):
    assert isinstance(adapter(gotosocial, handle=handle).check_credentials(), Accepted)


@pytest.mark.parametrize(
    "handle",
    ["@anotherdept", "@exampledept2", "@exampledept@other.example.gov.uk", "@", ""],
)
def test_check_credentials_rejects_another_accounts_token(server, handle):
    assert adapter(server, handle=handle).check_credentials() == Rejected(
        "this credential is another account's"
    )


def test_check_credentials_reads_the_limits_of_older_servers(server):
    server.instance = None
    server.former_instance = {
        "uri": "https://social.example.gov.uk",
        "max_toot_chars": 5000,
        "description_limit": 5000,
        "configuration": {"statuses": {"max_characters": "many"}},
    }
    state = adapter(
        server, handle="@exampledept@social.example.gov.uk"
    ).check_credentials()
    assert isinstance(state, Accepted)
    assert state.limits == {"max_text": 5000, "alt": 5000}


@pytest.mark.parametrize("status", [401, 403, 422])
def test_check_credentials_rejects_what_the_server_refuses(server, status):
    server.next(Answer(status, {"error": TOKEN}))
    assert adapter(server).check_credentials() == Rejected(
        f"{status}: {SERVER} refused the credential"
    )


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (Answer(404), f"404: {SERVER} did not show it"),
        (Answer(500), f"500: {SERVER} did not show it"),
        (Answer(200, {}), f"{SERVER}'s answer could not be read"),
        (
            Answer(200, {"id": "1", "username": ""}),
            f"{SERVER}'s answer could not be read",
        ),
        (Answer(200, b"<html>"), f"{SERVER}'s answer could not be read"),
        (Cut(), NO_ANSWER),
    ],
)
def test_check_credentials_cannot_tell_without_an_answer(server, fault, answer):
    server.next(fault)
    assert adapter(server).check_credentials() == Unreachable(answer)


def test_check_credentials_cannot_tell_where_nobody_answers(server):
    nowhere = adapter(server, server="http://127.0.0.1:9")
    assert nowhere.check_credentials() == Unreachable(
        f"no connection to {SERVER} could be made"
    )


def test_allowances_keep_the_last_word_of_each_kind(server):
    account = adapter(server)
    publish(account, post_of())
    look_up(account, post_of())
    kinds = {each.kind: each for each in account.allowances}
    assert set(kinds) == {"posts", "reads"}
    assert kinds["posts"] == Allowance("posts", 299, kinds["posts"].resets_at, 300)
    assert timezone.now() < kinds["posts"].resets_at < timezone.now() + 6 * MINUTE


# The published description


def test_every_request_is_as_the_api_is_described(server):
    contract.require()
    account, post = adapter(server), post_of("Two\nlines", media=a_picture())
    server.polls = 1
    sent = publish(account, post)
    assert isinstance(sent, Sent)
    reply = post_of("A reply", reply_to=sent.remote_id)
    publish(account, reply, replace(KEY, part=1))
    look_up(account, post_of("Never sent"))
    account.fetch(sent.remote_id)
    account.correct(sent.remote_id, post_of("Better"), key=KEY, staged={})
    account.delete(sent.remote_id)
    account.check_credentials()
    server.instance = None
    account.check_credentials()
    for exchange in server.exchanges:
        contract.check(exchange)
    assert {simply(each) for each in server.exchanges} == {
        "GET /api/v1/accounts/verify_credentials",
        "GET /api/v1/accounts/ID/statuses",
        "GET /api/v1/instance",
        "GET /api/v2/instance",
        "GET /api/v1/media/ID",
        "POST /api/v2/media",
        "POST /api/v1/statuses",
        "GET /api/v1/statuses/ID",
        "PUT /api/v1/statuses/ID",
        "DELETE /api/v1/statuses/ID",
    }


def simply(exchange: Exchange) -> str:
    path = "/".join(
        "ID" if step.isdigit() else step for step in exchange.path.split("/")
    )
    return f"{exchange.method} {path}"
