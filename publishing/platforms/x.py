"""X, through tweepy: posts, looks posts up on the timeline, checks the credential.

Nothing is retried, scheduled or decided here, and no row is known.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import requests
import tweepy
from django.conf import settings
from django.utils import timezone

from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Allowance,
    AuthState,
    Capabilities,
    Connection,
    Idempotency,
    Inconclusive,
    Later,
    Look,
    Lookup,
    MediaSource,
    Outcome,
    Permanent,
    PostKey,
    Present,
    Reading,
    Ref,
    Rejected,
    Removal,
    Rendered,
    Sent,
    Sighting,
    Staging,
    Unauthenticated,
    Unknown,
    Unreachable,
    Wording,
    plainly,
)
from publishing.platforms.x_search import Search
from publishing.platforms.x_timeline import (
    Page,
    UnreadableError,
    User,
    id_of,
    page_of,
    user_of,
)
from publishing.platforms.x_wire import (
    USUAL_LIMITS,
    Limits,
    RefusedError,
    Wire,
    nothing_was_sent,
)


SECRET_FIELDS = (
    "consumer_key",
    "consumer_secret",
    "access_token",
    "access_token_secret",
)
# X refuses signatures of a clock that is further out than this, so no post of ours
# bears a time that is earlier still.
CLOCK_MARGIN = timedelta(minutes=5)
RATE_LIMIT_WINDOW = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=24)
RECONNECT = timedelta(minutes=1)

# Answers are our own sentences: X's may repeat the post.
NO_CREDENTIAL = "this account has no complete X credential"
NOT_SENT = "no connection to X could be made, so nothing was sent"
NO_ANSWER = "X gave no readable answer in time"
ANOTHER_NUMBER = "the number in this credential is another account's"
DUPLICATE = "403: X says that these words were already posted"
PERMANENT = {
    400: "400: X refused the post as invalid",
    402: "402: the X API credits are used up, and someone must buy more",
    403: "403: X does not let this account or its app publish this post",
    422: "422: X refused the post as invalid",
}
FAILURES = (RefusedError, UnreadableError, requests.RequestException)


class XAdapter:
    """One X account.

    `secret` holds the four OAuth 1 fields. It may hold `user_id`, the account's number:
    a second witness of whose credential this is, never the only one, because the
    timeline of a mistyped number is somebody else's and proves nothing absent.
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.NONE,
        lookup=Lookup.BY_TIMELINE,
        settle_delay=timedelta(seconds=30),
        absences_needed=3,
        threads=True,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        secret = connection.secret
        self.handle = connection.handle.removeprefix("@")
        self.limits = limits
        self.allowances: Sequence[Allowance] = ()
        keys = {field: secret.get(field, "").strip() for field in SECRET_FIELDS}
        self.complete = all(keys.values())
        self.user_id = _number_in(keys["access_token"])
        self.said_id = secret.get("user_id", "").strip()
        self.client = tweepy.Client(
            **keys, return_type=requests.Response, wait_on_rate_limit=False
        )
        self.client.session = Wire(
            connection.server or settings.COUNTERSIGN_X_API, limits
        )

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        return plainly(wording)

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        raise NotImplementedError

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        raise NotImplementedError

    def delete(self, remote_id: str) -> Removal:
        raise NotImplementedError

    def fetch(self, remote_id: str) -> Look:
        raise NotImplementedError

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        raise NotImplementedError

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Post once. X takes no client's key, so `key` stays here."""
        if not self.complete:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            response = self.client.create_tweet(
                text=rendered.body, in_reply_to_tweet_id=rendered.reply_to
            )
            post_id = id_of(response.json())
        except FAILURES as error:
            return _outcome_of(error)
        return Sent(post_id, self._permalink(post_id))

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        """Search the account's own timeline from a little before `since` to now."""
        if not self.complete:
            return Inconclusive(NO_CREDENTIAL)
        deadline = time.monotonic() + self.limits.look_up
        start = since - CLOCK_MARGIN
        pages = self.limits.pages
        try:
            self.user_id = self.user_id or self._ask_who().id
            if self.said_id not in {"", self.user_id}:
                return Inconclusive(ANOTHER_NUMBER)
            post = Search(self._page, rendered, start, deadline, pages).run()
        except FAILURES as error:
            return Inconclusive(_why(error))
        return Absent() if post is None else Present(post.id, self._permalink(post.id))

    def check_credentials(self) -> AuthState:
        """Whether X says that we are this handle."""
        if not self.complete:
            return Rejected(NO_CREDENTIAL)
        try:
            who = self._ask_who()
        except RefusedError as refusal:
            if refusal.status in {401, 403}:
                return Rejected(f"{refusal.status}: X refused the credential")
            return Unreachable(_why(refusal))
        except FAILURES as error:
            return Unreachable(_why(error))
        if not self._is_ours(who):
            return Rejected("this credential is another account's")
        return Accepted(handle=who.username, remote_id=who.id)

    def _is_ours(self, who: User) -> bool:
        same_name = who.username.casefold() == self.handle.casefold()
        return same_name and self.said_id in {"", who.id}

    def _permalink(self, post_id: str) -> str:
        return f"https://x.com/{self.handle}/status/{post_id}"

    def _ask_who(self) -> User:
        return user_of(self.client.get_me().json())

    def _page(self, query: Mapping[str, str]) -> Page:
        # tweepy's own method for this call knows only the former names of the fields.
        route = f"/2/users/{self.user_id}/tweets"
        response = self.client.request("GET", route, params=query, user_auth=True)
        return page_of(response.json())


def _number_in(access_token: str) -> str:
    """X's access tokens begin with the number of the account that they are for."""
    number, hyphen, _ = access_token.partition("-")
    return number if hyphen and number.isascii() and number.isdigit() else ""


def _outcome_of(error: Exception) -> Outcome:
    if isinstance(error, RefusedError):
        return _outcome_of_refusal(error)
    if isinstance(error, requests.RequestException) and nothing_was_sent(error):
        return Later(timezone.now() + RECONNECT, NOT_SENT)
    return Unknown(NO_ANSWER)


def _outcome_of_refusal(refusal: RefusedError) -> Outcome:
    if refusal.status == 429:
        return Later(_allowed_again(refusal), "429: too many posts, X asks us to wait")
    if refusal.status == 401:
        return Unauthenticated("401: X refused this account's credential")
    if refusal.status in PERMANENT and not refusal.duplicate:
        return Permanent(PERMANENT[refusal.status])
    unclear = f"{refusal.status}: X did not say whether it published the post"
    return Unknown(DUPLICATE if refusal.duplicate else unclear)


def _allowed_again(refusal: RefusedError) -> datetime:
    """The end of the rate-limit window, where X gives one that can be believed."""
    now = timezone.now()
    try:
        seconds = int(refusal.headers.get("x-rate-limit-reset", ""))
        reset = datetime.fromtimestamp(seconds, tz=UTC)
    except (ValueError, OverflowError, OSError):
        reset = now
    believable = now < reset <= now + LONGEST_WAIT
    return reset if believable else now + RATE_LIMIT_WINDOW


def _why(error: Exception) -> str:
    if isinstance(error, RefusedError):
        return f"{error.status}: X did not show the account's timeline"
    return str(error) if isinstance(error, UnreadableError) else NO_ANSWER
