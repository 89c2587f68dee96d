"""A Facebook Page through the Graph API: posts, films and comments, and its timeline.

Nothing is retried, scheduled or decided here, and no row is known.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from django.conf import settings
from django.utils import timezone

from publishing.platforms import timeline
from publishing.platforms.facebook.credential import check
from publishing.platforms.facebook.media import Uploads
from publishing.platforms.facebook.post import (
    fields_of,
    is_video,
    live_post,
    permalink,
)
from publishing.platforms.facebook.timeline import Timeline
from publishing.platforms.meta.errors import (
    NOT_READY_WAIT,
    is_gone,
    publishing_failure,
    staging_failure,
    why,
)
from publishing.platforms.meta.wire import (
    Graph,
    id_of,
    named,
    readable,
    succeeded,
)
from publishing.platforms.protocol import (
    Allowance,
    AuthState,
    Capabilities,
    Connection,
    Gone,
    Idempotency,
    Inconclusive,
    Later,
    LivePost,
    Look,
    Lookup,
    MediaLimits,
    MediaSource,
    Outcome,
    Permanent,
    PostKey,
    Present,
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
    Wording,
    plainly,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.wire import WireError


PLATFORM = "Facebook"
# Shows nothing, and is left out where words are compared.
INVISIBLE = "\u200d"
NO_CREDENTIAL = "this account has no complete Facebook credential"
NOT_THERE = "the post is not there any more"
PICTURES_STAY = "Facebook cannot change the pictures of a post that is live"
IMAGES = frozenset({"image/jpeg", "image/png"})
FILMS = frozenset({"video/mp4", "video/quicktime"})


class FacebookAdapter:
    """One Facebook Page.

    `secret` holds `page_id` and `access_token`, the page's own long-lived token. It may
    hold `app_secret`, where the app asks for proof with every call, and beside it
    `app_id`: then the token's end is asked for in the app's name.
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.NONE,
        lookup=Lookup.BY_TIMELINE,
        settle_delay=timedelta(seconds=60),
        absences_needed=4,
        threads=False,
        edit=True,
        delete=True,
        media=MediaLimits(
            images=10,
            image_bytes=4_000_000,
            image_types=IMAGES,
            videos=1,
            video_bytes=1_000_000_000,
            video_types=FILMS,
        ),
        alt_limit=1000,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        self.connection = connection
        self.limits = limits
        self.page_id = connection.secret.get("page_id", "").strip()
        token = connection.secret.get("access_token", "").strip()
        self.complete = bool(token and self.page_id.isdecimal())
        self.graph = Graph(
            connection.server or settings.COUNTERSIGN_FACEBOOK_API,
            token,
            limits,
            connection.secret.get("app_secret", "").strip(),
        )
        self.uploads = Uploads(self.graph, self.page_id)
        self.timeline = Timeline(self.graph, self.page_id)

    @property
    def allowances(self) -> Sequence[Allowance]:
        return self.graph.allowances

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        """The words as they are, except that `@[17]` stays words and names no page."""
        plain = plainly(wording)
        return replace(plain, body=plain.body.replace("@[", f"@{INVISIBLE}["))

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """Upload one picture, unpublished, or one piece of the film."""
        if not self.complete:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            return self.uploads.step(rendered, media, before)
        except WireError as error:
            return staging_failure(error, PLATFORM)

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Post once. Facebook takes no client's key, so `key` stays here."""
        if not self.complete:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            remote_id = self._published(rendered, staged)
        except WireError as error:
            return publishing_failure(error, PLATFORM)
        return Sent(remote_id, permalink(remote_id, self.page_id))

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        """Ask for the film by its number; for all else search the feed or the comments."""
        if not self.complete:
            return Inconclusive(NO_CREDENTIAL)
        film = staged.get("video")
        if film and self._shows(str(film)):
            return Present(str(film), permalink(str(film), self.page_id))
        read = partial(self.timeline.read, parent=rendered.reply_to)
        return timeline.search(read, rendered, since=since, limits=self.limits)

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        """Put other words in the place of a post's; its pictures stay as they are."""
        look = self.fetch(remote_id)
        if not isinstance(look, LivePost) or look.media != len(rendered.media):
            return _not_correctable(look)
        name = "description" if is_video(remote_id) else "message"
        try:
            succeeded(self.graph.post(named(remote_id), {name: rendered.body}))
        except WireError as error:
            return publishing_failure(error, PLATFORM)
        return Sent(remote_id, look.url)

    def delete(self, remote_id: str) -> Removal:
        if not self.complete:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            succeeded(self.graph.delete(named(remote_id)))
        except WireError as error:
            return Removed() if is_gone(error) else publishing_failure(error, PLATFORM)
        return Removed()

    def fetch(self, remote_id: str) -> Look:
        if not self.complete:
            return Inconclusive(NO_CREDENTIAL)
        try:
            fields = fields_of(remote_id, self.page_id)
            body = self.graph.get(named(remote_id), fields=fields)
            with readable():
                return live_post(body, self.page_id)
        except WireError as error:
            return Gone() if is_gone(error) else Inconclusive(why(error, PLATFORM))

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        """The page's own posts; its comments are under the posts that they answer."""
        if not self.complete:
            return Inconclusive(NO_CREDENTIAL)
        return self.timeline.read(since, older)

    def check_credentials(self) -> AuthState:
        if not self.complete:
            return Rejected(NO_CREDENTIAL)
        return check(self.graph, self.connection)

    def _published(self, rendered: Rendered, staged: Ref) -> str:
        if "video" in staged:
            succeeded(self.uploads.finish(staged, rendered.body))
            return str(staged["video"])
        photos = list(staged.get("photos", ()))
        if rendered.reply_to:
            fields = {"message": rendered.body} | _one_picture(photos)
            edge = f"{named(rendered.reply_to)}/comments"
            return id_of(self.graph.post(edge, fields))
        fields = {"message": rendered.body} | _pictures(photos)
        return id_of(self.graph.post(f"/{self.page_id}/feed", fields))

    def _shows(self, film: str) -> bool:
        """Whether the film is published; False where the feed has to tell."""
        try:
            fields = fields_of(film, self.page_id)
            body = self.graph.get(named(film), fields=fields)
        except WireError:
            return False
        return isinstance(body, dict) and body.get("published") is True


def _not_correctable(look: Look) -> Later | Permanent:
    if isinstance(look, Inconclusive):
        return Later(timezone.now() + NOT_READY_WAIT, look.answer)
    return Permanent(NOT_THERE if isinstance(look, Gone) else PICTURES_STAY)


def _pictures(photos: Sequence[str]) -> dict[str, str]:
    attached = [{"media_fbid": photo} for photo in photos]
    return {"attached_media": json.dumps(attached)} if attached else {}


def _one_picture(photos: Sequence[str]) -> dict[str, str]:
    return {"attachment_id": photos[0]} if photos else {}
