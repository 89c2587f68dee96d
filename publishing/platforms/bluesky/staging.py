"""What is done before a post: its session, pictures, mentions, what it answers.

One call a step; nothing is live after any of them.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from publishing.platforms.bluesky.facets import mentioned
from publishing.platforms.bluesky.outcomes import is_stale, staging_of
from publishing.platforms.bluesky.post import listed
from publishing.platforms.bluesky.records import place_of, root_of, strong_ref
from publishing.platforms.bluesky.session import Session
from publishing.platforms.protocol import (
    Attachment,
    MediaSource,
    Permanent,
    Ref,
    Rendered,
    Staged,
    Staging,
)
from publishing.platforms.wire import (
    Json,
    RefusedError,
    UnreadableError,
    WireError,
)


# https://github.com/bluesky-social/atproto, lexicon app.bsky.embed.images.
MOST_BYTES = 2_000_000
TOO_LARGE = "Bluesky takes no picture larger than 2 MB"
NO_PARENT = "the post that this one answers is not there"


@dataclass(frozen=True, slots=True)
class Stager:
    """One part on its way; `before` is what the steps so far gave."""

    session: Session
    rendered: Rendered
    media: MediaSource
    before: Ref

    def step(self) -> Staging:
        """Take the next step that is due."""
        try:
            if not self.session.ready:
                self.session.step()
                return self._with(did=self.session.did)
            return self._due()
        except WireError as error:
            if is_stale(error) and self.session.expire():
                return self._with(did=self.session.did)
            return staging_of(error)

    def _due(self) -> Staging:
        blobs = listed(self.before, "blobs")
        known = listed(self.before, "mentions")
        handles = mentioned(self.rendered.body)
        if len(blobs) < len(self.rendered.media):
            return self._upload(self.rendered.media[len(blobs)], blobs)
        if len(known) < len(handles):
            return self._resolve(handles[len(known)], known)
        if self.rendered.reply_to is not None and "parent" not in self.before:
            return self._find_parent(self.rendered.reply_to)
        return self._note_revision()

    def _upload(self, attachment: Attachment, blobs: Sequence[str]) -> Staging:
        if self.media.size(attachment.sha256) > MOST_BYTES:
            return Permanent(TOO_LARGE)
        content = b"".join(self.media.pieces(attachment.sha256))
        answer = self.session.pds.upload_blob(
            content, attachment.type, self.session.token
        )
        if not isinstance(answer.get("blob"), dict):
            raise UnreadableError("the answer could not be read")
        uploaded = {"blob": answer["blob"], **_ratio(content)}
        return self._with(blobs=[*blobs, json.dumps(uploaded)])

    def _resolve(self, handle: str, known: Sequence[str]) -> Staging:
        """Ask whose handle it is; one that is nobody's, or not known there, stays text."""
        try:
            did = str(self.session.pds.resolve_handle(handle).get("did", ""))
        except RefusedError as refusal:
            if refusal.status == 429:
                raise
            did = ""
        return self._with(mentions=[*known, f"{handle} {did}"])

    def _find_parent(self, name: str) -> Staging:
        place = place_of(name)
        if place is None:
            return Permanent(NO_PARENT)
        try:
            found = self.session.pds.get_post(place.repo, place.rkey)
        except RefusedError as refusal:
            if refusal.status in {400, 404}:
                return Permanent(NO_PARENT)
            raise
        return self._with(parent=strong_ref(found), root=root_of(found))

    def _note_revision(self) -> Staging:
        """Remember the repository as it is before the post: see `bluesky_search`."""
        try:
            latest = self.session.pds.latest_commit(self.session.did)
        except RefusedError as refusal:
            if refusal.status == 429:
                raise
            latest = {}
        ref = {
            **self.before,
            "did": self.session.did,
            "rev": str(latest.get("rev", "")),
        }
        return Staged(ref, whole=True)

    def _with(self, **more: str | Sequence[str]) -> Staged:
        return Staged({**self.before, **more}, whole=False)


def _ratio(content: bytes) -> Json:
    """The shape of a picture, so that its place is kept free while it loads."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return {}
    return {"ratio": {"width": width, "height": height}}
