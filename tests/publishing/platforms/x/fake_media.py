"""What the small X keeps of pictures, films and captions until a post carries them.

It knows nothing of our adapter, and of no post.
"""

import base64
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit


INVALID = {
    "type": "https://api.x.com/2/problems/invalid-request",
    "title": "Invalid Request",
    "detail": "The request was refused.",
}
FORGOTTEN = {
    "type": "https://api.x.com/2/problems/resource-not-found",
    "title": "Not Found Error",
    "detail": "The request was refused.",
    "resource_type": "media",
}


@dataclass
class StoredMedia:
    id: str
    category: str
    total: int
    pieces: list[bytes] = field(default_factory=list)
    whole: bool = False
    alt: str = ""
    captions: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        return b"".join(self.pieces)


class MediaStore:
    """`states` are what the next answers say of a film at work, before "succeeded"."""

    def __init__(self) -> None:
        self.kept: dict[str, StoredMedia] = {}
        self.states: deque[str] = deque()
        self.takes_alt_of_films = True
        self.alt_name = "id"

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, object]:
        parts = urlsplit(target)
        said = json.loads(body) if body else dict(parse_qsl(parts.query))
        _, number, step = f"{parts.path.removeprefix('/2/media/')}//".split("/")[:3]
        if method == "POST" and number == "initialize":
            return self._initialize(said)
        if (method, parts.path, number) == ("POST", "/2/media/upload", ""):
            return self._upload(said)
        named = {"append": self._append, "finalize": self._finalize}
        others = {"metadata": self._describe, "subtitles": self._caption}
        whole = parts.path.rpartition("/")[2]
        take = named.get(step) or others.get(whole) or self._status
        asked = number or said.get("media_id") or said["id"]
        found = self.kept.get(asked)
        return take(found, said) if found else (404, FORGOTTEN)

    def _new(self, category: str, total: int) -> StoredMedia:
        number = str(1_800_000_000_000_000_000 + len(self.kept))
        self.kept[number] = StoredMedia(number, category, total)
        return self.kept[number]

    def _upload(self, said: dict[str, str]) -> tuple[int, object]:
        data = base64.b64decode(said["media"], validate=True)
        media = self._new(said["media_category"], len(data))
        media.pieces, media.whole = [data], True
        return 200, {"data": {"id": media.id, "media_key": f"3_{media.id}"}}

    def _initialize(self, said: dict[str, Any]) -> tuple[int, object]:
        media = self._new(said["media_category"], said["total_bytes"])
        return 200, {"data": {"id": media.id, "expires_after_secs": 86400}}

    def _append(self, media: StoredMedia, said: dict[str, Any]) -> tuple[int, object]:
        number = said["segment_index"]
        if media.whole or number > len(media.pieces):
            return 400, INVALID
        media.pieces[number:] = [base64.b64decode(said["media"], validate=True)]
        return 200, {"data": {"expires_at": 4_000_000_000}}

    def _finalize(self, media: StoredMedia, said: object) -> tuple[int, object]:
        if media.whole or len(media.data) != media.total:
            return 400, INVALID
        media.whole = True
        return 200, self._at_work(media)

    def _status(self, media: StoredMedia, said: object) -> tuple[int, object]:
        return (200, self._at_work(media)) if media.whole else (400, INVALID)

    def _at_work(self, media: StoredMedia) -> object:
        shown: dict[str, object] = {"id": media.id, "media_key": f"7_{media.id}"}
        if media.category == "tweet_video":
            state = self.states.popleft() if self.states else "succeeded"
            wait = {} if state == "succeeded" else {"check_after_secs": 3}
            shown["processing_info"] = {"state": state, **wait}
        return {"data": shown}

    def _describe(self, media: StoredMedia, said: Any) -> tuple[int, object]:  # noqa: ANN401
        of_film = media.category == "tweet_video" and not self.takes_alt_of_films
        if of_film or self.alt_name not in said:
            return 400, INVALID
        media.alt = said["metadata"]["alt_text"]["text"]
        return 200, {"data": {"id": media.id}}

    def _caption(self, media: StoredMedia, said: Any) -> tuple[int, object]:  # noqa: ANN401
        track = said["subtitles"]
        media.captions[track["language_code"]] = self.kept[track["id"]].data.decode()
        return 200, {"data": {"id": media.id, "media_category": "TweetVideo"}}
