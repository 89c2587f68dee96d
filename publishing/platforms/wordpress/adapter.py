"""WordPress, over its REST API: a draft under an address of ours, then published.

Nothing is retried, scheduled or decided here, and no row is known.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

import httpx
from django.utils import timezone

from publishing.platforms.answers import removal_of, spent, staging_of, state_of, why
from publishing.platforms.protocol import (
    Allowance,
    AuthState,
    Capabilities,
    Connection,
    Deleted,
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
    Sent,
    Sighting,
    Staging,
    TimelinePage,
    Unauthenticated,
    Unknown,
    Wording,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.wire import Json, RefusedError, WireError, outcome_of
from publishing.platforms.wordpress.account import account_in
from publishing.platforms.wordpress.html import paragraphs
from publishing.platforms.wordpress.posts import (
    FIELDS,
    KEPT_BACK,
    LIVE,
    TRASH,
    is_number,
    live_post,
    number_of,
    posts_in,
    sighting_of,
    slug_of,
    state_in,
)
from publishing.platforms.wordpress.site import Site, code_of
from publishing.platforms.wordpress.staging import (
    NOT_YET,
    Work,
    discard,
    find,
    trash,
    wording,
)


NAME = "WordPress"
PAGE = 50
GONE = "rest_post_invalid_id"
NO_CREDENTIAL = "this account has no complete WordPress credential"
NO_DRAFT = "the draft has to be made first"
NO_REPLIES = "a post on a blog answers no other post"
THROWN_AWAY = (
    "somebody threw the draft away on the site, so it was not published; submit the "
    "words again if it should be"
)
NOT_LIVE = "the post is not live on the site, so its words were not replaced"


class WordPressAdapter:
    """One account on one site; `server` is the site's address.

    `secret`: {"username", "application_password"} as WordPress gave them, and "rest"
    once it is known that the site has "plain" permalinks. The handle is the user's name
    or author slug on that site, or the site's host where the account is all of it.
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.DRAFT,
        lookup=Lookup.BY_KEY,
        settle_delay=timedelta(seconds=30),
        absences_needed=2,
        threads=False,
        replies=False,
        edit=True,
        delete=True,
        titled=True,
        media=MediaLimits(
            images=20,
            image_bytes=10_000_000,
            image_types=frozenset(
                {"image/jpeg", "image/png", "image/gif", "image/webp"}
            ),
            videos=1,
            video_bytes=60_000_000,
            video_types=frozenset({"video/mp4"}),
            captions=True,
        ),
        alt_limit=2000,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        self.handle = connection.handle.removeprefix("@").casefold()
        self.host = urlsplit(connection.server).netloc.casefold()
        self.allowances: Sequence[Allowance] = ()
        self.site = Site(connection, limits)
        self.site.wire.on_answer = self._note
        self.author = ""

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        """Blocks of HTML; pictures follow when they are in the site's library."""
        return Rendered(
            words=wording.text,
            body=paragraphs(wording.text),
            title=wording.title,
            language=wording.language,
            media=wording.media,
            reply_to=wording.reply_to,
        )

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """Look for an earlier draft, upload each file, make the draft: a call a step."""
        if not self.site.complete:
            return Unauthenticated(NO_CREDENTIAL)
        if rendered.reply_to is not None:
            return Permanent(NO_REPLIES)
        work = Work(self.site, rendered, slug_of(rendered, key), media)
        try:
            return work.step(before)
        except WireError as error:
            return staging_of(error, NAME)

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Publish the draft, with the authorised words whatever was typed over them.

        One that somebody threw away is left there: publishing would bring it back.
        """
        number = str(staged.get("post", NOT_YET))
        if number == NOT_YET:
            return Later(timezone.now(), NO_DRAFT)
        against = self._against_publishing(number)
        if against is not None:
            return against
        said = {"status": LIVE, "slug": slug_of(rendered, key)}
        try:
            post = self._write(number, {**said, **wording(rendered, staged)})
        except WireError as error:
            return outcome_of(error, NAME)
        return post if isinstance(post, Sent) else Unknown(KEPT_BACK)

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        """By the number of our draft, or else by the address that only we ask for."""
        number = str(staged.get("post", NOT_YET))
        try:
            if number == NOT_YET:
                return sighting_of(find(self.site, slug_of(rendered, key)), rendered)
            return sighting_of(self._post(number), rendered)
        except RefusedError as refusal:
            # A draft that was deleted for good, live or not: somebody did not want it.
            gone = code_of(refusal) == GONE
            return Deleted() if gone else Inconclusive(why(refusal, NAME))
        except WireError as error:
            return Inconclusive(why(error, NAME))

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        """Replace title and content; the draft that staging made is not needed."""
        if not is_number(remote_id):
            return Permanent(NOT_LIVE)
        try:
            post = self._write(remote_id, wording(rendered, staged))
        except WireError as error:
            return outcome_of(error, NAME)
        self._discard(str(staged.get("post", NOT_YET)), keep=remote_id)
        return post or Permanent(NOT_LIVE)

    def delete(self, remote_id: str) -> Removal:
        """Into the trash; for good where the site keeps none."""
        if not is_number(remote_id):
            return Removed()
        try:
            trash(self.site, remote_id)
        except WireError as error:
            return removal_of(error, NAME)
        return Removed()

    def fetch(self, remote_id: str) -> Look:
        if not is_number(remote_id):
            return Gone()
        try:
            raw = self._post(remote_id)
            return live_post(raw) if state_in(raw) == LIVE else Gone()
        except RefusedError as refusal:
            gone = code_of(refusal) == GONE
            return Gone() if gone else Inconclusive(why(refusal, NAME))
        except WireError as error:
            return Inconclusive(why(error, NAME))

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        try:
            return self._page(since, older or "1")
        except WireError as error:
            return Inconclusive(why(error, NAME))

    def check_credentials(self) -> AuthState:
        """Whether the site says that we are this account, and may publish."""
        if not self.site.complete:
            return Rejected(NO_CREDENTIAL)
        try:
            return account_in(self._me(), self.handle, self.host)
        except WireError as error:
            return state_of(error, NAME)

    def _page(self, since: datetime, page: str) -> TimelinePage:
        self.author = self.author or number_of(self._me())
        asked = {
            "author": self.author,
            # "after" leaves out that very second.
            "after": (since - timedelta(seconds=1))
            .astimezone(UTC)
            .isoformat("T", "seconds"),
            "per_page": str(PAGE),
            "page": page,
            "context": "edit",
            "_fields": FIELDS,
        }
        answer = self.site.ask("GET", "/wp/v2/posts", params=asked)
        posts = [live_post(raw) for raw in posts_in(answer.json())]
        pages = answer.headers.get("x-wp-totalpages", "")
        more = int(page) < int(pages) if pages.isdigit() else len(posts) == PAGE
        return TimelinePage(posts, str(int(page) + 1) if more else None)

    def _me(self) -> Json:
        return self.site.read("GET", "/wp/v2/users/me", params={"context": "edit"})

    def _post(self, number: str) -> Json:
        asked = {"context": "edit", "_fields": FIELDS}
        return self.site.read("GET", f"/wp/v2/posts/{number}", params=asked)

    def _against_publishing(self, number: str) -> Outcome | None:
        """What the draft's own state says, whatever it was when it was made."""
        try:
            thrown_away = state_in(self._post(number)) == TRASH
        except RefusedError as refusal:
            if code_of(refusal) != GONE:
                return staging_of(refusal, NAME)
            thrown_away = True
        except WireError as error:
            return staging_of(error, NAME)
        return Permanent(THROWN_AWAY) if thrown_away else None

    def _write(self, number: str, said: Json) -> Sent | None:
        """Change a post; None where it is not live after it."""
        post = self.site.read("POST", f"/wp/v2/posts/{number}", json=said)
        if state_in(post) != LIVE:
            return None
        return Sent(number_of(post), str(post.get("link", "")))

    def _discard(self, number: str, *, keep: str) -> None:
        if number in {NOT_YET, keep}:
            return
        try:
            discard(self.site, number)
        except WireError:
            # A draft that nobody sees may stay.
            return

    def _note(self, response: httpx.Response) -> None:
        allowance = spent(response)
        if allowance is not None:
            self.allowances = [allowance]
