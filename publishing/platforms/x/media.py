"""A post's pictures or film on X: what X takes together, and which step comes next.

How one of them is uploaded is not known here.
"""

from collections.abc import Sequence

from publishing.platforms.protocol import (
    Attachment,
    MediaLimits,
    MediaSource,
    Permanent,
    Ref,
    Rendered,
    Staged,
    Staging,
)
from publishing.platforms.x.segments import Segments
from publishing.platforms.x.upload import (
    FILMS,
    GIF,
    PICTURES,
    NotProcessedError,
    Progress,
    Upload,
)
from publishing.platforms.x.wire import Ask, RefusedError


LIMITS = MediaLimits(
    images=4,
    image_bytes=5_000_000,
    image_types=PICTURES | {GIF},
    videos=1,
    video_bytes=512 * 1024 * 1024,
    video_types=FILMS,
    captions=True,
)
ALT_LIMIT = 1000

MIXED = "X takes up to four pictures, or one GIF, or one film in a post"
TOO_BIG = "X takes pictures of up to 5 MB and films of up to 512 MB"
NOT_PROCESSED = "X could not process the picture or film"


def next_step(
    ask: Ask, rendered: Rendered, media: MediaSource, segments: Segments, before: Ref
) -> Staging:
    """Take the next step of the first attachment that is not whole.

    The reference holds `ready`, the numbers of those that are, and of the one under way
    `id` and `step`; `again` where X had forgotten an upload that was begun.
    """
    ready = ready_in(before)
    if len(ready) == len(rendered.media):
        return Staged(before, whole=True)
    attachment = rendered.media[len(ready)]
    upload = Upload(ask, media, segments, attachment, rendered.language)
    so_far = Progress(str(before.get("id", "")), str(before.get("step", "")))
    try:
        progress = upload.take(so_far)
    except NotProcessedError:
        return Permanent(NOT_PROCESSED)
    except RefusedError as refusal:
        if refusal.status != 404 or not so_far.step or "again" in before:
            raise
        return Staged({"ready": ready, "again": "yes"}, whole=False)
    return _staged(before, ready, progress, len(rendered.media))


def _staged(before: Ref, ready: list[str], progress: Progress, all_of: int) -> Staged:
    if not progress.step:
        ready = [*ready, progress.media_id]
        return Staged({"ready": ready}, whole=len(ready) == all_of)
    under_way = {"id": progress.media_id, "step": progress.step}
    again = {"again": "yes"} if "again" in before else {}
    ref: Ref = {"ready": ready, **under_way, **again}
    return Staged(ref, whole=False, pause=progress.pause)


def ready_in(ref: Ref) -> list[str]:
    """X's numbers of the attachments that are whole, in their order."""
    ready = ref.get("ready", [])
    return [ready] if isinstance(ready, str) else list(ready)


def reason_against(attached: Sequence[Attachment], media: MediaSource) -> str:
    """Why X would refuse these attachments together; empty where it would not."""
    alone = [each for each in attached if each.type in FILMS | {GIF}]
    if len(attached) > LIMITS.images or (alone and len(attached) > 1):
        return MIXED
    too_big = any(media.size(each.sha256) > _most(each) for each in attached)
    return TOO_BIG if too_big else ""


def _most(attachment: Attachment) -> int:
    film = attachment.type in FILMS
    return LIMITS.video_bytes if film else LIMITS.image_bytes
