"""Pictures and films on their way to a Mastodon server, one step a call.

Nothing is published here, and no failure is judged.
"""

import mimetypes
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from publishing.platforms.mastodon.reading import id_of
from publishing.platforms.mastodon.wire import Client
from publishing.platforms.protocol import Attachment, MediaSource, Ref, Staged


# A server that is still at work on a film wants to be asked now and then.
PAUSE = timedelta(seconds=3)


class NoBytesError(Exception):
    """The bytes of a file are not kept here (any more)."""


def next_step(
    client: Client,
    attachments: Sequence[Attachment],
    *,
    media: MediaSource,
    before: Ref,
) -> Staged:
    """Upload the next file, or ask whether the last one is ready.

    Raises what the client raises, and NoBytesError.
    """
    done = list(before.get("media", ()))
    waiting = str(before.get("waiting", ""))
    if not waiting and len(done) == len(attachments):
        return Staged(before, whole=True)
    if waiting:
        answer: Any = client.media(waiting)
    else:
        answer = _upload(client, attachments[len(done)], media)
    return _after(id_of(answer["id"]), answer.get("url"), done, attachments, before)


def _after(
    media_id: str,
    url: object,
    done: list[str],
    attachments: Sequence[Attachment],
    before: Ref,
) -> Staged:
    """Where we stand: a file without an address of its own is still being prepared."""
    if not url:
        ref = {**before, "media": done, "waiting": media_id}
        return Staged(ref, whole=False, pause=PAUSE)
    ready = [*done, media_id]
    ref = {**before, "media": ready, "waiting": ""}
    return Staged(ref, whole=len(ready) == len(attachments))


def _upload(client: Client, attachment: Attachment, media: MediaSource) -> Any:  # noqa: ANN401  (as it arrives)
    try:
        content = b"".join(media.pieces(attachment.sha256))
    except LookupError:
        raise NoBytesError from None
    ending = mimetypes.guess_extension(attachment.type) or ""
    return client.media_post(
        content,
        mime_type=attachment.type,
        description=attachment.alt or None,
        # Some servers show the file's name.
        file_name=f"{attachment.sha256[:16]}{ending}",
    )
