"""WordPress's adapter, over real HTTP, against a fake that behaves as the real one does.

What the publisher makes of an outcome is tested elsewhere.
"""

import html
import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

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
    Staged,
    Staging,
    TimelinePage,
    Unauthenticated,
    Unknown,
    Unreachable,
    Wording,
)
from publishing.platforms.transport import Limits
from publishing.platforms.wordpress.adapter import WordPressAdapter
from publishing.platforms.wordpress.posts import slug_of
from tests.publishing.platforms.local_server import Answer, Reset, Silence
from tests.publishing.platforms.media_shelf import NOTHING, Shelf
from tests.publishing.platforms.rest_server import Reply
from tests.publishing.platforms.wordpress.fake import (
    PASSWORD,
    USERNAME,
    FakeWordPress,
    shown_words,
    texturized,
)


WORDS = "Our offices close at 5pm.\nDetails:\n\nhttps://www.gov.uk/closing"
KEY = PostKey(
    "0f8fad5b-d9cb-469f-a165-70867728950e", datetime(2026, 11, 2, 9, tzinfo=UTC), 0
)
POST = WordPressAdapter.prepare(Wording(WORDS, title="Offices close early"))
TINY = Limits(connect=0.3, read=0.3, total=0.5)
PATIENT = Limits(connect=5, read=5, total=10)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def blog() -> Iterator[FakeWordPress]:
    with FakeWordPress() as server:
        yield server


def adapter(
    server: FakeWordPress,
    handle: str = USERNAME,
    secret: Secret | None = None,
    limits: Limits = PATIENT,
) -> WordPressAdapter:
    secret = server.secret if secret is None else secret
    return WordPressAdapter(Connection(handle, secret, server.url), limits)


def impatient(server: FakeWordPress) -> WordPressAdapter:
    return adapter(server, limits=TINY)


def staged(
    account: WordPressAdapter,
    rendered: Rendered = POST,
    shelf: Shelf | None = None,
    before: Ref = NOTHING,
) -> Ref:
    """Every step of staging, as the publisher takes them."""
    for _ in range(30):
        step = account.stage(rendered, key=KEY, media=shelf or Shelf(), before=before)
        assert isinstance(step, Staged)
        before = step.ref
        if step.whole:
            return before
    raise AssertionError("staging never ends")


def publish(account: WordPressAdapter, rendered: Rendered = POST) -> Outcome:
    return account.publish(rendered, key=KEY, staged=staged(account, rendered))


def sent(account: WordPressAdapter, rendered: Rendered = POST) -> Sent:
    outcome = publish(account, rendered)
    assert isinstance(outcome, Sent)
    return outcome


def stage_once(account: WordPressAdapter, before: Ref = NOTHING) -> Staging:
    return account.stage(POST, key=KEY, media=Shelf(), before=before)


def test_capabilities_say_that_a_draft_goes_first():
    said = WordPressAdapter.capabilities
    assert (said.idempotency, said.lookup) == (Idempotency.DRAFT, Lookup.BY_KEY)
    assert (said.threads, said.replies, said.titled) == (False, False, True)
    assert (said.edit, said.delete) == (True, True)


# What goes on the wire


def test_prepare_makes_paragraphs_line_breaks_and_links():
    assert POST.body == (
        "<!-- wp:paragraph -->\n<p>Our offices close at 5pm.<br>Details:</p>\n"
        "<!-- /wp:paragraph -->\n\n"
        '<!-- wp:paragraph -->\n<p><a href="https://www.gov.uk/closing">'
        "https://www.gov.uk/closing</a></p>\n<!-- /wp:paragraph -->"
    )
    assert (POST.words, POST.title) == (WORDS, "Offices close early")


@pytest.mark.parametrize(
    "words",
    [
        "Fish & chips < £10 > nothing &amp; nobody",
        "<script>alert(1)</script><b>bold</b><!-- wp:html -->",
        "It's the Minister's \"first\" - and last -- word... --- 'til 6'2\"",
        "[gallery ids='1'] [caption]x[/caption] `` ''",
        "A 10x12 room, 5x5, (tm) and (c), Wordpress",
        "Thanks :) ;) 8) :D and: that",
        "- one\n- two\n-- three\n* four",
        "#Floods @someone 👩‍👧 🇬🇧 ❤️ Mae\u2019r tŷ",
        "Read https://www.gov.uk/a?b=1&c='2'--3 and (https://example.com/x_(y)).",
        "x -https://example.com/",
    ],
)
def test_what_readers_see_are_the_authorised_words(blog, words):
    account = adapter(blog)
    sent(account, WordPressAdapter.prepare(Wording(words, title=words.split("\n")[0])))
    [post] = blog.posts.values()
    assert shown_words(post.content) == words
    assert html.unescape(texturized(post.title)) == words.split("\n")[0]


def test_pictures_follow_the_words_with_their_alt_text(blog):
    shelf = Shelf()
    picture = shelf.put(b"\xff\xd8first", "image/jpeg", 'A "river" <high> [alt]')
    second = shelf.put(b"\x89PNGsecond", "image/png", "")
    rendered = replace(POST, media=(picture, second))
    account = adapter(blog)
    ref = staged(account, rendered, shelf)
    assert isinstance(account.publish(rendered, key=KEY, staged=ref), Sent)
    first, other = blog.files.values()
    assert (first.content, first.alt, first.caption) == (
        b"\xff\xd8first",
        'A "river" <high> [alt]',
        "",
    )
    assert (first.type, other.type) == ("image/jpeg", "image/png")
    [post] = blog.posts.values()
    assert post.content.startswith(POST.body)
    assert post.content.count("<figure") == 2
    assert "A &#034;river&#034; &#060;high&#062; &#091;alt&#093;" in post.content
    look = account.fetch(str(post.id))
    assert isinstance(look, LivePost)
    assert (look.media, look.words) == (2, WORDS)


def test_a_film_takes_its_captions_along(blog):
    shelf = Shelf()
    film = shelf.put(b"film", "video/mp4", "The barrier closes", "WEBVTT\n\n1\n")
    rendered = replace(POST, media=(film,))
    account = adapter(blog)
    account.publish(rendered, key=KEY, staged=staged(account, rendered, shelf))
    assert [each.type for each in blog.files.values()] == ["video/mp4", "text/vtt"]
    [post] = blog.posts.values()
    assert 'kind="captions"' in post.content
    assert 'aria-label="The barrier closes"' in post.content


@pytest.mark.parametrize(
    ("title", "words", "slug"),
    [
        ("Offices close early!", "", "offices-close-early"),
        ("Mae\u2019r tŷ ar agor", "", "maer-ty-ar-agor"),
        ("", "Flood warning", "flood-warning"),
        ("洪水", "", ""),
        ("A" * 200, "", "a" * 60),
        ("word " * 40, "", "-".join(["word"] * 12)),
    ],
)
def test_the_address_has_the_title_in_it_and_a_mark_of_the_key(title, words, slug):
    made = slug_of(Rendered(words, "", title), KEY)
    text, _, mark = made.rpartition("-")
    assert (text, len(mark)) == (slug, 10)
    assert slug_of(Rendered(words, "", title), replace(KEY, part=1)) != made


# Staging


def test_staging_takes_one_call_a_step(blog):
    account = adapter(blog)
    first = stage_once(account)
    assert first == Staged({"post": "-"}, whole=False)
    second = stage_once(account, first.ref)
    [post] = blog.posts.values()
    assert second == Staged({"post": str(post.id)}, whole=True)
    assert (post.status, post.slug) == ("draft", slug_of(POST, KEY))
    assert blog.calls() == [
        ("GET", "/wp-json/wp/v2/posts"),
        ("POST", "/wp-json/wp/v2/posts"),
    ]


def test_staging_finds_the_draft_whose_answer_was_lost(blog):
    account = adapter(blog)
    blog.next(Reset(keeps=True))
    step = stage_once(account, stage_once(account).ref)  # type: ignore[union-attr]
    assert isinstance(step, Later)
    [post] = blog.posts.values()
    assert staged(account) == {"post": str(post.id)}
    assert len(blog.posts) == 1


def test_staging_drops_a_draft_that_got_another_address(blog):
    account = adapter(blog)
    mine = blog.has_post(slug_of(POST, KEY), status="draft")
    # The other draft came between the look-up and this one.
    ref = staged(account, before={"post": "-"})
    assert ref["post"] == str(mine.id)
    assert list(blog.posts) == [mine.id]


def test_staging_ends_where_every_draft_gets_another_address(blog):
    blog.renames = True
    account, before = adapter(blog), NOTHING
    while isinstance(step := stage_once(account, before), Staged):
        before = step.ref
    assert step == Permanent(
        "the site gives every draft another address than the one asked for"
    )
    assert blog.posts == {}


def test_staging_does_not_bring_back_what_was_deleted_on_the_site(blog):
    account = adapter(blog)
    outcome = sent(account)
    blog.trashed(int(outcome.remote_id))
    assert stage_once(account) == Permanent(
        "the post was deleted on the site, so it is not made again"
    )


def test_staging_uploads_a_picture_once_though_its_answer_was_lost(blog):
    shelf = Shelf()
    rendered = replace(POST, media=(shelf.put(b"picture", "image/png", "A river"),))
    account = adapter(blog)
    blog.next(Reset(keeps=True))
    steps = [account.stage(rendered, key=KEY, media=shelf, before={"post": "-"})]
    assert isinstance(steps[0], Staged)
    lost = account.stage(rendered, key=KEY, media=shelf, before=steps[0].ref)
    assert isinstance(lost, Later)
    # Six hours later the publisher begins anew.
    staged(account, rendered, shelf)
    assert len(blog.files) == 1


@pytest.mark.parametrize("kind", ["application/zip", "image/bmp"])
def test_staging_refuses_a_file_that_wordpress_does_not_take(blog, kind):
    shelf = Shelf()
    rendered = replace(POST, media=(shelf.put(b"?", kind, ""),))
    step = adapter(blog).stage(
        rendered, key=KEY, media=shelf, before={"post": "-", "file": "-"}
    )
    assert step == Permanent("the site does not take a file of this type")


def test_staging_says_that_a_post_answers_no_other(blog):
    step = adapter(blog).stage(
        replace(POST, reply_to="17"), key=KEY, media=Shelf(), before=NOTHING
    )
    assert step == Permanent("a post on a blog answers no other post")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Answer(401, {}), Unauthenticated),
        (Answer(403, {}), Permanent),
        (Answer(500, b"<html>"), Later),
        (Answer(200, b"<html>"), Later),
        (Answer(429, b"", {"Retry-After": "120"}), Later),
        (Reset(), Later),
    ],
)
def test_staging_is_never_unknown(blog, fault, kind):
    account = adapter(blog)
    first = stage_once(account)
    assert isinstance(first, Staged)
    blog.next(fault)
    assert isinstance(stage_once(account, first.ref), kind)


def test_staging_is_taken_up_again_after_a_silence(blog):
    first = stage_once(adapter(blog))
    assert isinstance(first, Staged)
    blog.next(Silence())
    assert isinstance(stage_once(impatient(blog), first.ref), Later)


# Publishing


def test_publish_makes_the_draft_live(blog):
    outcome = publish(adapter(blog))
    [post] = blog.posts.values()
    assert outcome == Sent(str(post.id), f"{blog.url}/{slug_of(POST, KEY)}/")
    assert post.status == "publish"


def test_publish_twice_is_one_post(blog):
    account = adapter(blog)
    ref = staged(account)
    outcomes = {account.publish(POST, key=KEY, staged=ref) for _ in range(2)}
    assert len(outcomes) == len(blog.live()) == 1


def test_publish_sends_the_authorised_words_whatever_was_typed_into_the_draft(blog):
    account = adapter(blog)
    ref = staged(account)
    blog.posts[int(str(ref["post"]))].content = "<p>Something else</p>"
    account.publish(POST, key=KEY, staged=ref)
    assert blog.live() == [" ".join(WORDS.split())]


@pytest.mark.parametrize("for_good", [False, True])
def test_publish_leaves_a_draft_in_the_trash_that_somebody_put_there(blog, for_good):
    """As long as it is not asked after, WordPress would publish it out of the trash."""
    account = adapter(blog)
    ref = staged(account)
    number = int(str(ref["post"]))
    if for_good:
        del blog.posts[number]
    else:
        blog.trashed(number)
    assert account.publish(POST, key=KEY, staged=ref) == Permanent(
        "somebody threw the draft away on the site, so it was not published; submit the "
        "words again if it should be"
    )
    assert blog.live() == []
    assert [post.status for post in blog.posts.values()] == ["trash"] * (not for_good)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Reply(200, b"<html>Welcome"),
        Reply(301, b"", {"Location": "/"}),
        Reply(404, b"<html>Not found"),
    ],
)
def test_publish_works_where_permalinks_are_plain(elsewhere):
    kept: list[Secret] = []
    with FakeWordPress(pretty=False) as blog:
        blog.elsewhere = elsewhere
        account = WordPressAdapter(
            Connection(USERNAME, blog.secret, blog.url, kept.append), PATIENT
        )
        outcome = publish(account)
        [post] = blog.posts.values()
        # A new worker that never asked anything knows it from the secret.
        found = adapter(blog, secret=kept[0]).fetch(str(post.id))
    assert outcome == Sent(str(post.id), f"{blog.url}/?p={post.id}")
    assert kept == [{**blog.secret, "rest": "plain"}]
    assert isinstance(found, LivePost)


def test_no_writing_call_is_made_twice_to_find_the_form_of_the_address():
    with FakeWordPress(pretty=False) as blog:
        ref = staged(adapter(blog))
        blog.requests.clear()
        adapter(blog).publish(POST, key=KEY, staged=ref)
        # The draft is asked after in the form that most sites have, then in the other.
        assert [method for method, _ in blog.calls()] == ["GET", "GET", "POST"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, Permanent("400: WordPress refused the post")),
        (401, Unauthenticated("401: WordPress refused this account's credential")),
        (403, Permanent("403: WordPress refused the post")),
        (404, Permanent("404: WordPress refused the post")),
        (500, Unknown("500: WordPress did not say whether it published the post")),
        (502, Unknown("502: WordPress did not say whether it published the post")),
        (503, Unknown("503: WordPress did not say whether it published the post")),
        (504, Unknown("504: WordPress did not say whether it published the post")),
    ],
)
def test_publish_says_what_a_refusal_proves(blog, status, outcome):
    account = adapter(blog)
    ref = staged(account)
    blog.next(Answer(status, {"code": "rest_error", "message": WORDS}))
    assert account.publish(POST, key=KEY, staged=ref) == outcome
    assert blog.live() == []


def test_publish_waits_as_long_as_the_site_says(blog):
    account = adapter(blog)
    ref = staged(account)
    blog.next(Answer(429, b"slow down", {"Retry-After": "120"}))
    before = timezone.now()
    outcome = account.publish(POST, key=KEY, staged=ref)
    assert isinstance(outcome, Later)
    assert before + 2 * MINUTE <= outcome.not_before <= timezone.now() + 2 * MINUTE
    [allowance] = account.allowances
    assert (allowance.kind, allowance.remaining) == ("posts", 0)


@pytest.mark.parametrize("fault", [Reset(), Reset(keeps=True), Silence(keeps=True)])
def test_publish_does_not_know_without_an_answer(blog, fault):
    ref = staged(adapter(blog))
    blog.next(fault)
    outcome = impatient(blog).publish(POST, key=KEY, staged=ref)
    assert outcome == Unknown("WordPress gave no readable answer in time")


@pytest.mark.parametrize(
    "body", [b"<html>", [], {}, {"status": "publish"}, {"id": 17, "status": "pending"}]
)
def test_publish_does_not_know_after_a_success_that_does_not_say_so(blog, body):
    account = adapter(blog)
    ref = staged(account)
    blog.next(Answer(200, body, keeps=True))
    assert isinstance(account.publish(POST, key=KEY, staged=ref), Unknown)


def test_publish_may_be_tried_later_where_no_connection_was_made():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        server = f"http://127.0.0.1:{unused.getsockname()[1]}"
        secret = {"username": USERNAME, "application_password": PASSWORD}
        account = WordPressAdapter(Connection(USERNAME, secret, server), TINY)
        outcome = account.publish(POST, key=KEY, staged={"post": "17"})
    assert isinstance(outcome, Later)
    assert outcome.answer == (
        "no connection to WordPress could be made, so nothing was sent"
    )


def test_publish_does_nothing_without_a_draft(blog):
    assert isinstance(adapter(blog).publish(POST, key=KEY, staged={}), Later)
    assert blog.requests == []


@pytest.mark.parametrize("missing", ["username", "application_password"])
def test_staging_asks_nothing_with_half_a_credential(blog, missing):
    account = adapter(blog, secret={**blog.secret, missing: " "})
    assert stage_once(account) == Unauthenticated(
        "this account has no complete WordPress credential"
    )
    assert blog.requests == []


@pytest.mark.parametrize("status", [200, 400, 401, 403, 500])
def test_nothing_that_is_said_or_logged_holds_the_words_or_the_credential(
    blog, status, caplog
):
    caplog.set_level(logging.DEBUG)
    account = adapter(blog)
    ref = staged(account)
    blog.next(Answer(status, {"message": WORDS, "code": PASSWORD}))
    outcome = account.publish(POST, key=KEY, staged=ref)
    said = f"{outcome} {caplog.text}"
    assert [secret for secret in (WORDS, PASSWORD, "Basic ") if secret in said] == []


# Looking up


def test_look_up_finds_the_post_whose_answer_was_lost(blog):
    account = adapter(blog)
    ref = staged(account)
    blog.next(Reset(keeps=True))
    account.publish(POST, key=KEY, staged=ref)
    [post] = blog.posts.values()
    present = Present(str(post.id), f"{blog.url}/{post.slug}/")
    for known in (ref, NOTHING):
        found = account.look_up(POST, key=KEY, staged=known, since=timezone.now())
        assert found == present


@pytest.mark.parametrize(
    ("status", "sighting"),
    [
        ("draft", Absent()),
        ("trash", Deleted()),
        (
            "pending",
            Inconclusive(
                "the site keeps the post back: its state is neither draft nor published"
            ),
        ),
        (
            "private",
            Inconclusive(
                "the site keeps the post back: its state is neither draft nor published"
            ),
        ),
    ],
)
def test_look_up_says_what_the_state_of_the_post_says(blog, status, sighting):
    account = adapter(blog)
    post = blog.has_post(slug_of(POST, KEY), status=status)
    if status == "trash":
        post.slug += "__trashed"
    now = timezone.now()
    for known in ({"post": str(post.id)}, NOTHING):
        assert account.look_up(POST, key=KEY, staged=known, since=now) == sighting


def test_look_up_says_absent_where_there_was_never_a_draft(blog):
    found = adapter(blog).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Absent()


def test_look_up_says_deleted_of_a_draft_that_somebody_removed_for_good(blog):
    account = adapter(blog)
    ref = staged(account)
    blog.posts.clear()
    found = account.look_up(POST, key=KEY, staged=ref, since=timezone.now())
    assert found == Deleted()


def test_look_up_does_not_take_other_words_at_our_address_for_ours(blog):
    post = blog.has_post(slug_of(POST, KEY), "<p>Something else</p>")
    found = adapter(blog).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert post.status == "publish"
    assert found == Inconclusive("a post is at the address of ours, with other words")


@pytest.mark.parametrize("secret", [{"username": "x", "application_password": "y"}, {}])
def test_look_up_does_not_decide_when_refused(blog, secret):
    sent(adapter(blog))
    account = adapter(blog, secret=secret)
    found = account.look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive("401: WordPress did not answer the question")


def test_look_up_does_not_decide_without_an_answer(blog):
    account = WordPressAdapter(
        Connection(USERNAME, blog.secret, "http://127.0.0.1:1"), TINY
    )
    found = account.look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive("no connection to WordPress could be made")
    assert account.fetch("17") == found


# Correcting, deleting, fetching


def test_correct_replaces_the_words_and_leaves_no_draft_behind(blog):
    account = adapter(blog)
    outcome = sent(account)
    later = replace(KEY, seed="11111111-d9cb-469f-a165-70867728950e")
    right = WordPressAdapter.prepare(Wording("Our offices close at 6pm.", title="Late"))
    ref: Ref = NOTHING
    for _ in range(2):
        step = account.stage(right, key=later, media=Shelf(), before=ref)
        assert isinstance(step, Staged)
        ref = step.ref
    corrected = account.correct(outcome.remote_id, right, key=later, staged=ref)
    assert corrected == outcome
    assert blog.live() == ["Our offices close at 6pm."]
    assert [post.title for post in blog.posts.values()] == ["Late"]


def test_correct_keeps_its_outcome_where_the_draft_cannot_be_dropped(blog):
    account = adapter(blog)
    outcome = sent(account)
    spare = blog.has_post("spare", status="draft")
    corrected = Answer(200, {"id": int(outcome.remote_id), "status": "publish"})
    blog.next(corrected, Answer(503, {}))
    ref = {"post": str(spare.id)}
    done = account.correct(outcome.remote_id, POST, key=KEY, staged=ref)
    assert isinstance(done, Sent)
    assert spare.id in blog.posts


@pytest.mark.parametrize(
    ("fault", "kind"), [(Reset(), Unknown), (Answer(401, {}), Unauthenticated)]
)
def test_correct_says_what_a_failure_proves(blog, fault, kind):
    account = adapter(blog)
    outcome = sent(account)
    blog.next(fault)
    corrected = account.correct(outcome.remote_id, POST, key=KEY, staged={})
    assert isinstance(corrected, kind)


@pytest.mark.parametrize("remote_id", ["../users/1", ""])
def test_no_address_is_made_of_what_is_no_number(blog, remote_id):
    account = adapter(blog)
    assert (account.fetch(remote_id), account.delete(remote_id)) == (Gone(), Removed())
    assert blog.requests == []


@pytest.mark.parametrize("remote_id", ["17", "../users/1", ""])
def test_correct_says_that_there_is_no_such_post(blog, remote_id):
    outcome = adapter(blog).correct(remote_id, POST, key=KEY, staged={})
    assert isinstance(outcome, Permanent)


def test_delete_puts_the_post_into_the_trash(blog):
    account = adapter(blog)
    outcome = sent(account)
    assert account.delete(outcome.remote_id) == Removed()
    assert account.delete(outcome.remote_id) == Removed()
    [post] = blog.posts.values()
    assert post.status == "trash"
    assert account.fetch(outcome.remote_id) == Gone()


def test_delete_is_for_good_where_the_site_keeps_no_trash():
    with FakeWordPress(trash=False) as blog:
        account = adapter(blog)
        outcome = sent(account)
        assert account.delete(outcome.remote_id) == Removed()
        assert account.fetch(outcome.remote_id) == Gone()
        assert blog.posts == {}


def test_delete_does_not_know_without_an_answer(blog):
    account = adapter(blog)
    outcome = sent(account)
    blog.next(Reset(keeps=True))
    assert account.delete(outcome.remote_id) == Unknown(
        "WordPress gave no answer in time"
    )


def test_fetch_gives_words_as_they_were_authorised(blog):
    account = adapter(blog)
    outcome = sent(account)
    look = account.fetch(outcome.remote_id)
    assert isinstance(look, LivePost)
    assert (look.words.split(), look.title) == (WORDS.split(), "Offices close early")
    assert (look.remote_id, look.url, look.edited) == (
        outcome.remote_id,
        outcome.url,
        False,
    )


def test_fetch_sees_that_somebody_changed_the_post_on_the_site(blog):
    account = adapter(blog)
    outcome = sent(account)
    post = blog.posts[int(outcome.remote_id)]
    post.content, post.modified = "<p>Changed</p>", post.modified + MINUTE
    look = account.fetch(outcome.remote_id)
    assert isinstance(look, LivePost)
    assert (look.words, look.edited) == ("Changed", True)


def test_fetch_does_not_call_a_site_gone_that_does_not_answer(blog):
    look = adapter(blog, secret={"username": "x"}).fetch("17")
    assert look == Inconclusive("401: WordPress did not answer the question")


# The timeline


def test_read_timeline_shows_the_accounts_own_live_posts_newest_first(blog):
    account = adapter(blog)
    blog.has_post("older", "<p>Two</p><ul><li>a</li></ul>", ago=2 * MINUTE)
    blog.has_post("newer", "Plain & classic\n\ntext<script>no</script>")
    blog.has_post("draft", status="draft")
    blog.has_post("others", author=9)
    blog.has_post("last-year", ago=timedelta(days=365))
    page = account.read_timeline(since=timezone.now() - 5 * MINUTE)
    assert isinstance(page, TimelinePage)
    assert [(post.title, post.words.split()) for post in page.posts] == [
        ("newer", ["Plain", "&", "classic", "text"]),
        ("older", ["Two", "a"]),
    ]
    assert page.older is None


def test_read_timeline_goes_on_page_by_page(blog):
    account = adapter(blog)
    for number in range(60):
        blog.has_post(f"post-{number}", ago=number * timedelta(seconds=1))
    since = timezone.now() - 5 * MINUTE
    first = account.read_timeline(since=since)
    assert isinstance(first, TimelinePage)
    second = account.read_timeline(since=since, older=first.older)
    assert isinstance(second, TimelinePage)
    assert (len(first.posts), first.older, len(second.posts), second.older) == (
        50,
        "2",
        10,
        None,
    )


@pytest.mark.parametrize("older", ["9", "nonsense"])
def test_read_timeline_does_not_decide_on_a_page_that_is_not_there(blog, older):
    blog.has_post("one")
    page = adapter(blog).read_timeline(since=timezone.now() - MINUTE, older=older)
    assert isinstance(page, Inconclusive)


# Credentials


@pytest.mark.parametrize(
    ("handle", "same"),
    [
        (USERNAME, USERNAME),
        ("@RiverPress", USERNAME),
        ("river-press", "river-press"),
    ],
)
def test_check_credentials_knows_the_account_by_user_name_or_slug(blog, handle, same):
    state = adapter(blog, handle).check_credentials()
    assert state == Accepted(handle=same, remote_id="7")


def test_check_credentials_takes_the_sites_host_for_the_account(blog):
    host = blog.url.removeprefix("http://")
    assert adapter(blog, host).check_credentials() == Accepted(host, "7")


def test_check_credentials_rejects_another_accounts_secret(blog):
    assert adapter(blog, "anotherpress").check_credentials() == Rejected(
        "this credential is another account's"
    )


@pytest.mark.parametrize(
    ("rights", "state"),
    [
        ([], Rejected("this account may write on the site, but not publish")),
        (
            {"edit_posts": True},
            Rejected("this account may write on the site, but not publish"),
        ),
        ({"publish_posts": True}, Accepted(USERNAME, "7", limits={"images": 0})),
    ],
)
def test_check_credentials_says_what_the_account_may_do(blog, rights, state):
    blog.rights = rights
    assert adapter(blog).check_credentials() == state


def test_check_credentials_rejects_a_wrong_or_missing_password(blog):
    wrong = {**blog.secret, "application_password": "wrong"}
    assert adapter(blog, secret=wrong).check_credentials() == Rejected(
        "401: WordPress refused the credential"
    )
    assert adapter(blog, secret={}).check_credentials() == Rejected(
        "this account has no complete WordPress credential"
    )


def test_check_credentials_cannot_say_where_there_is_no_wordpress(blog):
    blog.absent = True
    assert adapter(blog).check_credentials() == Unreachable(
        "404: WordPress did not answer the question"
    )


def test_check_credentials_says_so_of_plain_permalinks_too():
    with FakeWordPress(pretty=False) as blog:
        assert adapter(blog).check_credentials() == Accepted(USERNAME, "7")
