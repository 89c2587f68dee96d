"""X, through tweepy: posts with media, look-ups on the timeline, deletes, credentials.

Nothing is retried, scheduled or decided here, and no row is known.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

import requests
import tweepy
from django.conf import settings

from publishing.platforms.protocol import (
    Accepted,
    Allowance,
    AuthState,
    Capabilities,
    Connection,
    Gone,
    Idempotency,
    Inconclusive,
    Look,
    Lookup,
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
    Unauthenticated,
    Unknown,
    Wording,
    plainly,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.x.limits import allowance_of
from publishing.platforms.x.media import ALT_LIMIT, next_step, ready_in, reason_against
from publishing.platforms.x.media import LIMITS as MEDIA_LIMITS
from publishing.platforms.x.outcome import (
    FAILURES,
    look_of,
    outcome_of,
    removal_of,
    staging_of,
    state_of,
)
from publishing.platforms.x.price import MOST_CASHTAGS, POST, POST_WITH_LINK, cashtags
from publishing.platforms.x.reader import Reader
from publishing.platforms.x.segments import Segments
from publishing.platforms.x.timeline import (
    User,
    id_of,
    user_of,
)
from publishing.platforms.x.tokens import Tokens
from publishing.platforms.x.wire import Json, RefusedError, UnreadableError, Wire


# A token is renewed in the time that the lease leaves beside the call that it is for.
RENEWAL_SECONDS = 10.0

# Answers are our own sentences: X's may repeat the post.
NO_CREDENTIAL = "this account has no complete X credential"
ANOTHER_NUMBER = "the number in this credential is another account's"
ANOTHER_ACCOUNT = "this credential is another account's"
CASHTAGS = "X takes one cashtag ($ABC) in a post, and this one has more"
NO_EDIT = "a post on X cannot be changed there; delete it and publish a correction"
NOT_UPLOADED = "its pictures or film were not uploaded, so nothing was sent"
NOT_DELETED = "X did not say whether it deleted the post"


class XAdapter:
    """One X account.

    `secret` is one of two. OAuth 1, which stays: {"consumer_key", "consumer_secret",
    "access_token", "access_token_secret"}. OAuth 2, which lives two hours and is
    renewed: {"client_id", "client_secret" of a confidential app, "access_token",
    "refresh_token", "expires_at" as ISO 8601 or UNIX seconds}, with the scopes
    tweet.read, tweet.write, users.read, media.write and offline.access.

    Both may hold `user_id`, the account's number: a second witness of whose credential
    this is, never the only one, because the timeline of a mistyped number is somebody
    else's and proves nothing absent.
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.NONE,
        lookup=Lookup.BY_TIMELINE,
        settle_delay=timedelta(seconds=30),
        absences_needed=3,
        threads=True,
        delete=True,
        media=MEDIA_LIMITS,
        alt_limit=ALT_LIMIT,
        price=(POST, POST_WITH_LINK),
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        api = connection.server or settings.COUNTERSIGN_X_API
        self.handle = connection.handle.removeprefix("@")
        self.limits = limits
        self.allowances: Sequence[Allowance] = ()
        self.segments = Segments()
        shorter = replace(limits, total=min(limits.total, RENEWAL_SECONDS))
        self.tokens = Tokens(connection, Wire(api, shorter))
        self.user_id = self.tokens.user_id
        self.said_id = self.tokens.secret.get("user_id", "")
        self.client = tweepy.Client(
            **self.tokens.keys, return_type=requests.Response, wait_on_rate_limit=False
        )
        self.client.session = wire = Wire(api, limits)
        wire.on_answer = self._note
        self.reader = Reader(self._ask, self.handle)

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        return plainly(wording)

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """Upload one piece of the pictures or film, or say that none is left."""
        if against := _against_sending(rendered, media):
            return Permanent(against)
        if not self.tokens.complete:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            return next_step(self._ask, rendered, media, self.segments, before)
        except FAILURES as error:
            return staging_of(error)

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Post once. X takes no client's key, so `key` stays here."""
        if not self.tokens.complete:
            return Unauthenticated(NO_CREDENTIAL)
        media = ready_in(staged)
        if len(media) != len(rendered.media):
            return Permanent(NOT_UPLOADED)
        body: dict[str, Json | str] = {"text": rendered.body}
        if rendered.reply_to is not None:
            body["reply"] = {"in_reply_to_tweet_id": rendered.reply_to}
        if media:
            body["media"] = {"media_ids": media}
        try:
            post_id = id_of(self._ask("POST", "/2/tweets", body).json())
        except FAILURES as error:
            return outcome_of(error)
        return Sent(post_id, f"https://x.com/{self.handle}/status/{post_id}")

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        """Search the account's own timeline from a little before `since` to now."""
        if not self.tokens.complete:
            return Inconclusive(NO_CREDENTIAL)
        try:
            began = time.monotonic()
            user_id = self._user_id()
            spent = time.monotonic() - began
            left = replace(self.limits, look_up=self.limits.look_up - spent)
            return self.reader.search(user_id, rendered, since=since, limits=left)
        except FAILURES as error:
            return look_of(error, "timeline")

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        """X edits only for subscribers, for an hour, and under a new number."""
        return Permanent(NO_EDIT)

    def delete(self, remote_id: str) -> Removal:
        if not self.tokens.complete:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            answer = self._ask("DELETE", f"/2/tweets/{remote_id}", None).json()
            deleted = answer["data"]["deleted"] is True
        except FAILURES as error:
            gone = isinstance(error, RefusedError) and error.status == 404
            return Removed() if gone else removal_of(error)
        except (KeyError, TypeError):
            deleted = False
        return Removed() if deleted else Unknown(NOT_DELETED)

    def fetch(self, remote_id: str) -> Look:
        """The newest version of a post, under the number that it had at first."""
        if not self.tokens.complete:
            return Inconclusive(NO_CREDENTIAL)
        try:
            return self.reader.post(remote_id)
        except FAILURES as error:
            gone = isinstance(error, RefusedError) and error.status == 404
            return Gone() if gone else look_of(error, "post")

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        """A hundred posts a page; an edited one bears the number that it had at first."""
        if not self.tokens.complete:
            return Inconclusive(NO_CREDENTIAL)
        try:
            return self.reader.page(self._user_id(), since, older)
        except FAILURES as error:
            return look_of(error, "timeline")

    def check_credentials(self) -> AuthState:
        """Whether X says that we are this handle."""
        if not self.tokens.complete:
            return Rejected(NO_CREDENTIAL)
        try:
            who = self._ask_who()
        except FAILURES as error:
            return state_of(error)
        if not self._is_ours(who):
            return Rejected(ANOTHER_ACCOUNT)
        ends_at = None if self.tokens.renews_itself else self.tokens.ends_at
        return Accepted(handle=who.username, remote_id=who.id, expires_at=ends_at)

    def _is_ours(self, who: User) -> bool:
        same_name = who.username.casefold() == self.handle.casefold()
        return same_name and self.said_id in {"", who.id}

    def _user_id(self) -> str:
        """The number of the account that the credential is for."""
        self.user_id = self.user_id or self._ask_who().id
        if self.said_id not in {"", self.user_id}:
            raise UnreadableError(ANOTHER_NUMBER)
        return self.user_id

    def _ask_who(self) -> User:
        return user_of(self._ask("GET", "/2/users/me", None).json())

    def _ask(self, method: str, route: str, said: Json | None) -> requests.Response:
        """One call, as OAuth 1 signs it or with the OAuth 2 token of this hour."""
        self.tokens.ready()
        self.client.bearer_token = self.tokens.bearer
        query, body = (said, None) if method == "GET" else (None, said)
        try:
            response: requests.Response = self.client.request(
                method, route, params=query, json=body, user_auth=self.tokens.signs
            )
        except RefusedError as refusal:
            if refusal.status == 401:
                self.tokens.after_refusal()
            raise
        return response

    def _note(self, answer: requests.Response) -> None:
        allowance = allowance_of(answer)
        if allowance is not None:
            self.allowances = [*self.allowances, allowance]


def _against_sending(rendered: Rendered, media: MediaSource) -> str:
    """Why X would refuse the post whenever it is sent; empty where it would not."""
    if len(cashtags(rendered.body)) > MOST_CASHTAGS:
        return CASHTAGS
    return reason_against(rendered.media, media)
