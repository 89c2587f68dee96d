"""Uploading pictures and films to LinkedIn, a step a call.

Nothing is published here.
"""

from collections.abc import Iterator
from datetime import timedelta

from publishing.platforms.protocol import (
    Attachment,
    MediaSource,
    Ref,
    Rendered,
    Staged,
)
from publishing.platforms.wire import Json, UnreadableError, Wire


PIECE = 4 * 1024 * 1024
PROCESSING = timedelta(seconds=5)


class Uploads:
    """The steps of one part: a medium after the other, a film part by part.

    The ref holds "media", the URNs that are whole, and of a film under way its "video",
    the "urls" still to be fed, the "etags" of those that are, and "finishing".
    """

    def __init__(self, wire: Wire, owner: str) -> None:
        self.wire = wire
        self.owner = owner

    def step(self, rendered: Rendered, media: MediaSource, before: Ref) -> Staged:
        """One call or two; UnreadableError and WireErrors as they come."""
        done = list(before.get("media", ()))
        if "video" in before:
            return self._film_step(rendered.media[len(done)], media, before)
        if len(done) == len(rendered.media):
            return Staged(before, whole=True)
        attachment = rendered.media[len(done)]
        if attachment.type.startswith("video/"):
            return Staged(
                {**before, **self._begin_film(attachment, media)}, whole=False
            )
        done.append(self._picture(attachment, media))
        return Staged({"media": done}, whole=len(done) == len(rendered.media))

    def _picture(self, attachment: Attachment, media: MediaSource) -> str:
        asked = {"initializeUploadRequest": {"owner": self.owner}}
        value = self._value("/rest/images?action=initializeUpload", asked)
        data = b"".join(media.pieces(attachment.sha256))
        self._put(_text(value, "uploadUrl"), data)
        return _text(value, "image")

    def _begin_film(self, attachment: Attachment, media: MediaSource) -> Ref:
        asked = {
            "initializeUploadRequest": {
                "owner": self.owner,
                "fileSizeBytes": media.size(attachment.sha256),
                "uploadCaptions": False,
                "uploadThumbnail": False,
            }
        }
        value = self._value("/rest/videos?action=initializeUpload", asked)
        try:
            urls = [str(each["uploadUrl"]) for each in value["uploadInstructions"]]
        except (KeyError, TypeError):
            raise UnreadableError("LinkedIn did not say where to upload") from None
        token = str(value.get("uploadToken") or "")
        return {
            "video": _text(value, "video"),
            "urls": urls,
            "etags": [],
            "token": token,
        }

    def _film_step(
        self, attachment: Attachment, media: MediaSource, before: Ref
    ) -> Staged:
        etags, urls = list(before["etags"]), list(before["urls"])
        if len(etags) < len(urls):
            data = _part(media, attachment.sha256, len(etags))
            etags.append(self._put(urls[len(etags)], data))
            return Staged({**before, "etags": etags}, whole=False)
        if "finishing" not in before:
            self._finalize(before, etags)
            return Staged({**before, "finishing": "yes"}, whole=False)
        return self._ask_whether_ready(before)

    def _finalize(self, before: Ref, etags: list[str]) -> None:
        asked = {
            "finalizeUploadRequest": {
                "video": str(before["video"]),
                "uploadToken": str(before["token"]),
                "uploadedPartIds": etags,
            }
        }
        self.wire.ask("POST", "/rest/videos?action=finalizeUpload", json=asked)

    def _ask_whether_ready(self, before: Ref) -> Staged:
        urn = str(before["video"])
        status = self.wire.read("GET", f"/rest/videos/{urn.replace(':', '%3A')}")
        if not isinstance(status, dict) or status.get("status") != "AVAILABLE":
            return Staged(before, whole=False, pause=PROCESSING)
        # LinkedIn takes one film a post, so it is the whole of it.
        return Staged({"media": [urn]}, whole=True)

    def _put(self, url: str, data: bytes) -> str:
        answer = self.wire.ask(
            "PUT",
            url,
            content=data,
            headers={"Content-Type": "application/octet-stream"},
        )
        return str(answer.headers.get("etag", "")).strip('"')

    def _value(self, path: str, asked: Json) -> dict[str, Json]:
        body = self.wire.read("POST", path, json=asked)
        value = body.get("value") if isinstance(body, dict) else None
        if not isinstance(value, dict):
            raise UnreadableError("LinkedIn did not say where to upload")
        return value


def _text(value: dict[str, Json], name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str) or not found:
        raise UnreadableError("LinkedIn did not say where to upload")
    return found


def _part(media: MediaSource, sha256: str, number: int) -> bytes:
    """The bytes of one part of a film; every part but the last has the same length."""
    return _first(media.pieces(sha256, start=number * PIECE), PIECE)


def _first(pieces: Iterator[bytes], most: int) -> bytes:
    taken = b""
    for piece in pieces:
        taken += piece
        if len(taken) >= most:
            break
    return taken[:most]
