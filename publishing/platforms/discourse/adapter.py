"""Discourse, over its REST API: topics with a key of ours, and replies in them.

Nothing is retried, scheduled or decided here, and no row is known.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

import httpx
from django.utils import timezone

from publishing.platforms.answers import removal_of, spent, state_of, why
from publishing.platforms.discourse.account import account_in
from publishing.platforms.discourse.failures import (
    BAD_KEY,
    is_bad_key,
    publishing_failure,
    staging_failure,
)
from publishing.platforms.discourse.forum import Forum
from publishing.platforms.discourse.made import Post, held_in
from publishing.platforms.discourse.markdown import markdown
from publishing.platforms.discourse.posts import (
    NAME,
    is_gone,
    is_number,
    live_post,
    sent,
)
from publishing.platforms.discourse.search import Search, timeline_page
from publishing.platforms.discourse.staging import Work, raw_of
from publishing.platforms.protocol import (
    Absent,
    Allowance,
    AuthState,
    Capabilities,
    Connection,
    Gone,
    Idempotency,
    Inconclusive,
    Later,
    Look,
    Lookup,
    MediaLimits,
    MediaSource,
    Outcome,
    Permanent,
    PostKey,
    Reading,
    Ref,
    Rejected,
    Removal,
    Removed,
    Rendered,
    Sighting,
    Staging,
    Unauthenticated,
    Unknown,
    Wording,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.wire import (
    Json,
    RefusedError,
    WireError,
)


NO_CREDENTIAL = "this account has no complete Discourse credential"
NOT_THERE = "there is no such post on the forum"
NO_PARENT_YET = "the post that this answers has to be found first"
TURNED_DOWN = "the forum's moderators held the post back, and it is not on the forum"
HALF_CORRECTED = "the words are replaced, and the title perhaps not"


class DiscourseAdapter:
    """One user of one forum; `server` is the forum's address.

    `secret`: {"api_key", "api_username"?, "category"?}: a key for this user, the number
    of the category in which topics begin, and "held" with the keys of posts that the
    forum's moderators hold back. The handle is the user's name on the forum.
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.CLIENT_ID,
        lookup=Lookup.BY_KEY,
        settle_delay=timedelta(seconds=30),
        absences_needed=3,
        threads=True,
        edit=True,
        delete=True,
        titled=True,
        media=MediaLimits(
            images=10,
            image_bytes=4_000_000,
            image_types=frozenset(
                {"image/jpeg", "image/png", "image/gif", "image/webp"}
            ),
        ),
        alt_limit=1000,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        self.connection = connection
        self.limits = limits
        self.allowances: Sequence[Allowance] = ()
        self.forum = Forum(connection, limits)
        self.forum.wire.on_answer = self._note

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        """Markdown; pictures follow when the forum has them."""
        return Rendered(
            words=wording.text,
            body=markdown(wording.text),
            title=wording.title,
            language=wording.language,
            media=wording.media,
            reply_to=wording.reply_to,
        )

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """Find the post that is answered, upload each picture: a call a step."""
        if not self.forum.complete:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            return Work(self.forum, rendered, media).step(before)
        except WireError as error:
            return staging_failure(error)

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Post once. Discourse remembers the key of a topic, also of a deleted one."""
        if not self.forum.complete:
            return Unauthenticated(NO_CREDENTIAL)
        if rendered.reply_to is not None and "topic" not in staged:
            return Later(timezone.now(), NO_PARENT_YET)
        said = {"raw": raw_of(rendered, staged), **self._where(rendered, key, staged)}
        return Post(self.forum, self.connection, str(key)).make(said)

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        """A topic by its key, a reply in its topic, and what moderators hold back."""
        try:
            found = Search(self.forum, rendered, since, self.limits).run(str(key))
        except WireError as error:
            return Inconclusive(why(error, NAME))
        held = isinstance(found, Absent) and str(key) in held_in(self.connection)
        return Inconclusive(TURNED_DOWN) if held else found

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        """Replace the words, then a topic's title."""
        if not is_number(remote_id):
            return Permanent(NOT_THERE)
        said = {"post": {"raw": raw_of(rendered, staged)}}
        try:
            raw = self.forum.wire.read("PUT", f"/posts/{remote_id}.json", json=said)
            post = raw.get("post") if isinstance(raw, dict) else None
            done = sent(post, self.forum.server)
        except WireError as error:
            return publishing_failure(error)
        return self._retitled(post, rendered.title) or done

    def delete(self, remote_id: str) -> Removal:
        """A topic with its first post; a reply alone."""
        if not is_number(remote_id):
            return Removed()
        try:
            post = self.forum.post(remote_id)
            topic = post["post_number"] == 1
            path = (
                f"/t/{post['topic_id']}.json" if topic else f"/posts/{remote_id}.json"
            )
            self.forum.wire.ask("DELETE", path)
        except RefusedError as refusal:
            bad_key = is_bad_key(refusal)
            return Unauthenticated(BAD_KEY) if bad_key else removal_of(refusal, NAME)
        except WireError as error:
            return removal_of(error, NAME)
        return Removed()

    def fetch(self, remote_id: str) -> Look:
        if not is_number(remote_id):
            return Gone()
        try:
            raw = self.forum.post(remote_id)
            return Gone() if is_gone(raw) else live_post(raw, self.forum.server, {})
        except RefusedError as refusal:
            gone = refusal.status in {404, 410}
            return Gone() if gone else Inconclusive(why(refusal, NAME))
        except WireError as error:
            return Inconclusive(why(error, NAME))

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        return timeline_page(self.forum, since, older)

    def check_credentials(self) -> AuthState:
        """Whether the forum takes the key as this user's."""
        if not self.forum.complete:
            return Rejected(NO_CREDENTIAL)
        try:
            user = self.forum.user()
        except WireError as error:
            return state_of(error, NAME)
        return account_in(user, self.forum.handle, self._settings())

    def _settings(self) -> Json:
        """Not every forum shows them to everybody, and none has to."""
        try:
            return self.forum.settings()
        except WireError:
            return {}

    def _where(self, rendered: Rendered, key: PostKey, staged: Ref) -> Json:
        if rendered.reply_to is not None:
            topic, number = int(str(staged["topic"])), int(str(staged["number"]))
            return {"topic_id": topic, "reply_to_post_number": number}
        category = self.forum.category
        within = {"category": int(category)} if is_number(category) else {}
        return {"title": rendered.title, "external_id": str(key), **within}

    def _retitled(self, post: Json, title: str) -> Outcome | None:
        """Nothing where the title is as it should be."""
        if not title or post["post_number"] != 1:
            return None
        said = {"topic": {"title": title}}
        try:
            self.forum.wire.ask("PUT", f"/t/-/{post['topic_id']}.json", json=said)
        except WireError:
            return Unknown(HALF_CORRECTED)
        return None

    def _note(self, response: httpx.Response) -> None:
        allowance = spent(response)
        if allowance is not None:
            self.allowances = [allowance]
