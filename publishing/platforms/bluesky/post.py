"""The record of a post as it is put: text, facets, languages, pictures, what it answers.

Pure: everything that had to be asked was asked while it was staged.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from publishing.platforms.bluesky.facets import facets
from publishing.platforms.protocol import Attachment, Ref, Rendered
from publishing.platforms.wire import Json


COLLECTION = "app.bsky.feed.post"


def put_request(did: str, rkey: str, record: Json) -> bytes:
    """The body of putRecord that creates, and refuses where a record is already.

    That is what the null says; a client library that leaves it out overwrites.
    """
    request = {
        "repo": did,
        "collection": COLLECTION,
        "rkey": rkey,
        "record": record,
        "swapRecord": None,
    }
    return json.dumps(request, ensure_ascii=False).encode()


def post_record(rendered: Rendered, staged: Ref, *, at: datetime) -> Json:
    """As the lexicon app.bsky.feed.post has it; nothing that is empty is in it."""
    record = {
        "$type": COLLECTION,
        "text": rendered.body,
        "createdAt": stamp(at),
        "langs": [rendered.language],
        "facets": facets(rendered.body, dids_of(staged)),
        "embed": _images(rendered.media, listed(staged, "blobs")),
        "reply": _reply(rendered, staged),
    }
    return {name: value for name, value in record.items() if value}


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC, to the millisecond."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def listed(ref: Ref, name: str) -> Sequence[str]:
    found = ref.get(name, [])
    return [found] if isinstance(found, str) else found


def dids_of(ref: Ref) -> Mapping[str, str]:
    """Whose the mentioned handles are, as far as anybody knew."""
    pairs = (each.partition(" ") for each in listed(ref, "mentions"))
    return {handle: did for handle, _, did in pairs if did}


def _images(media: Sequence[Attachment], blobs: Sequence[str]) -> Json:
    images = [_image(*each) for each in zip(media, blobs, strict=True)]
    return images and {"$type": "app.bsky.embed.images", "images": images}


def _image(attachment: Attachment, blob: str) -> Json:
    uploaded = json.loads(blob)
    image = {"image": uploaded["blob"], "alt": attachment.alt}
    return image | ({"aspectRatio": uploaded["ratio"]} if "ratio" in uploaded else {})


def _reply(rendered: Rendered, staged: Ref) -> Json:
    """Never an answer without what it answers: LookupError where that was not staged."""
    if rendered.reply_to is None:
        return None
    root, parent = listed(staged, "root"), listed(staged, "parent")
    if not parent:
        raise LookupError("the post that is answered was not staged")
    return {
        "root": dict(zip(("uri", "cid"), root, strict=True)),
        "parent": dict(zip(("uri", "cid"), parent, strict=True)),
    }
