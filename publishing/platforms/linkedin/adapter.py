"""A LinkedIn organisation page through the versioned REST API.

Nothing is retried, scheduled or decided here, and no row is known.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from urllib.parse import quote

import httpx
from django.conf import settings
from django.utils import timezone

from publishing.platforms import timeline
from publishing.platforms.answers import removal_of, spent, staging_of, state_of, why
from publishing.platforms.linkedin.media import Uploads
from publishing.platforms.linkedin.post import (
    PAGE,
    body_of,
    is_duplicate,
    is_published,
    live_post,
    page_of,
    permalink,
    urn_of,
)
from publishing.platforms.linkedin.text import little
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
from publishing.platforms.wire import (
    Json,
    RefusedError,
    UnreadableError,
    Wire,
    WireError,
    outcome_of,
)


PLATFORM = "LinkedIn"
# LinkedIn serves each version for a year; move it on, and read the migration notes.
VERSION = "202610"
NO_CREDENTIAL = "this account has no complete LinkedIn credential"
DUPLICATE = "422: LinkedIn says that these words were already posted"
NO_REPLIES = "LinkedIn takes no replies from this connector"
IMAGES = frozenset({"image/jpeg", "image/png", "image/gif"})


class LinkedInAdapter:
    """One LinkedIn organisation page.

    `secret` holds `organization`, the page's number, and `access_token`, of a member who
    may post for it (scopes w_organization_social and r_organization_social). It may hold
    `expires_at` (RFC 3339), when the token ends: 60 days after it was given.
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.NONE,
        lookup=Lookup.BY_TIMELINE,
        settle_delay=timedelta(seconds=60),
        absences_needed=4,
        threads=False,
        replies=False,
        edit=True,
        delete=True,
        media=MediaLimits(
            images=20,
            image_bytes=8_000_000,
            image_types=IMAGES,
            videos=1,
            video_bytes=500_000_000,
            video_types=frozenset({"video/mp4"}),
        ),
        alt_limit=4086,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        secret = connection.secret
        number = secret.get("organization", "").strip().rpartition(":")[2]
        token = secret.get("access_token", "").strip()
        self.connection = connection
        self.limits = limits
        self.complete = bool(token and number.isdecimal())
        self.number = number
        self.author = f"urn:li:organization:{number}"
        self.allowances: Sequence[Allowance] = ()
        self.wire = Wire(
            connection.server or settings.COUNTERSIGN_LINKEDIN_API,
            limits,
            {
                "Authorization": f"Bearer {token}",
                "LinkedIn-Version": VERSION,
                "X-Restli-Protocol-Version": "2.0.0",
            },
        )
        self.wire.on_answer = self._note
        self.uploads = Uploads(self.wire, self.author)

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        plain = plainly(wording)
        return replace(plain, body=little(plain.words))

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """Upload one picture, or one piece of the film."""
        if not self.complete:
            return Unauthenticated(NO_CREDENTIAL)
        if rendered.reply_to:
            return Permanent(NO_REPLIES)
        try:
            return self.uploads.step(rendered, media, before)
        except WireError as error:
            return staging_of(error, PLATFORM)

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Post once. LinkedIn takes no client's key, so `key` stays here."""
        if not self.complete:
            return Unauthenticated(NO_CREDENTIAL)
        body = body_of(rendered, staged, self.author)
        try:
            answer = self.wire.ask("POST", "/rest/posts", json=body)
            urn = urn_of(answer.headers.get("x-restli-id"))
        except WireError as error:
            return _outcome_of(error)
        return Sent(urn, permalink(urn))

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        if not self.complete:
            return Inconclusive(NO_CREDENTIAL)
        return timeline.search(self._read, rendered, since=since, limits=self.limits)

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        """Put other words in the place of a post's; its pictures stay as they are."""
        changed = {"patch": {"$set": {"commentary": rendered.body}}}
        try:
            self.wire.ask(
                "POST",
                _path(remote_id),
                json=changed,
                headers={"X-RestLi-Method": "PARTIAL_UPDATE"},
            )
        except WireError as error:
            return _outcome_of(error)
        return Sent(remote_id, permalink(remote_id))

    def delete(self, remote_id: str) -> Removal:
        headers = {"X-RestLi-Method": "DELETE"}
        try:
            self.wire.ask("DELETE", _path(remote_id), headers=headers)
        except WireError as error:
            return removal_of(error, PLATFORM)
        return Removed()

    def fetch(self, remote_id: str) -> Look:
        try:
            body = self.wire.read("GET", _path(remote_id))
            return live_post(body) if is_published(body) else Gone()
        except WireError as error:
            gone = isinstance(error, RefusedError) and error.status in {404, 410}
            return Gone() if gone else Inconclusive(why(error, PLATFORM))

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        if not self.complete:
            return Inconclusive(NO_CREDENTIAL)
        return self._read(since, older)

    def check_credentials(self) -> AuthState:
        """Whether the token may read the page, and the page is this handle's."""
        if not self.complete:
            return Rejected(NO_CREDENTIAL)
        try:
            page = self.wire.read("GET", f"/rest/organizations/{self.number}")
        except WireError as error:
            return state_of(error, PLATFORM)
        return self._whose(page)

    def _whose(self, page: Json) -> AuthState:
        name = page.get("vanityName") if isinstance(page, dict) else None
        handle = self.connection.handle.removeprefix("@")
        if not isinstance(name, str) or name.casefold() != handle.casefold():
            return Rejected("this credential is for another page")
        return Accepted(
            handle=name,
            remote_id=self.author,
            expires_at=_end(self.connection.secret.get("expires_at", "")),
        )

    def _read(self, since: datetime, older: str | None) -> Reading:
        start = int(older) if older and older.isdecimal() else 0
        asked = {
            "author": self.author,
            "q": "author",
            "count": str(PAGE),
            "start": str(start),
            "sortBy": "CREATED",
        }
        try:
            body = self.wire.read(
                "GET",
                "/rest/posts",
                params=asked,
                headers={"X-RestLi-Method": "FINDER"},
            )
            return page_of(body, start=start, since=since)
        except WireError as error:
            return Inconclusive(why(error, PLATFORM))

    def _note(self, response: httpx.Response) -> None:
        allowance = spent(response)
        if allowance is not None:
            self.allowances = [*self.allowances, allowance]


def _path(remote_id: str) -> str:
    return f"/rest/posts/{quote(urn_of(remote_id), safe='')}"


def _outcome_of(error: WireError) -> Outcome:
    if isinstance(error, UnreadableError):
        return Unknown("LinkedIn did not say what it published")
    if isinstance(error, RefusedError) and error.status in {409, 422}:
        body = error.body if isinstance(error.body, dict) else {}
        if error.status == 409 or is_duplicate(body):
            return Unknown(DUPLICATE)
    return outcome_of(error, PLATFORM)


def _end(named: str) -> datetime | None:
    """When the token ends, as its credential says; None where it says nothing so."""
    try:
        moment = datetime.fromisoformat(named)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)
