"""What a post on a Discourse forum needs first: where its parent is, and its pictures.

Nothing is live yet, and how a failure is told is not known here.
"""

from dataclasses import dataclass
from typing import TypeAlias

from publishing.platforms.discourse.forum import Forum
from publishing.platforms.discourse.markdown import picture
from publishing.platforms.discourse.parent import Parent
from publishing.platforms.protocol import (
    Attachment,
    MediaSource,
    Permanent,
    Ref,
    Rendered,
    Staged,
)
from publishing.platforms.wire import Json, UnreadableError


ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
}
UNTAKEN = "the forum does not take a file of this type"
NO_TITLE = "a topic on a forum needs a title"

Step: TypeAlias = Staged | Permanent


@dataclass(frozen=True, slots=True)
class Work:
    forum: Forum
    rendered: Rendered
    media: MediaSource

    def step(self, before: Ref) -> Step:
        """The next step after `before`; raises as Wire does."""
        if self.rendered.reply_to is not None and "topic" not in before:
            found = Parent(self.forum, self.rendered.reply_to).step(before)
            return found if isinstance(found, Permanent) else self._on(found)
        if self.rendered.reply_to is None and not self.rendered.title.strip():
            return Permanent(NO_TITLE)
        done = before.get("uploads", ())
        if len(done) < len(self.rendered.media):
            return self._upload(before, self.rendered.media[len(done)])
        return self._on(before)

    def _upload(self, before: Ref, attachment: Attachment) -> Step:
        """The forum knows a file by its bytes: a second upload gives the same address."""
        ending = ENDINGS.get(attachment.type)
        if ending is None:
            return Permanent(UNTAKEN)
        content = b"".join(self.media.pieces(attachment.sha256))
        name = f"{attachment.sha256[:16]}.{ending}"
        answer = self.forum.wire.read(
            "POST",
            "/uploads.json",
            data={"upload_type": "composer", "synchronous": "true"},
            files={"file": (name, content, attachment.type)},
        )
        uploads = [*before.get("uploads", ()), _uploaded(answer)]
        return self._on({**before, "uploads": uploads})

    def _on(self, ref: Ref) -> Staged:
        placed = self.rendered.reply_to is None or "topic" in ref
        ready = len(ref.get("uploads", ())) >= len(self.rendered.media)
        return Staged(ref, whole=placed and ready)


def raw_of(rendered: Rendered, staged: Ref) -> str:
    """The Markdown as it goes on the wire, with the pictures that staging placed."""
    placed = [str(each).partition(" ") for each in staged.get("uploads", ())]
    pictures = (
        picture(attachment.alt, size, address)
        for attachment, (address, _, size) in zip(rendered.media, placed, strict=True)
    )
    return "\n\n".join([rendered.body, *pictures])


def _uploaded(raw: Json) -> str:
    """Its address, and its size as the forum shows it."""
    address = raw.get("short_url") if isinstance(raw, dict) else None
    if not isinstance(address, str) or not address.startswith("upload://"):
        raise UnreadableError("the forum does not say where it put the file")
    wide, high = (raw.get(f"thumbnail_{side}") for side in ("width", "height"))
    return f"{address} {wide}x{high}" if wide and high else address
