"""A picture, and staging as the publisher does it: step by step until it is whole.

No test lives here.
"""

import io
from collections.abc import Iterator

from PIL import Image

from publishing.platforms.protocol import (
    Adapter,
    Attachment,
    PostKey,
    Rendered,
    Staged,
    Staging,
)


PICTURE = Attachment("picture", "image/png", "A river over its banks")


def picture_bytes() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (3, 2), "navy").save(kept, "PNG")
    return kept.getvalue()


PICTURE_BYTES = picture_bytes()


class Pictures:
    """The bytes behind `PICTURE`; what is called `large` is larger than 2 MB."""

    def size(self, sha256: str) -> int:
        return 2_000_001 if sha256 == "large" else len(PICTURE_BYTES)

    def pieces(self, sha256: str, *, start: int = 0) -> Iterator[bytes]:
        yield PICTURE_BYTES[start:10]
        yield PICTURE_BYTES[10:]

    def public_url(self, sha256: str) -> str:
        raise AssertionError("Bluesky fetches nothing")


def stage_all(adapter: Adapter, rendered: Rendered, key: PostKey) -> Staging:
    step: Staging = Staged({}, whole=False)
    for _ in range(20):
        if not isinstance(step, Staged) or step.whole:
            break
        step = adapter.stage(rendered, key=key, media=Pictures(), before=step.ref)
    return step
