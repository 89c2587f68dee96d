"""The rehearsal network: a platform inside the product, for training and exercises.

It takes the same words twice if asked twice, as X does: the publisher must not ask.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from publishing.models import RehearsalPost, RehearsalSwitch
from publishing.platforms.protocol import (
    Absent,
    Accepted,
    Allowance,
    AuthState,
    Capabilities,
    Connection,
    Deleted,
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
    Staged,
    Staging,
    TimelinePage,
    Unauthenticated,
    Unknown,
    Wording,
    plainly,
)


Fault = RehearsalSwitch.Fault
NO_ANSWER = "no answer in time"
NO_POST = "there is no such post"
PAGE = 50
NEXT_FAULT = """/* planned once */
UPDATE publishing_rehearsalswitch SET times = times - 1
WHERE handle = %s AND times > 0 RETURNING fault
"""
POST = """/* planned once */
INSERT INTO publishing_rehearsalpost (
    handle, client_key, text, title, media, reply_to)
VALUES (%s, %s, %s, %s, %s, %s) RETURNING id
"""
IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


class RehearsalAdapter:
    """One rehearsal account; its secret holds a `token`."""

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.NONE,
        lookup=Lookup.BY_KEY,
        settle_delay=timedelta(seconds=2),
        absences_needed=2,
        threads=True,
        edit=True,
        delete=True,
        media=MediaLimits(
            image_types=IMAGES,
            videos=1,
            video_bytes=50_000_000,
            video_types=frozenset({"video/mp4"}),
            captions=True,
        ),
        alt_limit=1500,
    )

    def __init__(self, connection: Connection) -> None:
        self.handle = connection.handle
        self.token = connection.secret.get("token", "")
        self.allowances: Sequence[Allowance] = ()

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        return plainly(wording)

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """The network keeps no bytes: it only wants to know that they can be read."""
        for attachment in rendered.media:
            media.size(attachment.sha256)
        names = [each.sha256 for each in rendered.media]
        return Staged({"media": names} if names else {}, whole=True)

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        fault = self._fault()
        if fault is not None and fault != Fault.TIMEOUT_AFTER:
            return refusal(fault)
        number = self._post_anew(rendered, key)
        if fault == Fault.TIMEOUT_AFTER:
            return Unknown(NO_ANSWER)
        return Sent(str(number), permalink(self.handle, number))

    def _post_anew(self, rendered: Rendered, key: PostKey) -> int:
        media = [{"sha256": each.sha256, "alt": each.alt} for each in rendered.media]
        values = [
            self.handle,
            str(key),
            rendered.body,
            rendered.title,
            json.dumps(media),
            rendered.reply_to or "",
        ]
        with connection.cursor() as cursor:
            cursor.execute(POST, values)
            number: int = cursor.fetchone()[0]
        return number

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        post = RehearsalPost.objects.filter(
            handle=self.handle, client_key=str(key)
        ).first()
        if post is None:
            return Absent()
        if post.deleted_at is not None:
            return Deleted()
        return Present(str(post.pk), permalink(post.handle, post.pk))

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        fault = self._fault()
        if fault is not None and fault != Fault.TIMEOUT_AFTER:
            return refusal(fault)
        post = self._post(remote_id)
        if post is None:
            return Permanent(NO_POST)
        RehearsalPost.objects.filter(pk=post.pk).update(
            text=rendered.body,
            title=rendered.title,
            media=[{"sha256": each.sha256, "alt": each.alt} for each in rendered.media],
            edited_at=Now(),
        )
        if fault == Fault.TIMEOUT_AFTER:
            return Unknown(NO_ANSWER)
        return Sent(str(post.pk), permalink(post.handle, post.pk))

    def delete(self, remote_id: str) -> Removal:
        fault = self._fault()
        if fault is not None and fault != Fault.TIMEOUT_AFTER:
            return refusal(fault)
        post = self._post(remote_id)
        if post is not None:
            RehearsalPost.objects.filter(pk=post.pk).update(deleted_at=Now())
        return Unknown(NO_ANSWER) if fault else Removed()

    def fetch(self, remote_id: str) -> Look:
        post = self._post(remote_id)
        return Gone() if post is None else live(post)

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        posts = RehearsalPost.objects.filter(
            handle=self.handle, deleted_at=None, posted_at__gte=since
        ).order_by("-pk")
        if older is not None:
            if not older.isdecimal():
                return Inconclusive("there is no such page")
            posts = posts.filter(pk__lt=int(older))
        shown = list(posts[:PAGE])
        more = str(shown[-1].pk) if len(shown) == PAGE else None
        return TimelinePage([live(post) for post in shown], more)

    def check_credentials(self) -> AuthState:
        switch = RehearsalSwitch.objects.filter(handle=self.handle, times__gt=0).first()
        if not self.token or (switch is not None and switch.fault == Fault.REVOKED):
            return Rejected("401: this token was revoked")
        return Accepted(handle=self.handle)

    def _post(self, remote_id: str) -> RehearsalPost | None:
        if not remote_id.isdecimal() or len(remote_id) > 18:
            return None
        return RehearsalPost.objects.filter(
            handle=self.handle, pk=int(remote_id), deleted_at=None
        ).first()

    def _fault(self) -> Fault | None:
        """The fault to inject into this call; each call uses one up."""
        if not self.token:
            return Fault.REVOKED
        with connection.cursor() as cursor:
            cursor.execute(NEXT_FAULT, [self.handle])
            switch = cursor.fetchone()
        return Fault(switch[0]) if switch else None


def refusal(fault: Fault) -> Later | Unauthenticated | Unknown:
    """What the network answers instead of doing what it was asked."""
    match fault:
        case Fault.REVOKED:
            return Unauthenticated("401: this token was revoked")
        case Fault.RATE_LIMIT:
            soon = timezone.now() + timedelta(seconds=2)
            return Later(soon, "429: too many posts, try later")
        case _:
            return Unknown(NO_ANSWER)


def live(post: RehearsalPost) -> LivePost:
    return LivePost(
        remote_id=str(post.pk),
        url=permalink(post.handle, post.pk),
        words=post.text,
        created_at=post.posted_at,
        media=len(post.media),
        parent=post.reply_to or None,
        title=post.title,
        edited=post.edited_at is not None,
    )


def permalink(handle: str, number: int) -> str:
    return f"/rehearsal/{handle.removeprefix('@')}/{number}"
