"""Making a draft on a WordPress site, with its media: one step, one call, at a time.

Nothing is live yet, and how a failure is told is not known here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from publishing.platforms.protocol import (
    Attachment,
    MediaSource,
    Permanent,
    Ref,
    Rendered,
    Staged,
)
from publishing.platforms.wire import Json, RefusedError, UnreadableError
from publishing.platforms.wordpress.html import Placed, escaped, figures
from publishing.platforms.wordpress.posts import (
    FIELDS,
    LIVE,
    TRASH,
    TRASHED,
    number_of,
    posts_in,
    state_in,
)
from publishing.platforms.wordpress.site import Site, code_of


MOST_TRIES = 3
NOT_YET = "-"
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "text/vtt": "vtt",
}
DELETED = "the post was deleted on the site, so it is not made again"
MOVED = "the site gives every draft another address than the one asked for"
UNTAKEN = "the site does not take a file of this type"

Step: TypeAlias = Staged | Permanent


@dataclass(frozen=True, slots=True)
class File:
    """One upload: a picture, a film, or the captions of the film before it."""

    type: str
    alt: str = ""
    sha256: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    site: Site
    rendered: Rendered
    slug: str
    media: MediaSource

    def step(self, before: Ref) -> Step:
        """The next step after `before`; raises as Wire does."""
        if "spare" in before:
            return self._drop(before)
        if "post" not in before:
            return self._find(before)
        files = [*_files(self.rendered.media)]
        if len(before.get("files", ())) < len(files):
            return self._file(before, files)
        return self._draft(before) if before["post"] == NOT_YET else self._on(before)

    def _find(self, before: Ref) -> Step:
        """An earlier try may have made the draft, and only its answer was lost."""
        post = find(self.site, self.slug)
        if state_in(post) == TRASH:
            return Permanent(DELETED)
        number = NOT_YET if post is None else number_of(post)
        return self._on({**before, "post": number})

    def _draft(self, before: Ref) -> Step:
        post = self.site.read(
            "POST",
            "/wp/v2/posts",
            json={
                "status": "draft",
                "slug": self.slug,
                **wording(self.rendered, before),
            },
        )
        number = number_of(post)
        if post.get("slug") == self.slug:
            return self._on({**before, "post": number})
        tries = int(str(before.get("tries", "0"))) + 1
        kept = {name: each for name, each in before.items() if name != "post"}
        return Staged({**kept, "spare": number, "tries": str(tries)}, whole=False)

    def _drop(self, before: Ref) -> Step:
        """Our address was taken: away with the draft that got another one."""
        discard(self.site, str(before["spare"]))
        if int(str(before["tries"])) >= MOST_TRIES:
            return Permanent(MOVED)
        kept = {name: each for name, each in before.items() if name != "spare"}
        return Staged(kept, whole=False)

    def _file(self, before: Ref, files: Sequence[File]) -> Step:
        done = [*before.get("files", ())]
        file, name = files[len(done)], f"{self.slug}-file-{len(done) + 1}"
        known = str(before.get("file", ""))
        if not known:
            return Staged({**before, "file": self._find_file(name)}, whole=False)
        if known == NOT_YET:
            return self._upload(before, file, name)
        self._describe(known.partition(" ")[0], file, name)
        kept = {each: ref for each, ref in before.items() if each != "file"}
        return self._on({**kept, "files": [*done, known]})

    def _find_file(self, name: str) -> str:
        asked = {"slug": name, "_fields": "id,source_url"}
        found = posts_in(self.site.read("GET", "/wp/v2/media", params=asked))
        return _placed(found[0]) if found else NOT_YET

    def _upload(self, before: Ref, file: File, name: str) -> Step:
        if file.type not in ENDINGS:
            return Permanent(UNTAKEN)
        content, size = _bytes(file, self.media)
        try:
            answer = self.site.read(
                "POST",
                "/wp/v2/media",
                # Without a title of ours WordPress takes the one inside the picture.
                params={"slug": name, "title": name},
                content=content,
                headers={
                    "Content-Type": file.type,
                    "Content-Length": str(size),
                    "Content-Disposition": (
                        f'attachment; filename="{name}.{ENDINGS[file.type]}"'
                    ),
                },
            )
        except RefusedError as refusal:
            if code_of(refusal) == "rest_upload_sideload_error":
                return Permanent(UNTAKEN)
            raise
        return Staged({**before, "file": _placed(answer)}, whole=False)

    def _describe(self, number: str, file: File, name: str) -> None:
        """Alt text, and away with a caption that came inside the picture."""
        said = {"alt_text": file.alt, "caption": "", "title": name}
        self.site.read("POST", f"/wp/v2/media/{number}", json=said)

    def _on(self, ref: Ref) -> Staged:
        """Whole where there is nothing left to do."""
        needed = sum(1 for _ in _files(self.rendered.media))
        ready = len(ref.get("files", ())) >= needed
        return Staged(ref, whole=ready and ref["post"] != NOT_YET)


def wording(rendered: Rendered, staged: Ref) -> dict[str, str]:
    """Title and content as they go on the wire, with the files that staging placed."""
    placed = [Placed(*each.split(" ", 1)) for each in staged.get("files", ())]
    return {
        "title": escaped(rendered.title),
        "content": rendered.body + figures(rendered.media, placed),
    }


def find(site: Site, slug: str) -> Json | None:
    """The post at our address, in whatever state; a live one before all others."""
    asked = {
        "slug": f"{slug},{slug}{TRASHED}",
        # "any" leaves the trash out.
        "status": f"any,{TRASH}",
        "context": "edit",
        "_fields": FIELDS,
    }
    found = posts_in(site.read("GET", "/wp/v2/posts", params=asked))
    order = {LIVE: 0, TRASH: 2}
    return min(found, key=lambda post: order.get(state_in(post), 1), default=None)


def discard(site: Site, number: str) -> None:
    """Away with a draft of ours that nobody needs; one that is gone is gone."""
    try:
        site.read("DELETE", f"/wp/v2/posts/{number}", params={"force": "true"})
    except RefusedError as refusal:
        if refusal.status not in {404, 410}:
            raise


def trash(site: Site, number: str) -> None:
    """Into the site's trash; for good where it keeps none."""
    try:
        site.read("DELETE", f"/wp/v2/posts/{number}")
    except RefusedError as refusal:
        if code_of(refusal) != "rest_trash_not_supported":
            raise
        discard(site, number)


def _files(media: Sequence[Attachment]) -> Iterator[File]:
    for each in media:
        yield File(each.type, alt=each.alt, sha256=each.sha256)
        if each.captions:
            yield File("text/vtt", text=each.captions)


def _bytes(file: File, media: MediaSource) -> tuple[Iterator[bytes], int]:
    if file.sha256:
        return media.pieces(file.sha256), media.size(file.sha256)
    captions = file.text.encode()
    return iter([captions]), len(captions)


def _placed(raw: Json) -> str:
    number, url = number_of(raw), raw.get("source_url")
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        raise UnreadableError("WordPress does not say where it put the file")
    return f"{number} {url}"
