"""Bluesky's adapter, over real HTTP, against a small server held to the lexicons.

The AT Protocol's own server is asked the same in `test_bluesky_server`.
"""

import json
import logging
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.platforms.bluesky.adapter import BlueskyAdapter
from publishing.platforms.bluesky.records import record_key
from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Allowance,
    Capabilities,
    Connection,
    Gone,
    Idempotency,
    Inconclusive,
    Later,
    LivePost,
    Lookup,
    MediaLimits,
    Outcome,
    Permanent,
    PostKey,
    Present,
    Ref,
    Rejected,
    Removed,
    Rendered,
    Sent,
    Staged,
    Staging,
    TimelinePage,
    Unauthenticated,
    Unknown,
    Unreachable,
    Wording,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits
from tests.publishing.platforms.bluesky import contract
from tests.publishing.platforms.bluesky.fake import (
    DID,
    HANDLE,
    OTHER_DID,
    PASSWORD,
    FakeBluesky,
    Lost,
    Silence,
    token,
    uri,
)
from tests.publishing.platforms.bluesky.stage import (
    PICTURE,
    PICTURE_BYTES,
    Pictures,
    stage_all,
)
from tests.publishing.platforms.local_server import Answer


IMPATIENT = Limits(connect=1, read=0.1, total=0.2)
PUT = "com.atproto.repo.putRecord"
GET = "com.atproto.repo.getRecord"
LIST = "com.atproto.repo.listRecords"
CREATE_SESSION = "com.atproto.server.createSession"
REFRESH_SESSION = "com.atproto.server.refreshSession"
GET_SESSION = "com.atproto.server.getSession"
UPLOAD = "com.atproto.repo.uploadBlob"
RESOLVE = "com.atproto.identity.resolveHandle"
LATEST = "com.atproto.sync.getLatestCommit"
DELETE = "com.atproto.repo.deleteRecord"
WORDS = "Bydd y llanw\u2019n uchel. #Flooding: gov.uk/check \U0001f30a"
NO_ANSWER = "Bluesky gave no readable answer in time"
REFUSED_ACCOUNT = "Bluesky refused this account's credential"
MINUTE = timedelta(minutes=1)


POST = Rendered(WORDS, WORDS)


@dataclass
class Post:
    """One post on its way: `stage` it, then `publish` it, as the publisher does."""

    adapter: BlueskyAdapter
    rendered: Rendered = POST
    key: PostKey = field(default_factory=lambda: PostKey("9f2c-7", timezone.now(), 0))
    staged: Ref = field(default_factory=dict)

    def stage(self) -> Staging:
        step = stage_all(self.adapter, self.rendered, self.key)
        if isinstance(step, Staged):
            self.staged = step.ref
        return step

    def publish(self) -> Outcome:
        return self.adapter.publish(self.rendered, key=self.key, staged=self.staged)

    def send(self) -> Outcome:
        step = self.stage()
        assert isinstance(step, Staged)
        return self.publish()

    def look_up(self) -> object:
        return self.adapter.look_up(
            self.rendered, key=self.key, staged=self.staged, since=self.key.at
        )

    @property
    def name(self) -> str:
        return uri(DID, record_key(self.key))


@pytest.fixture
def server() -> Iterator[FakeBluesky]:
    """A server, whose every putRecord is afterwards held against the lexicons."""
    with FakeBluesky() as running:
        yield running
    if contract.PATH.exists():
        for call in running.calls:
            if call.method == PUT:
                contract.check_put(call.json)


def adapter(
    server: FakeBluesky,
    secret: dict[str, str] | None = None,
    limits: Limits = USUAL_LIMITS,
) -> BlueskyAdapter:
    """An adapter of the account; what it keeps goes back into `server.secret`."""
    connection = Connection(
        handle=f"@{HANDLE}",
        secret=server.secret if secret is None else secret,
        server=server.url,
        keep=server.secret.update,
    )
    return BlueskyAdapter(connection, limits)


@pytest.fixture
def post(server: FakeBluesky) -> Post:
    return Post(adapter(server))


def test_capabilities_say_that_a_post_has_its_own_key():
    assert BlueskyAdapter.capabilities == Capabilities(
        idempotency=Idempotency.CLIENT_ID,
        lookup=Lookup.BY_KEY,
        settle_delay=timedelta(seconds=10),
        absences_needed=3,
        threads=True,
        delete=True,
        media=MediaLimits(
            images=4,
            image_bytes=2_000_000,
            image_types=frozenset({"image/jpeg", "image/png", "image/webp"}),
        ),
        alt_limit=2000,
    )


def test_prepare_keeps_the_authorised_words():
    rendered = BlueskyAdapter.prepare(Wording("<b>a & b</b>", language="cy"))
    assert (rendered.words, rendered.body) == ("<b>a & b</b>",) * 2


# Staging


def test_staging_a_text_opens_a_session_and_notes_the_revision(server, post):
    assert post.stage() == Staged({"did": DID, "rev": server.rev}, whole=True)
    assert server.called() == [CREATE_SESSION, LATEST]


def test_a_session_is_kept_and_taken_up_by_the_next_adapter(server, post):
    post.send()
    assert sorted(server.secret) == ["access_jwt", "did", "password", "refresh_jwt"]
    Post(adapter(server), key=PostKey("another", timezone.now(), 0)).send()
    assert server.openings == 1


def test_a_session_that_has_run_out_is_renewed_and_not_opened_again(server, post):
    server.lifetime = MINUTE
    post.send()
    server.calls.clear()
    Post(adapter(server)).stage()
    assert server.called()[:2] == [REFRESH_SESSION, LATEST]
    assert server.openings == 1


def test_a_session_that_cannot_be_renewed_is_opened_anew(server, post):
    server.secret |= {"access_jwt": "", "refresh_jwt": "old", "did": DID}
    Post(adapter(server)).stage()
    assert server.called() == [REFRESH_SESSION, CREATE_SESSION, LATEST]


def test_staging_says_that_the_password_is_refused(server):
    refused = Post(adapter(server, {"password": "wrong"}))
    assert refused.stage() == Unauthenticated(
        "401: Bluesky refused this account's app password"
    )


def test_staging_asks_nobody_without_a_password(server):
    refused = Post(adapter(server, {}))
    assert refused.stage() == Unauthenticated("this account has no app password")
    assert server.calls == []


def test_signing_in_waits_where_too_many_sessions_were_opened(server, post):
    until = timezone.now().replace(microsecond=0) + 4 * MINUTE
    server.next(CREATE_SESSION, Answer(*server.rate_answer(until)))
    assert post.stage() == Later(
        until, "429: too many requests, Bluesky asks us to wait"
    )


@pytest.mark.parametrize("body", [b"", b"<html>", [], {}, {"accessJwt": 1, "did": ""}])
def test_signing_in_is_tried_again_after_an_answer_that_cannot_be_read(
    server, post, body
):
    server.next(CREATE_SESSION, Answer(200, body))
    step = post.stage()
    assert isinstance(step, Later)
    assert step.answer == "Bluesky gave an answer that could not be read"


def test_staging_uploads_one_picture_a_step_and_keeps_its_shape(server, post):
    post.rendered = Rendered(WORDS, WORDS, media=(PICTURE, PICTURE))
    step = post.stage()
    assert isinstance(step, Staged)
    blobs = [json.loads(each) for each in step.ref["blobs"]]
    assert [each["ratio"] for each in blobs] == [{"width": 3, "height": 2}] * 2
    assert server.called() == [CREATE_SESSION, UPLOAD, UPLOAD, LATEST]
    assert list(server.blobs.values()) == [PICTURE_BYTES]


def test_staging_takes_up_where_it_was_interrupted(server, post):
    post.rendered = Rendered(WORDS, WORDS, media=(PICTURE, PICTURE))
    server.next(UPLOAD, Answer(200, {"blob": {"n": 1}}), Answer(503))
    first = post.stage()
    assert isinstance(first, Later)
    server.calls.clear()
    before: Ref = {"did": DID, "blobs": ["one"]}
    adapter_now = post.adapter
    step = adapter_now.stage(
        post.rendered, key=post.key, media=Pictures(), before=before
    )
    assert isinstance(step, Staged)
    assert (len(step.ref["blobs"]), server.called()) == (2, [UPLOAD])


def test_staging_refuses_a_picture_that_bluesky_would_not_show(server, post):
    large = replace(PICTURE, sha256="large")
    post.rendered = Rendered(WORDS, WORDS, media=(large,))
    assert post.stage() == Permanent("Bluesky takes no picture larger than 2 MB")
    assert UPLOAD not in server.called()


@pytest.mark.parametrize(
    ("status", "kind"), [(400, Permanent), (413, Permanent), (429, Later), (502, Later)]
)
def test_a_picture_that_is_refused_is_not_tried_again_unless_it_may_help(
    server, post, status, kind
):
    post.rendered = Rendered(WORDS, WORDS, media=(PICTURE,))
    server.next(UPLOAD, Answer(status, {"error": "BlobTooLarge"}))
    assert isinstance(post.stage(), kind)


def test_staging_renews_a_session_that_the_server_has_forgotten(server, post):
    post.stage()
    server.access.clear()
    post.rendered = Rendered(WORDS, WORDS, media=(PICTURE,))
    assert isinstance(post.stage(), Staged)
    assert server.called()[2:] == [UPLOAD, REFRESH_SESSION, UPLOAD, LATEST]


def test_staging_does_not_renew_a_session_over_and_over(server, post):
    stale = Answer(400, {"error": "ExpiredToken"})
    server.next(UPLOAD, stale, stale)
    post.rendered = Rendered(WORDS, WORDS, media=(PICTURE,))
    assert post.stage() == Unauthenticated(REFUSED_ACCOUNT)


def test_staging_asks_whose_each_mentioned_handle_is(server, post):
    text = "@other.example and @nobody.example, @other.example"
    post.rendered = Rendered(text, text)
    step = post.stage()
    assert isinstance(step, Staged)
    assert step.ref["mentions"] == [f"other.example {OTHER_DID}", "nobody.example "]


@pytest.mark.parametrize("status", [400, 404, 500, 501, 502])
def test_a_handle_that_the_server_cannot_resolve_stays_text(server, post, status):
    server.next(RESOLVE, Answer(status, {"error": "InternalServerError"}))
    post.rendered = Rendered("@other.example", "@other.example")
    post.send()
    [record] = server.posts.values()
    assert "facets" not in record


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("at://did:plc:nobody/app.bsky.feed.post/3jzf", None),
        ("1900000000000000001", None),
        (uri(DID, "3jzf"), "InvalidRequest"),
    ],
)
def test_staging_refuses_a_reply_to_what_is_not_there(server, post, name, error):
    if error:
        server.next(GET, Answer(400, {"error": error}))
    post.rendered = Rendered(WORDS, WORDS, reply_to=name)
    assert post.stage() == Permanent("the post that this one answers is not there")


def test_staging_does_without_the_revision_where_the_server_does_not_say(server, post):
    server.next(LATEST, Answer(501, {"error": "MethodNotImplemented"}))
    assert post.stage() == Staged({"did": DID, "rev": ""}, whole=True)


@pytest.mark.parametrize("method", [RESOLVE, GET, LATEST])
def test_staging_waits_where_too_much_was_asked(server, post, method):
    text = "@other.example"
    post.rendered = Rendered(text, text, reply_to=server.has_post("Before"))
    server.next(method, Answer(429))
    assert isinstance(post.stage(), Later)


def test_staging_waits_for_what_it_answers_where_the_server_is_ill(server, post):
    post.rendered = Rendered(WORDS, WORDS, reply_to=server.has_post("Before"))
    server.next(GET, Answer(502))
    assert isinstance(post.stage(), Later)


def test_staging_uploads_again_after_an_answer_without_a_blob(server, post):
    post.rendered = Rendered(WORDS, WORDS, media=(PICTURE,))
    server.next(UPLOAD, Answer(200, {"blob": "no"}))
    assert isinstance(post.stage(), Later)
    assert isinstance(post.stage(), Staged)


# Publishing


def test_publish_says_that_the_session_cannot_be_renewed(server, post):
    post.stage()
    assert post.staged["did"] == DID
    without = replace(post, adapter=adapter(server, {}))
    assert without.publish() == Unauthenticated("this account has no app password")


def test_publish_puts_the_words_once_under_our_own_key(server, post):
    rkey = record_key(post.key)
    assert post.send() == Sent(
        uri(DID, rkey), f"https://bsky.app/profile/{HANDLE}/post/{rkey}"
    )
    record = server.posts[rkey]
    assert (record["text"], record["langs"]) == (WORDS, ["en"])
    assert [each["features"][0] for each in record["facets"]] == [
        {"$type": "app.bsky.richtext.facet#tag", "tag": "Flooding"},
        {"$type": "app.bsky.richtext.facet#link", "uri": "https://gov.uk/check"},
    ]
    assert server.called().count(PUT) == 1


def test_publish_is_as_the_lexicons_describe_it(server, post):
    contract.require()
    parent = server.has_post("Part one")
    text = f"@other.example {WORDS}"
    post.rendered = Rendered(text, text, "", "cy", (PICTURE,), parent)
    assert isinstance(post.send(), Sent)
    [put] = [call for call in server.calls if call.method == PUT]
    contract.check_put(put.json)
    assert sorted(put.json["record"]) == [
        "$type",
        "createdAt",
        "embed",
        "facets",
        "langs",
        "reply",
        "text",
    ]


def test_publish_refuses_to_write_over_what_stands_there(server, post):
    post.stage()
    server.write(record_key(post.key), {"text": "Other", "createdAt": "x"})
    assert post.publish() == Unknown(
        "400: a post stands under this post's key already, so it must be looked up"
    )
    assert server.live() == ["Other"]


def test_parts_of_a_thread_answer_the_part_before_and_name_its_beginning(server):
    parent = None
    for part, text in enumerate(("One", "Two", "Three")):
        key = PostKey("thread", timezone.now(), part)
        rendered = Rendered(text, text, reply_to=parent)
        outcome = Post(adapter(server), rendered, key).send()
        assert isinstance(outcome, Sent)
        parent = outcome.remote_id
    names = [uri(DID, rkey) for rkey in server.posts]
    replies = [record.get("reply") for record in server.posts.values()]
    shown = [
        reply and (reply["root"]["uri"], reply["parent"]["uri"]) for reply in replies
    ]
    assert shown == [None, (names[0], names[0]), (names[0], names[1])]


def test_a_reply_to_anothers_post_may_be_named_by_its_permalink(server, post):
    root = {"uri": uri(OTHER_DID, "root"), "cid": "bafyroot"}
    server.foreign[OTHER_DID, "3jzf"] = {"text": "Hi", "reply": {"root": root}}
    link = "https://bsky.app/profile/other.example/post/3jzf"
    post.rendered = Rendered(WORDS, WORDS, reply_to=link)
    step = post.stage()
    assert isinstance(step, Staged)
    assert step.ref["root"] == [root["uri"], root["cid"]]
    assert step.ref["parent"][0] == uri(OTHER_DID, "3jzf")


@pytest.mark.parametrize(
    ("status", "name", "outcome"),
    [
        (400, "InvalidRequest", Permanent("400: Bluesky refused the post")),
        (403, "Forbidden", Permanent("403: Bluesky refused the post")),
        (413, "PayloadTooLarge", Permanent("413: Bluesky refused the post")),
        (401, "AccountTakedown", Unauthenticated(REFUSED_ACCOUNT)),
        (401, "AuthMissing", Unauthenticated(REFUSED_ACCOUNT)),
        (
            401,
            "Other",
            Unauthenticated("401: Bluesky refused this account's credential"),
        ),
        (
            400,
            "BlobNotFound",
            Permanent(
                "400: Bluesky has thrown away the pictures, which were not used in time"
            ),
        ),
        *(
            (
                status,
                "",
                Unknown(f"{status}: Bluesky did not say whether it published the post"),
            )
            for status in (302, 307, 408, 409, 500, 502, 503, 504)
        ),
    ],
)
def test_publish_reads_a_refusal(server, post, status, name, outcome):
    headers = {"Location": f"{server.url}/xrpc/{PUT}"}
    post.stage()
    server.next(PUT, Answer(status, {"error": name, "message": WORDS}, headers))
    assert post.publish() == outcome
    assert server.called().count(PUT) == 1


@pytest.mark.parametrize("name", ["ExpiredToken", "InvalidToken"])
def test_publish_renews_a_stale_session_and_nothing_more(server, post, name):
    post.stage()
    server.calls.clear()
    server.next(PUT, Answer(400, {"error": name}))
    outcome = post.publish()
    assert isinstance(outcome, Later)
    assert outcome.answer == "the session had run out and was renewed"
    assert server.called() == [PUT, REFRESH_SESSION]
    assert isinstance(post.publish(), Sent)


def test_publish_says_so_where_a_renewed_session_is_refused_as_well(server, post):
    post.stage()
    stale = Answer(400, {"error": "ExpiredToken"})
    server.next(PUT, stale, stale)
    assert isinstance(post.publish(), Later)
    assert post.publish() == Unauthenticated(REFUSED_ACCOUNT)


def test_publish_renews_a_session_that_ran_out_since_it_was_staged(server, post):
    post.stage()
    server.secret |= {"access_jwt": token(timezone.now() + MINUTE, "ends soon")}
    again = replace(post, adapter=adapter(server))
    assert isinstance(again.publish(), Later)
    assert PUT not in server.called()
    assert isinstance(again.publish(), Sent)


def test_publish_waits_until_the_rate_limit_ends(server, post):
    post.stage()
    until = timezone.now().replace(microsecond=0) + 7 * MINUTE
    server.next(PUT, Answer(*server.rate_answer(until)))
    sentence = "429: too many requests, Bluesky asks us to wait"
    assert post.publish() == Later(until, sentence)
    assert list(post.adapter.allowances) == [
        Allowance("posts", remaining=0, resets_at=until, limit=1666)
    ]


@pytest.mark.parametrize("keeps", [True, False])
def test_publish_does_not_know_after_an_answer_that_was_lost(server, post, keeps):
    post.stage()
    server.next(PUT, Lost(keeps=keeps))
    assert post.publish() == Unknown(NO_ANSWER)


def test_publish_does_not_know_after_a_silence(server, post):
    post.stage()
    server.next(PUT, Silence())
    post.adapter = adapter(server, limits=IMPATIENT)
    assert post.publish() == Unknown(NO_ANSWER)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"\xff\xfe", [], {}, {"uri": uri(DID, "another")}]
)
def test_publish_does_not_know_after_a_success_that_it_cannot_read(server, post, body):
    post.stage()
    server.next(PUT, Answer(200, body, keeps=True))
    assert post.publish() == Unknown(NO_ANSWER)
    assert server.live() == [WORDS]


def test_publish_may_be_tried_later_where_no_connection_was_made(server, post):
    post.stage()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{unused.getsockname()[1]}"
        connection = Connection(HANDLE, server.secret, nowhere)
        post.adapter = BlueskyAdapter(connection)
        outcome = post.publish()
    assert isinstance(outcome, Later)
    assert outcome.answer == (
        "no connection to Bluesky could be made, so nothing was sent"
    )


def test_correcting_is_refused_because_readers_would_not_be_told(server, post):
    post.send()
    server.calls.clear()
    assert post.adapter.correct(
        post.name, post.rendered, key=post.key, staged={}
    ) == Permanent("a post cannot be changed on Bluesky")
    assert server.calls == []


def test_nothing_that_is_said_or_logged_holds_the_words_or_the_credential(
    server, post, caplog
):
    caplog.set_level(logging.DEBUG)
    post.stage()
    server.next(PUT, Answer(400, {"error": WORDS, "message": PASSWORD}))
    said = f"{post.publish()} {post.adapter} {post.adapter.session} {caplog.text}"
    secrets = [WORDS, *server.secret.values()]
    assert [each for each in secrets if each != DID and each in said] == []


# Looking up


@pytest.mark.parametrize("fault", [Lost(), Answer(504, keeps=True)])
def test_look_up_finds_the_post_whose_answer_was_lost(server, post, fault):
    post.stage()
    server.next(PUT, fault)
    assert isinstance(post.publish(), Unknown)
    link = f"https://bsky.app/profile/{HANDLE}/post/{record_key(post.key)}"
    assert post.look_up() == Present(post.name, link)


def test_look_up_is_certain_while_nothing_else_was_written(server, post):
    post.stage()
    server.next(PUT, Lost(keeps=False))
    post.publish()
    assert post.look_up() == Absent()


def test_look_up_sees_that_something_was_deleted_since(server, post):
    post.send()
    server.write(record_key(post.key), None)
    assert post.look_up() == Inconclusive(
        "something was deleted from the account since, and that may have been this post"
    )


def test_look_up_says_absent_where_other_posts_were_written_since(server, post):
    post.stage()
    server.has_post("Another")
    assert post.look_up() == Absent()


def test_look_up_says_absent_where_the_revision_was_not_known(server, post):
    server.next(LATEST, Answer(501))
    post.stage()
    server.write("3jzf", None)
    assert post.look_up() == Absent()


def test_look_up_does_not_take_other_words_under_our_key_for_ours(server, post):
    post.stage()
    server.write(record_key(post.key), {"text": "Other", "createdAt": "x"})
    assert post.look_up() == Inconclusive(
        "a post with other words stands under this post's key"
    )


@pytest.mark.parametrize(
    "fault", [Answer(400, {"error": "RepoNotFound"}), Answer(500), Lost()]
)
@pytest.mark.parametrize("method", [GET, LATEST, "com.atproto.sync.getRepo"])
def test_look_up_concludes_nothing_from_a_failure(server, post, method, fault):
    post.stage()
    server.has_post("Another")
    server.next(method, fault)
    assert isinstance(post.look_up(), Inconclusive)


def test_look_up_concludes_nothing_from_what_it_cannot_read(server, post):
    post.stage()
    server.has_post("Another")
    server.next("com.atproto.sync.getRepo", Answer(200, b"not a CAR file"))
    assert post.look_up() == Inconclusive(
        "Bluesky gave an answer that could not be read"
    )


def test_look_up_needs_no_session(server, post):
    post.send()
    server.calls.clear()
    server.access.clear()
    assert isinstance(post.look_up(), Present)
    assert server.called() == [GET]


# Reading, deleting


def test_fetch_shows_the_post_as_it_is_live(server, post):
    post.rendered = Rendered(WORDS, WORDS, media=(PICTURE,))
    sent = post.send()
    assert isinstance(sent, Sent)
    live = post.adapter.fetch(sent.remote_id)
    assert isinstance(live, LivePost)
    assert (live.remote_id, live.url) == (sent.remote_id, sent.url)
    assert (live.words, live.media, live.parent) == (WORDS, 1, None)


def test_fetch_tells_what_is_gone_from_what_cannot_be_seen(server, post):
    account = post.adapter
    assert account.fetch(uri(DID, "3jzf")) == Gone()
    assert account.fetch("17") == Inconclusive("this is not a post of this account")
    server.next(GET, Answer(503))
    assert account.fetch(uri(DID, "3jzf")) == Inconclusive(
        "503: Bluesky did not answer the question"
    )


def test_read_timeline_shows_every_page_newest_first(server, post, monkeypatch):
    monkeypatch.setattr("publishing.platforms.bluesky.adapter.PAGE", 2)
    names = [server.has_post(f"Post {number}") for number in range(3)]
    now = timezone.now()
    first = post.adapter.read_timeline(since=now)
    assert isinstance(first, TimelinePage)
    second = post.adapter.read_timeline(since=now, older=first.older)
    assert isinstance(second, TimelinePage)
    read = [each.remote_id for page in (first, second) for each in page.posts]
    assert read == names[::-1]
    last = post.adapter.read_timeline(since=now, older=second.older)
    assert last == TimelinePage([], None)


def test_read_timeline_reads_no_further_than_a_post_can_have_waited(server, post):
    server.has_post("Long ago", ago=timedelta(days=200))
    page = post.adapter.read_timeline(since=timezone.now())
    assert isinstance(page, TimelinePage)
    assert (len(page.posts), page.older) == (1, None)


@pytest.mark.parametrize(
    "answer", [Answer(500), Answer(200, {}), Answer(200, {"records": [3]}), Lost()]
)
def test_read_timeline_shows_nothing_that_is_not_whole(server, post, answer):
    server.next(LIST, answer)
    assert isinstance(post.adapter.read_timeline(since=timezone.now()), Inconclusive)


def test_delete_deletes_and_may_be_asked_twice(server, post):
    post.send()
    assert post.adapter.delete(post.name) == Removed()
    assert server.posts == {}
    assert post.adapter.delete(post.name) == Removed()
    assert post.adapter.fetch(post.name) == Gone()


@pytest.mark.parametrize("name", [uri(OTHER_DID, "3jzf"), "17"])
def test_delete_refuses_what_is_not_this_accounts(server, post, name):
    assert post.adapter.delete(name) == Permanent("this is not a post of this account")
    assert DELETE not in server.called()


def test_delete_says_that_there_is_no_session_to_be_had(server, post):
    post.send()
    account = adapter(server, {})
    assert account.delete(post.name) == Unauthenticated(
        "this account has no app password"
    )


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Answer(400, {"error": "ExpiredToken"}), Later),
        (Answer(429), Later),
        (Answer(401, {"error": "AccountTakedown"}), Unauthenticated),
        (Answer(403), Permanent),
        (Answer(500), Unknown),
        (Lost(), Unknown),
    ],
)
def test_delete_says_what_became_of_it(server, post, fault, kind):
    post.send()
    server.next(DELETE, fault)
    assert isinstance(post.adapter.delete(post.name), kind)


# The credential


def test_check_credentials_says_whose_they_are(server):
    assert adapter(server).check_credentials() == Accepted(HANDLE, DID)
    assert server.called() == [CREATE_SESSION, GET_SESSION]


def test_check_credentials_signs_in_with_the_identifier_that_is_given(server):
    secret = {"identifier": DID, "password": PASSWORD}
    assert adapter(server, secret).check_credentials() == Accepted(HANDLE, DID)


def test_check_credentials_of_a_session_alone_say_when_it_ends(server, post):
    post.stage()
    session = {
        name: value for name, value in server.secret.items() if name != "password"
    }
    state = adapter(server, session).check_credentials()
    assert isinstance(state, Accepted)
    assert state.expires_at is not None


def test_check_credentials_renew_a_session_that_is_refused(server, post):
    post.stage()
    server.access.clear()
    assert adapter(server).check_credentials() == Accepted(HANDLE, DID)
    assert server.openings == 1


def test_check_credentials_reject_a_revoked_password(server):
    state = adapter(server, {"password": "revoked"}).check_credentials()
    assert state == Rejected("401: Bluesky refused this account's app password")


def test_check_credentials_reject_another_accounts(server):
    server.handle = "renamed.example"
    secret = {"identifier": DID, "password": PASSWORD}
    state = adapter(server, secret).check_credentials()
    assert state == Rejected("this credential is another account's")


def test_check_credentials_reject_an_account_that_was_taken_down(server, post):
    server.next(CREATE_SESSION, Answer(*server.auth_answer()))
    state = post.adapter.check_credentials()
    assert state == Rejected("401: Bluesky refused this account's app password")


@pytest.mark.parametrize("fault", [Answer(500), Answer(429), Lost()])
@pytest.mark.parametrize("method", [CREATE_SESSION, GET_SESSION])
def test_check_credentials_conclude_nothing_from_a_failure(server, post, method, fault):
    server.next(method, fault)
    assert isinstance(post.adapter.check_credentials(), Unreachable)


def told_session() -> dict[str, object]:
    """A session as the entryway gives it, with the account's own server in it."""
    own = {"id": "#atproto_pds", "serviceEndpoint": "https://pds.example"}
    ends = timezone.now() + 60 * MINUTE
    return {
        "accessJwt": token(ends, "a"),
        "refreshJwt": token(ends, "b"),
        "did": DID,
        "didDoc": {"service": [own]},
    }


def test_an_account_with_a_server_of_its_own_is_asked_there_alone(server):
    server.next(CREATE_SESSION, Answer(200, told_session()))
    session = adapter(server).session
    session.make_ready()
    assert session.pds is session.entry


def test_the_entryways_word_for_the_accounts_own_server_is_kept_and_followed(server):
    server.next(CREATE_SESSION, Answer(200, told_session()))
    adapter(server).session.make_ready()
    assert server.secret["pds"] == "https://pds.example"
    through_entryway = BlueskyAdapter(Connection(HANDLE, server.secret))
    assert through_entryway.session.server == "https://bsky.social"
    assert through_entryway.session.pds.client._base_url == "https://pds.example/xrpc"


def test_reading_through_the_entryway_asks_first_where_the_account_is():
    account = BlueskyAdapter(Connection(HANDLE, {}))
    assert account.read_timeline(since=timezone.now()) == Inconclusive(
        "this account has no app password"
    )


@pytest.mark.parametrize("address", ["http://pds.example", "ftp://x", None, 3])
def test_only_a_safe_address_is_taken_for_the_accounts_own_server(server, address):
    session = told_session()
    session["didDoc"] = {
        "service": [{"id": "#atproto_pds", "serviceEndpoint": address}]
    }
    server.next(CREATE_SESSION, Answer(200, session))
    adapter(server).session.make_ready()
    assert "pds" not in server.secret


def test_a_server_whose_tokens_end_at_once_is_not_asked_for_them_over_and_over(
    server, post
):
    server.lifetime = timedelta(0)
    assert isinstance(post.send(), Sent)
    assert server.openings == 1


def test_allowances_are_read_from_every_answer(server, post):
    resets_at = timezone.now().replace(microsecond=0) + MINUTE
    headers = {
        "RateLimit-Limit": "3000",
        "RateLimit-Remaining": "2990",
        "RateLimit-Reset": str(int(resets_at.timestamp())),
    }
    server.next(LIST, Answer(200, {"records": []}, headers))
    post.adapter.read_timeline(since=timezone.now())
    assert list(post.adapter.allowances) == [
        Allowance("reads", remaining=2990, resets_at=resets_at, limit=3000)
    ]
