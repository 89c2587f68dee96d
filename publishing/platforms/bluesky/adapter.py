"""Bluesky, and every other AT Protocol server, through the `atproto` SDK.

Nothing is retried, scheduled or decided here, and no row is known.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

import httpx
from django.utils import timezone

from publishing.platforms.bluesky.outcomes import (
    NO_ANSWER,
    is_absent,
    is_stale,
    publishing_of,
    removal_of,
    renewed,
    staging_of,
    state_of,
    why,
)
from publishing.platforms.bluesky.post import post_record, put_request
from publishing.platforms.bluesky.records import (
    Place,
    live_post,
    permalink,
    place_of,
    record_key,
)
from publishing.platforms.bluesky.search import Search, staged_rev
from publishing.platforms.bluesky.session import Door, Session, ends_at
from publishing.platforms.bluesky.staging import MOST_BYTES, Stager
from publishing.platforms.bluesky.timeline import allowance_of, page_of
from publishing.platforms.protocol import (
    Accepted,
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
    Sent,
    Sighting,
    Staging,
    Unauthenticated,
    Unknown,
    Wording,
    plainly,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.wire import Json, WireError


PAGE = 100
NO_EDIT = "a post cannot be changed on Bluesky"
NOT_OURS = "this is not a post of this account"
ANOTHER_ACCOUNT = "this credential is another account's"


class BlueskyAdapter:
    """One account in one repository.

    `secret` holds `password`, an app password; it may hold `identifier`, a handle or DID
    to sign in with where it is not the account's handle. The session's own fields are
    added by us (`bluesky_session.Session`).
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.CLIENT_ID,
        lookup=Lookup.BY_KEY,
        settle_delay=timedelta(seconds=10),
        absences_needed=3,
        threads=True,
        delete=True,
        media=MediaLimits(
            image_bytes=MOST_BYTES,
            image_types=frozenset({"image/jpeg", "image/png", "image/webp"}),
        ),
        alt_limit=2000,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        self.handle = connection.handle.removeprefix("@")
        self.limits = limits
        self.session = Session(connection, Door(limits, self._note_allowance))
        self.allowances: Sequence[Allowance] = ()

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        """The words as they are: what leads somewhere is said beside them, in facets."""
        return plainly(wording)

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        return Stager(self.session, rendered, media, before).step()

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Put the record under its key, where there is none yet."""
        if not self.session.ready:
            return self._renew()
        place = Place(self.session.did, record_key(key))
        record = post_record(rendered, staged, at=timezone.now())
        body = put_request(place.repo, place.rkey, record)
        try:
            answer = self.session.pds.put_new(body, self.session.token)
        except WireError as error:
            return self._renew() if self._is_stale(error) else publishing_of(error)
        if answer.get("uri") != place.uri:
            return Unknown(NO_ANSWER)
        return Sent(place.uri, permalink(self.handle, place.rkey))

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        search = Search(self.session, staged_rev(staged), self.limits)
        return search.find(rendered, key)

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        """Refuse: the record could be overwritten, but readers would not be told."""
        return Permanent(NO_EDIT)

    def delete(self, remote_id: str) -> Removal:
        try:
            self.session.make_ready()
        except WireError as error:
            return staging_of(error)
        place = place_of(remote_id)
        if place is None or place.repo != self.session.did:
            return Permanent(NOT_OURS)
        try:
            self.session.pds.delete_post(place.repo, place.rkey, self.session.token)
        except WireError as error:
            return self._renew() if self._is_stale(error) else removal_of(error)
        return Removed()

    def fetch(self, remote_id: str) -> Look:
        place = place_of(remote_id)
        if place is None:
            return Inconclusive(NOT_OURS)
        try:
            found = self.session.open_shelf.get_post(place.repo, place.rkey)
            return live_post(found, self.handle)
        except WireError as error:
            return Gone() if is_absent(error) else Inconclusive(why(error))

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        """One page of the repository's posts, which anybody may read."""
        session = self.session
        try:
            answer = session.open_shelf.list_posts(
                session.repo, most=PAGE, cursor=older
            )
            return page_of(answer, self.handle, since=since)
        except WireError as error:
            return Inconclusive(why(error))

    def check_credentials(self) -> AuthState:
        """Ask the server whose session it is; one that has run out is renewed first."""
        try:
            who = self._ask_who()
        except WireError as error:
            return state_of(error)
        handle = str(who.get("handle", ""))
        if handle.casefold() != self.handle.casefold():
            return Rejected(ANOTHER_ACCOUNT)
        return self._accepted(handle)

    def _ask_who(self) -> Json:
        """Raises WireError. A token that is not taken any more is renewed, once."""
        self.session.make_ready()
        try:
            return self.session.pds.get_session(self.session.token)
        except WireError as error:
            if not self._is_stale(error):
                raise
        self.session.make_ready()
        return self.session.pds.get_session(self.session.token)

    def _accepted(self, handle: str) -> Accepted:
        """With the password it renews itself; without, it lasts as long as its session."""
        secret = self.session.secret
        lasts = (
            None if secret.get("password") else ends_at(secret.get("refresh_jwt", ""))
        )
        return Accepted(handle=handle, remote_id=self.session.did, expires_at=lasts)

    def _is_stale(self, error: WireError) -> bool:
        """Whether the session has to be renewed, and was not renewed just now."""
        return is_stale(error) and self.session.expire()

    def _renew(self) -> Later | Unauthenticated | Permanent:
        """Renew the session, which is all that this attempt does."""
        try:
            self.session.step()
        except WireError as error:
            return staging_of(error)
        return renewed()

    def _note_allowance(self, response: httpx.Response) -> None:
        allowance = allowance_of(response)
        if allowance is not None:
            self.allowances = (*self.allowances, allowance)
