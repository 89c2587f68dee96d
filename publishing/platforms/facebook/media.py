"""Getting a post's pictures, or its one film, to Facebook before there is a post.

Every step is one call, and nothing of it can be seen on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from publishing.platforms.meta.wire import Graph, id_of
from publishing.platforms.protocol import (
    Attachment,
    MediaSource,
    Permanent,
    Ref,
    Rendered,
    Staged,
)
from publishing.platforms.wire import Json, UnreadableError


PIECE = 4_000_000
MIXED = "Facebook takes pictures or one film in a post, not both"
IN_A_COMMENT = "Facebook takes one picture and no film in a comment"
GRAPH_HOST, VIDEO_HOST = "graph.facebook.com", "graph-video.facebook.com"


@dataclass(frozen=True, slots=True)
class Uploads:
    """The uploads of one page."""

    graph: Graph
    page_id: str

    def step(
        self, rendered: Rendered, media: MediaSource, before: Ref
    ) -> Staged | Permanent:
        """Take the next step; raises WireError."""
        films = [each for each in rendered.media if each.type.startswith("video/")]
        against = _against(rendered, films)
        if against:
            return Permanent(against)
        if films:
            return self._film(films[0], media, before)
        return self._picture(rendered.media, media, before)

    def _picture(
        self, pictures: Sequence[Attachment], media: MediaSource, before: Ref
    ) -> Staged:
        done = list(before.get("photos", ()))
        if len(done) < len(pictures):
            done.append(self._photo(pictures[len(done)], media))
        ref = {"photos": done} if done else {}
        return Staged(ref, whole=len(done) == len(pictures))

    def _photo(self, picture: Attachment, media: MediaSource) -> str:
        content = b"".join(media.pieces(picture.sha256))
        suffix = picture.type.partition("/")[2]
        answer = self.graph.post(
            f"/{self.page_id}/photos",
            {
                "published": "false",
                "temporary": "false",
                "alt_text_custom": picture.alt,
            },
            files={"source": (f"picture.{suffix}", content, picture.type)},
        )
        return id_of(answer)

    def _film(self, film: Attachment, media: MediaSource, before: Ref) -> Staged:
        if "session" not in before:
            size = str(media.size(film.sha256))
            answer = self._phase({"upload_phase": "start", "file_size": size})
            ref = {
                "video": id_of(answer, "video_id"),
                "session": id_of(answer, "upload_session_id"),
            }
            return Staged(ref | _range(answer), whole=False)
        first, last = int(str(before["first"])), int(str(before["last"]))
        if first >= last:
            return Staged(before, whole=True)
        answer = self._phase(
            {
                "upload_phase": "transfer",
                "upload_session_id": str(before["session"]),
                "start_offset": str(first),
            },
            files={"video_file_chunk": ("film", _piece(film, media, first, last))},
        )
        left = _range(answer)
        return Staged({**before, **left}, whole=left["first"] == left["last"])

    def finish(self, staged: Ref, words: str) -> Json:
        """Publish the film that was uploaded; the one call of them that publishes."""
        return self._phase(
            {
                "upload_phase": "finish",
                "upload_session_id": str(staged["session"]),
                "description": words,
            }
        )

    def _phase(
        self, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
    ) -> Json:
        return self.graph.post(video_address(self.graph, self.page_id), fields, files)


def video_address(graph: Graph, page_id: str) -> str:
    """Facebook takes films at a host of their own; another server has only one."""
    parts = urlsplit(graph.server)
    host = VIDEO_HOST if parts.netloc == GRAPH_HOST else parts.netloc
    return urlunsplit(parts._replace(netloc=host)) + f"/{page_id}/videos"


def _against(rendered: Rendered, films: Sequence[Attachment]) -> str:
    if rendered.reply_to and (films or len(rendered.media) > 1):
        return IN_A_COMMENT
    return MIXED if films and len(rendered.media) > 1 else ""


def _piece(film: Attachment, media: MediaSource, first: int, last: int) -> bytes:
    """The bytes that Facebook asks for next, or as many of them as we send at once."""
    most = min(last - first, PIECE)
    found = b""
    for piece in media.pieces(film.sha256, start=first):
        found += piece
        if len(found) >= most:
            break
    return found[:most]


def _range(answer: Json) -> dict[str, str]:
    """Which bytes Facebook wants next; nothing more where the two are the same."""
    try:
        first, last = int(answer["start_offset"]), int(answer["end_offset"])
    except (KeyError, TypeError, ValueError):
        raise UnreadableError("Facebook did not say what it wants next") from None
    return {"first": str(first), "last": str(last)}
