"""Discourse's adapter, over real HTTP, against a fake; requests as Discourse describes them.

What the publisher makes of an outcome is tested elsewhere.
"""

import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from publishing.platforms.discourse.adapter import DiscourseAdapter
from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Connection,
    Deleted,
    Gone,
    Idempotency,
    Inconclusive,
    Later,
    LivePost,
    Lookup,
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
from publishing.platforms.transport import Limits
from tests.publishing.platforms.discourse import contract
from tests.publishing.platforms.discourse.fake import (
    API_KEY,
    USERNAME,
    FakeDiscourse,
    error,
)
from tests.publishing.platforms.local_server import Answer, Reset, Silence
from tests.publishing.platforms.media_shelf import NOTHING, Shelf


WORDS = "Our offices close at 5pm.\nDetails:\n\nhttps://www.gov.uk/closing"
SEED = "0f8fad5b-d9cb-469f-a165-70867728950e"
KEY = PostKey(SEED, datetime(2026, 11, 2, 9, tzinfo=UTC), 0)
POST = DiscourseAdapter.prepare(Wording(WORDS, title="Offices close early"))
TINY = Limits(connect=0.3, read=0.3, total=0.5)
PATIENT = Limits(connect=5, read=5, total=10)
MINUTE = timedelta(minutes=1)
HELD = "the forum's moderators look at the post first; it is live if they let it"


@pytest.fixture
def forum() -> Iterator[FakeDiscourse]:
    """A fake forum, whose every request is held against Discourse's description."""
    with FakeDiscourse() as server:
        yield server
    if contract.PATH.exists():
        for request in server.requests:
            contract.check(request)


def adapter(
    server: FakeDiscourse,
    handle: str = USERNAME,
    secret: Secret | None = None,
    limits: Limits = PATIENT,
) -> DiscourseAdapter:
    secret = server.secret if secret is None else secret
    return DiscourseAdapter(Connection(handle, secret, server.url), limits)


def impatient(server: FakeDiscourse) -> DiscourseAdapter:
    return adapter(server, limits=TINY)


def staged(
    account: DiscourseAdapter, rendered: Rendered = POST, shelf: Shelf | None = None
) -> Ref:
    ref = NOTHING
    for _ in range(30):
        step = account.stage(rendered, key=KEY, media=shelf or Shelf(), before=ref)
        assert isinstance(step, Staged)
        ref = step.ref
        if step.whole:
            return ref
    raise AssertionError("staging never ends")


def publish(
    account: DiscourseAdapter, rendered: Rendered = POST, key: PostKey = KEY
) -> Outcome:
    return account.publish(rendered, key=key, staged=staged(account, rendered))


def sent(account: DiscourseAdapter, rendered: Rendered = POST) -> Sent:
    outcome = publish(account, rendered)
    assert isinstance(outcome, Sent)
    return outcome


def reply_to(remote_id: str, words: str = "And tomorrow as well.") -> Rendered:
    return DiscourseAdapter.prepare(Wording(words, reply_to=remote_id))


def look(
    account: DiscourseAdapter, rendered: Rendered = POST, key: PostKey = KEY
) -> Sighting:
    since = timezone.now()
    return account.look_up(rendered, key=key, staged=NOTHING, since=since)


def test_capabilities_say_that_topics_have_a_key_of_ours():
    said = DiscourseAdapter.capabilities
    assert (said.idempotency, said.lookup) == (Idempotency.CLIENT_ID, Lookup.BY_KEY)
    assert (said.threads, said.replies, said.titled) == (True, True, True)
    assert (said.edit, said.delete) == (True, True)


# What goes on the wire


def test_prepare_breaks_lines_and_keeps_links_without_a_preview():
    assert POST.body == (
        "Our offices close at 5pm.  \nDetails:\n\n<https://www.gov.uk/closing>"
    )
    assert (POST.words, POST.title) == (WORDS, "Offices close early")


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ("# Not a heading", "\\# Not a heading"),
        ("#hashtag and @someone", "#hashtag and @someone"),
        ("> no quotation", "\\> no quotation"),
        ("- one\n+ two\n3. three", "\\- one  \n\\+ two  \n3\\. three"),
        ("*bold* _it_ snake_case", "\\*bold\\* \\_it\\_ snake_case"),
        ("<b>x</b> & &lt; &", "\\<b>x\\</b> & \\&lt; &"),
        ("[b]x[/b] [a](b) ![c](d)", "\\[b]x\\[/b] \\[a](b) !\\[c](d)"),
        ("`code` ~~no~~ |a|", "\\`code\\` \\~\\~no\\~\\~ \\|a\\|"),
        (":smile: :) 10:30", ":<!-- -->smile: :<!-- -->) 10:30"),
        ("Well... a -> b -- (tm)", "Well\\.\\.\\. a \\-> b \\-\\- \\(tm)"),
        ("    code", "code"),
        ("a\n    code", "a  \n&nbsp;&nbsp;&nbsp;&nbsp;code"),
        ("See gov.uk/pay.", "See gov\\.uk/pay."),
        ("$5 and $10 \\ C:\\a", "\\$5 and \\$10 \\\\ C:\\\\a"),
        ("text\n===", "text  \n\\==="),
    ],
)
def test_prepare_lets_nothing_authored_become_markup(words, raw):
    assert DiscourseAdapter.prepare(Wording(words)).body == raw


def test_a_topic_goes_with_key_title_and_category(forum):
    outcome = publish(adapter(forum))
    [post] = forum.posts.values()
    topic = forum.topics[post.topic]
    assert outcome == Sent(str(post.id), f"{forum.url}/t/a-slug/{topic.id}/1")
    assert (topic.title, topic.key, topic.category) == (
        "Offices close early",
        f"{SEED}-0",
        5,
    )
    assert forum.calls() == [("POST", "/posts.json")]


def test_a_later_part_answers_the_part_before(forum):
    account = adapter(forum)
    first = sent(account)
    second = sent(account, reply_to(first.remote_id))
    third = sent(account, reply_to(second.remote_id, "And on Friday."))
    posts = [(post.number, post.reply_to) for post in forum.posts.values()]
    assert posts == [(1, None), (2, 1), (3, 2)]
    assert third.url.endswith("/3")


def test_a_picture_goes_with_its_alt_text_and_size(forum):
    shelf = Shelf()
    picture = shelf.put(b"\x89PNG picture", "image/png", "A [river] | high\nwater")
    rendered = replace(POST, media=(picture,))
    account = adapter(forum)
    ref = staged(account, rendered, shelf)
    assert isinstance(account.publish(rendered, key=KEY, staged=ref), Sent)
    [(name, content)] = forum.uploads.items()
    [post] = forum.posts.values()
    assert content == b"\x89PNG picture"
    assert post.raw == (
        f"{POST.body}\n\n![A \\[river\\] \\| high water|690x388](upload://{name}.png)"
    )
    found = account.fetch(str(post.id))
    assert isinstance(found, LivePost)
    assert (found.words, found.media) == (WORDS, 1)


def test_staging_uploads_one_file_a_step(forum):
    shelf = Shelf()
    pictures = tuple(shelf.put(bytes([n]) * 9, "image/png", "") for n in (65, 66))
    rendered = replace(POST, media=pictures)
    account, ref = adapter(forum), NOTHING
    wholes: list[bool] = []
    for _ in range(2):
        step = account.stage(rendered, key=KEY, media=shelf, before=ref)
        assert isinstance(step, Staged)
        ref, wholes = step.ref, [*wholes, step.whole]
    assert wholes == [False, True]
    assert len(forum.requests) == 2


@pytest.mark.parametrize(
    ("place", "deleted", "calls"),
    [(1, 0, 1), (3, 0, 1), (20, 0, 1), (21, 0, 2), (40, 10, 2), (60, 30, 3)],
)
def test_the_post_that_is_answered_is_found_by_its_place_in_the_topic(
    forum, place, deleted, calls
):
    """One call a step; what was deleted before it makes its place further from its turn."""
    question = forum.has_topic("When?", "When?", username="somebody")
    others = [
        forum.has_post(question.topic, f"Thanks {n}", username="somebody")
        for n in range(99)
    ]
    for other in others[:deleted]:
        other.deleted_at = timezone.now()
    rendered = reply_to(f"{question.topic}/{place}")
    account = adapter(forum)
    ref = staged(account, rendered)

    assert ref == {"topic": str(question.topic), "number": str(place)}
    assert len(forum.requests) == calls
    outcome = account.publish(rendered, key=KEY, staged=ref)
    assert isinstance(outcome, Sent)
    [mine] = [post for post in forum.posts.values() if post.username == USERNAME]
    assert (mine.topic, mine.reply_to) == (question.topic, place)
    assert look(account, rendered) == Present(outcome.remote_id, outcome.url)


def test_a_reply_by_place_has_its_pictures_after_its_parent_was_found(forum):
    question = forum.has_topic("When?", username="somebody")
    shelf = Shelf()
    picture = shelf.put(b"picture", "image/png", "")
    rendered = replace(reply_to(f"{question.topic}/1"), media=(picture,))

    ref = staged(adapter(forum), rendered, shelf)

    assert (ref["number"], len(ref["uploads"])) == ("1", 1)


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        ("withdrawn", "the post that this answers is not on the forum any more"),
        ("deleted", "the post that this answers is not on the forum any more"),
        (
            "gone with its topic",
            "the post that this answers is not on the forum any more",
        ),
        ("never there", "the post that this answers is not on the forum any more"),
        (
            "half a topic",
            (
                "the forum does not show the whole topic that this answers; name the post "
                "by its own number"
            ),
        ),
    ],
)
def test_nothing_answers_a_place_that_is_empty(forum, state, answer):
    question = forum.has_topic("When?", username="somebody")
    posts = [question, *(forum.has_post(question.topic, f"{n}") for n in range(29))]
    last = posts[-1]
    last.user_deleted = state == "withdrawn"
    last.deleted_at = timezone.now() if state == "deleted" else None
    forum.topics[question.topic].deleted = state == "gone with its topic"
    forum.streams = state != "half a topic"
    rendered = reply_to(f"{question.topic}/{300 if state == 'never there' else 30}")
    account = adapter(forum)
    step: Staging = Staged(NOTHING, whole=False)

    while isinstance(step, Staged) and not step.whole:
        step = account.stage(rendered, key=KEY, media=Shelf(), before=step.ref)

    assert step == Permanent(answer)


@pytest.mark.parametrize(
    ("rendered", "answer"),
    [
        (reply_to("999"), "the post that this answers is not on the forum any more"),
        (reply_to("../u/x"), "the post that this answers is not on the forum any more"),
        (replace(POST, title=" "), "a topic on a forum needs a title"),
    ],
)
def test_staging_says_what_can_never_be_posted(forum, rendered, answer):
    step = adapter(forum).stage(rendered, key=KEY, media=Shelf(), before=NOTHING)
    assert step == Permanent(answer)


def test_staging_refuses_a_file_that_no_forum_takes(forum):
    shelf = Shelf()
    rendered = replace(POST, media=(shelf.put(b"?", "video/mp4", ""),))
    step = adapter(forum).stage(rendered, key=KEY, media=shelf, before=NOTHING)
    assert step == Permanent("the forum does not take a file of this type")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Answer(403, error("invalid_access", "Bad API key")), Unauthenticated),
        (Answer(422, {"errors": ["Sorry, too large"]}), Permanent),
        (Answer(413, b"<html>"), Permanent),
        (Answer(500, b"<html>"), Later),
        (Answer(200, {}), Later),
        (Answer(429, {}), Later),
        (Reset(), Later),
    ],
)
def test_staging_is_never_unknown(forum, fault, kind):
    shelf = Shelf()
    rendered = replace(POST, media=(shelf.put(b"picture", "image/png", ""),))
    forum.next(fault)
    step = adapter(forum).stage(rendered, key=KEY, media=shelf, before=NOTHING)
    assert isinstance(step, kind)


# Publishing


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (400, {}, Permanent("400: Discourse refused the post")),
        (
            401,
            {},
            Unauthenticated("401: Discourse refused this account's credential"),
        ),
        (
            403,
            error("invalid_access", "The API username or key is invalid."),
            Unauthenticated("403: the forum refused this account's credential"),
        ),
        (
            403,
            error("invalid_access", "You are not permitted to do it."),
            Permanent("403: Discourse refused the post"),
        ),
        (
            422,
            {"errors": ["Title is too short"]},
            Permanent("422: Discourse refused the post"),
        ),
        (
            422,
            {"errors": ["Title has already been used"]},
            Unknown("422: the forum says that this was already posted"),
        ),
        (
            422,
            {"errors": ["Body is too similar to what you recently posted"]},
            Unknown("422: the forum says that this was already posted"),
        ),
        (500, {}, Unknown("500: Discourse did not say whether it published the post")),
        (502, b"", Unknown("502: Discourse did not say whether it published the post")),
        (504, b"", Unknown("504: Discourse did not say whether it published the post")),
    ],
)
def test_publish_says_what_a_refusal_proves(forum, status, body, outcome):
    forum.next(Answer(status, body))
    assert publish(adapter(forum)) == outcome
    assert forum.live() == []


@pytest.mark.parametrize(
    ("body", "headers", "wait"),
    [
        ({"extras": {"wait_seconds": 90}}, {}, timedelta(seconds=90)),
        (b"slow down", {"Retry-After": "120"}, 2 * MINUTE),
        ({"extras": {"wait_seconds": -1}}, {}, 15 * MINUTE),
    ],
)
def test_publish_waits_as_long_as_the_forum_says(forum, body, headers, wait):
    forum.next(Answer(429, body, headers))
    account, before = adapter(forum), timezone.now()
    outcome = publish(account)
    assert isinstance(outcome, Later)
    assert before + wait <= outcome.not_before <= timezone.now() + wait
    [allowance] = account.allowances
    assert (allowance.kind, allowance.remaining) == ("posts", 0)


@pytest.mark.parametrize("fault", [Reset(), Reset(keeps=True), Silence(keeps=True)])
def test_publish_does_not_know_without_an_answer(forum, fault):
    forum.next(fault)
    assert publish(impatient(forum)) == Unknown(
        "Discourse gave no readable answer in time"
    )


@pytest.mark.parametrize("body", [b"<html>", [], {}, {"id": 17}, {"success": True}])
def test_publish_does_not_know_after_a_success_that_it_cannot_read(forum, body):
    forum.next(Answer(200, body, keeps=True))
    assert isinstance(publish(adapter(forum)), Unknown)


def test_publish_may_be_tried_later_where_no_connection_was_made(forum):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        server = f"http://127.0.0.1:{unused.getsockname()[1]}"
        account = DiscourseAdapter(Connection(USERNAME, forum.secret, server), TINY)
        outcome = publish(account)
    assert isinstance(outcome, Later)
    assert outcome.answer == (
        "no connection to Discourse could be made, so nothing was sent"
    )


def test_publish_sends_nothing_without_a_key(forum):
    account = adapter(forum, secret={"category": "5"})
    assert account.publish(POST, key=KEY, staged={}) == Unauthenticated(
        "this account has no complete Discourse credential"
    )
    assert forum.requests == []


def test_staging_asks_nothing_without_a_key(forum):
    step = adapter(forum, secret={}).stage(POST, key=KEY, media=Shelf(), before=NOTHING)
    assert step == Unauthenticated("this account has no complete Discourse credential")
    assert forum.requests == []


def test_publish_waits_until_the_parent_was_found(forum):
    outcome = adapter(forum).publish(reply_to("17"), key=KEY, staged={})
    assert isinstance(outcome, Later)
    assert forum.requests == []


def test_the_same_topic_twice_is_one_topic(forum):
    """The forum itself answers a repeated call, and later knows the key."""
    account = adapter(forum)
    assert publish(account) == publish(account)
    forum.answers.clear()
    assert publish(account) == Unknown(
        "422: the forum says that this was already posted"
    )
    assert len(forum.live()) == 1


def test_a_topic_that_was_deleted_is_not_made_again(forum):
    account = adapter(forum)
    assert account.delete(sent(account).remote_id) == Removed()
    forum.answers.clear()
    assert publish(account) == Permanent(
        "422: the topic was there and was deleted, so it is not made again"
    )


@pytest.mark.parametrize("status", [200, 400, 403, 422, 500])
def test_nothing_that_is_said_or_logged_holds_the_words_or_the_credential(
    forum, status, caplog
):
    caplog.set_level(logging.DEBUG)
    forum.next(Answer(status, {"errors": [WORDS, API_KEY]}))
    said = f"{publish(adapter(forum))} {caplog.text}"
    assert [secret for secret in (WORDS, API_KEY) if secret in said] == []


# What waits for a moderator


def test_a_post_that_waits_for_a_moderator_is_neither_live_nor_absent(forum):
    forum.moderated = True
    account = adapter(forum)
    assert publish(account) == Unknown(HELD)
    assert look(account) == Inconclusive(HELD)
    assert forum.live() == []


def test_a_post_that_a_moderator_let_through_is_found_without_its_key(forum):
    forum.moderated = True
    account = adapter(forum)
    publish(account)
    forum.let_through()
    [post] = forum.posts.values()
    assert look(account) == Present(
        str(post.id), f"{forum.url}/t/a-slug/{post.topic}/1"
    )


def test_a_post_that_a_moderator_turned_down_is_for_a_person_to_decide(forum):
    """It must not come back to the moderators by itself."""
    forum.moderated = True
    kept: list[Secret] = []
    connection = Connection(USERNAME, forum.secret, forum.url, kept.append)
    publish(DiscourseAdapter(connection, PATIENT))
    forum.queue.clear()
    assert kept == [{**forum.secret, "held": f"{SEED}-0"}]
    assert look(adapter(forum, secret=kept[0])) == Inconclusive(
        "the forum's moderators held the post back, and it is not on the forum"
    )


def test_a_reply_that_waits_for_a_moderator_is_not_absent_either(forum):
    account = adapter(forum)
    first = sent(account)
    forum.moderated = True
    part = replace(KEY, part=1)
    assert publish(account, reply_to(first.remote_id), part) == Unknown(HELD)
    assert look(account, reply_to(first.remote_id), part) == Inconclusive(HELD)


# Looking up


def test_look_up_finds_the_topic_whose_answer_was_lost(forum):
    account = adapter(forum)
    forum.next(Reset(keeps=True))
    publish(account)
    [post] = forum.posts.values()
    assert look(account) == Present(
        str(post.id), f"{forum.url}/t/a-slug/{post.topic}/1"
    )


def test_look_up_knows_the_topic_though_the_forum_tidied_its_title(forum):
    account = adapter(forum)
    rendered = replace(POST, title="offices close early.")
    sent(account, rendered)
    assert [topic.title for topic in forum.topics.values()] == ["Offices close early"]
    assert isinstance(look(account, rendered), Present)


@pytest.mark.parametrize("old", [False, True])
def test_look_up_says_absent_where_key_and_timeline_say_so(forum, old):
    forum.old = old
    forum.has_topic("Something else", "Other words")
    assert look(adapter(forum)) == Absent()


def test_look_up_says_deleted_of_a_topic_that_its_author_withdrew(forum):
    account = adapter(forum)
    forum.posts[int(sent(account).remote_id)].user_deleted = True
    assert look(account) == Deleted()


def test_look_up_does_not_take_other_words_under_our_key_for_ours(forum):
    forum.has_topic("Offices", "Other words", key=f"{SEED}-0")
    assert look(adapter(forum)) == Inconclusive(
        "a topic has the key of ours, with other words"
    )


def test_look_up_finds_a_reply_in_its_topic(forum):
    account = adapter(forum)
    first = sent(account)
    topic = forum.posts[int(first.remote_id)].topic
    for number in range(45):
        forum.has_post(topic, f"Thanks {number}", username="somebody")
    forum.next(Reset(keeps=True))
    publish(account, reply_to(first.remote_id), replace(KEY, part=1))
    mine = max(forum.posts.values(), key=lambda post: post.id)
    found = look(account, reply_to(first.remote_id))
    assert found == Present(str(mine.id), f"{forum.url}/t/a-slug/{topic}/{mine.number}")


def test_look_up_says_absent_of_a_reply_after_the_whole_topic(forum):
    account = adapter(forum)
    first = sent(account)
    topic = forum.posts[int(first.remote_id)].topic
    for number in range(45):
        forum.has_post(topic, f"Thanks {number}", username="somebody")
    forum.requests.clear()
    assert look(account, reply_to(first.remote_id)) == Absent()
    assert [path for _, path in forum.calls()].count(f"/t/{topic}/posts.json") == 3


def test_look_up_tells_answers_to_different_posts_apart(forum):
    account = adapter(forum)
    first = sent(account)
    topic = forum.posts[int(first.remote_id)].topic
    question = forum.has_post(topic, "When?", username="somebody")
    forum.has_post(topic, "And tomorrow as well.", reply_to=1)
    assert look(account, reply_to(str(question.id))) == Absent()
    assert isinstance(look(account, reply_to(first.remote_id)), Present)


def test_look_up_does_not_take_somebody_elses_words_for_ours(forum):
    forum.has_topic("Offices close early", POST.body, username="somebody")
    assert look(adapter(forum)) == Absent()


def test_look_up_tells_answers_to_different_places_apart(forum):
    account = adapter(forum)
    first = sent(account)
    topic = forum.posts[int(first.remote_id)].topic
    forum.has_post(topic, "When?", username="somebody")
    forum.has_post(topic, "And tomorrow as well.", reply_to=2)
    assert look(account, reply_to(f"{topic}/1")) == Absent()
    assert isinstance(look(account, reply_to(f"{topic}/2")), Present)


def test_look_up_does_not_decide_where_the_parent_is_gone(forum):
    assert look(adapter(forum), reply_to("17")) == Inconclusive(
        "404: Discourse did not answer the question"
    )


@pytest.mark.parametrize("secret", [{"api_key": "wrong"}, {}])
def test_look_up_does_not_decide_when_refused(forum, secret):
    account = adapter(forum, secret=secret)
    assert look(account) == Inconclusive("403: Discourse did not answer the question")


def test_look_up_says_deleted_where_the_topic_vanished_between_two_questions(forum):
    forum.has_topic("Offices", key=f"{SEED}-0")
    forum.vanishing = True
    assert look(adapter(forum)) == Deleted()


def test_look_up_does_not_decide_where_the_forum_shows_half_a_topic(forum):
    """Very long topics come without the list of their posts."""
    account = adapter(forum)
    first = sent(account)
    forum.streams = False
    assert look(account, reply_to(first.remote_id)) == Inconclusive(
        "the forum does not show the whole topic that this answers"
    )


# Correcting, deleting, fetching


def test_correct_replaces_the_words_and_the_title(forum):
    account = adapter(forum)
    outcome = sent(account)
    right = DiscourseAdapter.prepare(
        Wording("We close at *6pm*.", title="Closing late")
    )
    assert account.correct(outcome.remote_id, right, key=KEY, staged={}) == outcome
    assert forum.live() == ["We close at *6pm*."]
    assert [topic.title for topic in forum.topics.values()] == ["Closing late"]


def test_correct_leaves_the_title_of_the_topic_to_its_first_post(forum):
    account = adapter(forum)
    second = sent(account, reply_to(sent(account).remote_id))
    right = DiscourseAdapter.prepare(Wording("And today.", title="Another"))
    assert account.correct(second.remote_id, right, key=KEY, staged={}) == second
    assert [topic.title for topic in forum.topics.values()] == ["Offices close early"]


def test_correct_does_not_know_where_only_the_words_were_replaced(forum):
    account = adapter(forum)
    outcome = sent(account)
    right = DiscourseAdapter.prepare(Wording("We close at 6pm.", title="Late"))
    post = {"id": int(outcome.remote_id), "topic_id": 1, "post_number": 1}
    forum.next(Answer(200, {"post": post}), Answer(403, {}))
    assert account.correct(outcome.remote_id, right, key=KEY, staged={}) == Unknown(
        "the words are replaced, and the title perhaps not"
    )


@pytest.mark.parametrize("remote_id", ["999", "../t/1", ""])
def test_correct_says_that_there_is_no_such_post(forum, remote_id):
    outcome = adapter(forum).correct(remote_id, POST, key=KEY, staged={})
    assert isinstance(outcome, Permanent)


def test_delete_takes_the_topic_with_its_first_post(forum):
    account = adapter(forum)
    outcome = sent(account)
    assert account.delete(outcome.remote_id) == Removed()
    assert account.delete(outcome.remote_id) == Removed()
    assert account.fetch(outcome.remote_id) == Gone()
    assert forum.live() == []


def test_delete_takes_a_reply_alone(forum):
    account = adapter(forum)
    first = sent(account)
    second = sent(account, reply_to(first.remote_id))
    assert account.delete(second.remote_id) == Removed()
    # The forum shows for a day that its author withdrew it.
    assert account.fetch(second.remote_id) == Gone()
    assert isinstance(account.fetch(first.remote_id), LivePost)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Answer(403, error("invalid_access", "Bad API key")), Unauthenticated),
        (Answer(429, {}), Later),
        (Reset(), Unknown),
    ],
)
def test_delete_and_correct_say_what_a_failure_proves(forum, fault, kind):
    account = adapter(forum)
    outcome = sent(account)
    forum.next(fault, fault)
    assert isinstance(account.delete(outcome.remote_id), kind)
    corrected = account.correct(outcome.remote_id, POST, key=KEY, staged={})
    assert isinstance(corrected, kind)


@pytest.mark.parametrize("remote_id", ["../t/1", ""])
def test_no_address_is_made_of_what_is_no_number(forum, remote_id):
    account = adapter(forum)
    assert (account.fetch(remote_id), account.delete(remote_id)) == (Gone(), Removed())
    assert forum.requests == []


def test_delete_says_that_only_a_moderator_can_delete_an_answered_topic(forum):
    account = adapter(forum)
    first = sent(account)
    sent(account, reply_to(first.remote_id))
    assert account.delete(first.remote_id) == Permanent(
        "403: Discourse does not let this account delete it"
    )


def test_fetch_gives_the_words_as_they_were_authorised(forum):
    account = adapter(forum)
    words = "1. *One* & [two] :) https://example.com/a_b_c\n- don't #tag @someone"
    outcome = sent(account, DiscourseAdapter.prepare(Wording(words, title="Words")))
    found = account.fetch(outcome.remote_id)
    assert isinstance(found, LivePost)
    assert (found.words, found.url, found.edited) == (words, outcome.url, False)


def test_fetch_shows_a_moderator_no_post_that_was_deleted(forum):
    forum.staff = True
    account = adapter(forum)
    outcome = sent(account)
    forum.posts[int(outcome.remote_id)].deleted_at = timezone.now()
    assert account.fetch(outcome.remote_id) == Gone()


def test_fetch_does_not_call_a_post_gone_when_refused(forum):
    found = adapter(forum, secret={"api_key": "wrong"}).fetch("17")
    assert found == Inconclusive("403: Discourse did not answer the question")


# The timeline


def test_read_timeline_shows_the_accounts_own_posts_out_of_everybodys(forum):
    account = adapter(forum)
    forum.has_topic("Last year", "Old", ago=timedelta(days=365))
    mine = forum.has_topic("Rivers rise", "Words", ago=2 * MINUTE)
    theirs = forum.has_post(mine.topic, "Thanks", username="somebody")
    forum.has_post(mine.topic, "You are *welcome*", reply_to=theirs.number)
    page = account.read_timeline(since=timezone.now() - 5 * MINUTE)
    assert isinstance(page, TimelinePage)
    assert [(post.words, post.title, post.parent) for post in page.posts] == [
        ("You are *welcome*", "", str(theirs.id)),
        ("Words", "Rivers rise", None),
        ("Old", "Last year", None),
    ]


def test_read_timeline_goes_on_until_it_is_before_the_moment(forum):
    account = adapter(forum)
    for number in range(120):
        forum.has_topic(
            f"Topic {number}", f"Words {number}", ago=(120 - number) * MINUTE
        )
    since = timezone.now() - timedelta(minutes=70.5)
    first = account.read_timeline(since=since)
    assert isinstance(first, TimelinePage)
    second = account.read_timeline(since=since, older=first.older)
    assert isinstance(second, TimelinePage)
    assert (len(first.posts), len(second.posts), second.older) == (50, 50, None)


def test_read_timeline_does_not_decide_without_an_answer(forum):
    page = adapter(forum, secret={"api_key": "wrong"}).read_timeline(
        since=timezone.now()
    )
    assert page == Inconclusive("403: Discourse did not answer the question")


# Credentials


@pytest.mark.parametrize("handle", [USERNAME, "@riverpress", "RIVERPRESS"])
def test_check_credentials_knows_the_user_however_it_is_written(forum, handle):
    assert adapter(forum, handle).check_credentials() == Accepted(
        USERNAME, "42", limits={"max_text": 32000, "title": 255}
    )


def test_check_credentials_does_without_the_forums_settings(forum):
    forum.old = True
    assert adapter(forum).check_credentials() == Accepted(USERNAME, "42")


@pytest.mark.parametrize(
    "change", [{"api_key": "wrong"}, {"api_key": ""}, {"api_username": "somebody"}]
)
def test_check_credentials_rejects_what_the_forum_refuses(forum, change):
    state = adapter(forum, secret={**forum.secret, **change}).check_credentials()
    assert isinstance(state, Rejected)


def test_check_credentials_rejects_a_key_that_speaks_for_another_user(forum):
    secret = {**forum.secret, "api_username": USERNAME}
    assert adapter(forum, "somebodyelse", secret).check_credentials() == Rejected(
        "this credential is another account's"
    )


def test_check_credentials_cannot_say_where_there_is_no_forum():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        server = f"http://127.0.0.1:{unused.getsockname()[1]}"
        account = DiscourseAdapter(
            Connection(USERNAME, {"api_key": API_KEY}, server), TINY
        )
        assert account.check_credentials() == Unreachable(
            "no connection to Discourse could be made"
        )
