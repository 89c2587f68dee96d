"""One picture or film on its way to X: each step is one call, and names the next.

What a refusal means is not decided here, and no bytes are kept.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import requests
from django.utils.translation import get_language_info

from publishing.platforms.protocol import Attachment, MediaSource
from publishing.platforms.x.segments import Segments
from publishing.platforms.x.timeline import id_of
from publishing.platforms.x.wire import Ask, Json, RefusedError, UnreadableError


UPLOAD = "/2/media/upload"
GIF = "image/gif"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
FILMS = frozenset({"video/mp4", "video/quicktime"})
SHORTEST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=5)
USUAL_PAUSE = 5
# Servers of earlier years want another name for the number of what is described.
FORMER = "former"


class NotProcessedError(Exception):
    """X took the bytes and could make nothing of them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one attachment stands: X's number of it, and the next step; "" ends."""

    media_id: str
    step: str
    pause: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Upload:
    """One attachment on its way; each step is one call.

    begin → (append n)* → finalize → status* → alt → captions → attach; pictures go up
    in their first step and skip to the alt text.
    """

    ask: Ask
    media: MediaSource
    segments: Segments
    attachment: Attachment
    language: str

    def take(self, so_far: Progress) -> Progress:
        steps: Mapping[str, Callable[[str, str], Progress]] = {
            "": self._begin,
            "append": self._append,
            "finalize": self._finalize,
            "status": self._status,
            "alt": self._alt,
            "captions": self._captions,
            "attach": self._attach,
        }
        step, _, detail = so_far.step.partition(" ")
        return steps[step](so_far.media_id, detail)

    def _begin(self, media_id: str, detail: str) -> Progress:
        sha256, kind = self.attachment.sha256, self.attachment.type
        if kind in PICTURES:
            picture = b"".join(self.media.pieces(sha256))
            body = {"media": _text(picture), "media_category": "tweet_image"}
            answer = self.ask("POST", UPLOAD, body).json()
            return self._processed(id_of(answer), answer)
        said = {
            "media_type": kind,
            "total_bytes": self.media.size(sha256),
            "media_category": "tweet_gif" if kind == GIF else "tweet_video",
        }
        answer = self.ask("POST", f"{UPLOAD}/initialize", said).json()
        return Progress(id_of(answer), "append 0")

    def _append(self, media_id: str, detail: str) -> Progress:
        sha256, number = self.attachment.sha256, int(detail)
        segment = self.segments.take(self.media, sha256, number)
        body = {"media": _text(segment), "segment_index": number}
        self.ask("POST", f"{UPLOAD}/{media_id}/append", body)
        last = number + 1 >= self.segments.count(self.media.size(sha256))
        return Progress(media_id, "finalize" if last else f"append {number + 1}")

    def _finalize(self, media_id: str, detail: str) -> Progress:
        try:
            answer = self.ask("POST", f"{UPLOAD}/{media_id}/finalize", None).json()
        except RefusedError as refusal:
            # An answer that was lost: it is finished already, as its status will say.
            if refusal.status != 400:
                raise
            return Progress(media_id, "status")
        return self._processed(media_id, answer)

    def _status(self, media_id: str, detail: str) -> Progress:
        query = {"command": "STATUS", "media_id": media_id}
        return self._processed(media_id, self.ask("GET", UPLOAD, query).json())

    def _alt(self, media_id: str, detail: str) -> Progress:
        text = {"alt_text": {"text": self.attachment.alt}}
        body = {"id": media_id, "metadata": text}
        if detail == FORMER:
            body["media_id"] = media_id
        try:
            _check(self.ask("POST", "/2/media/metadata", body))
        except RefusedError as refusal:
            if refusal.status == 400 and detail != FORMER:
                return Progress(media_id, f"alt {FORMER}")
            # X has long taken alt text for pictures alone; a film has its captions.
            if refusal.status != 400 or not self._is_film:
                raise
        return Progress(media_id, "captions" if self._has_captions else "")

    def _captions(self, media_id: str, detail: str) -> Progress:
        captions = _text(self.attachment.captions.encode())
        body = {"media": captions, "media_category": "subtitles"}
        number = id_of(self.ask("POST", UPLOAD, body).json())
        return Progress(media_id, f"attach {number}")

    def _attach(self, media_id: str, detail: str) -> Progress:
        code = self.language.partition("-")[0].lower()
        track = {
            "id": detail,
            "language_code": code.upper(),
            "display_name": _name_of(code),
        }
        body = {"id": media_id, "media_category": "TweetVideo", "subtitles": track}
        _check(self.ask("POST", "/2/media/subtitles", body))
        return Progress(media_id, "")

    def _processed(self, media_id: str, answer: Json) -> Progress:
        try:
            at_work = answer["data"].get("processing_info") or {}
            state = at_work.get("state", "succeeded")
            seconds = float(at_work.get("check_after_secs") or USUAL_PAUSE)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UnreadableError("X's answer could not be read") from error
        if state == "failed":
            raise NotProcessedError
        if state != "succeeded":
            pause = min(max(timedelta(seconds=seconds), SHORTEST_PAUSE), LONGEST_PAUSE)
            return Progress(media_id, "status", pause)
        if self.attachment.alt:
            return Progress(media_id, "alt")
        return Progress(media_id, "captions" if self._has_captions else "")

    @property
    def _is_film(self) -> bool:
        return self.attachment.type in FILMS

    @property
    def _has_captions(self) -> bool:
        return self._is_film and bool(self.attachment.captions)


def _check(answer: requests.Response) -> None:
    """X refuses some things with a 200 that holds nothing but errors."""
    body = answer.json() if answer.content else {}
    if not isinstance(body, Mapping) or (body.get("errors") and not body.get("data")):
        raise UnreadableError("X did not take the alt text or captions")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _name_of(code: str) -> str:
    """What a language calls itself, for the menu of captions."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code.upper()
