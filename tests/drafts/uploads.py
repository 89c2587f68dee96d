"""Pictures and films as people upload them, honest ones and others.

No test lives here.
"""

import io
import struct
import zlib
from dataclasses import replace
from itertools import repeat

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from drafts.actions import create_draft
from drafts.actions.media import store_media
from drafts.content import Content, Media, Part
from drafts.models import Draft
from tests.cast import ROUTINE, Cast, words


ALT = "Map of the Ouse with the flooded fields marked"
CAMERA = "Snapper 9000"
GPS_INFO, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def upload(content: bytes, name: str = "river.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def drawn(
    format_: str = "JPEG", *, size: tuple[int, int] = (64, 48), **options: object
) -> bytes:
    """A picture of two colours, so that its sides can be told."""
    image = Image.new("RGB", size, (0, 80, 160))
    image.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    made = io.BytesIO()
    image.save(made, format_, **options)
    return made.getvalue()


def photographed(*, orientation: int = 1) -> bytes:
    """A JPEG as a telephone takes it: where, with what, and a comment."""
    exif = Image.Exif()
    exif[MAKE] = CAMERA
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS_INFO).update({1: "N", 2: (53.0, 57.0, 30.0), 3: "W"})
    return drawn(exif=exif, comment=b"Taken at home", xmp=b"<x:xmpmeta>53.95,-1.08</x>")


def with_texts() -> bytes:
    """A PNG that says in words where it is from."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Location", "53.95, -1.08")
    said.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>53.95</x:xmpmeta>")
    return drawn("PNG", pnginfo=said)


def moving(format_: str, *, frames: int = 3, size: tuple[int, int] = (32, 32)) -> bytes:
    pictures = [Image.new("RGB", size, (40 * n % 256, 0, 0)) for n in range(frames)]
    made = io.BytesIO()
    pictures[0].save(
        made, format_, save_all=True, append_images=pictures[1:], duration=100, loop=0
    )
    return made.getvalue()


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of a few hundred bytes that says that it has billions of pixels."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packed = zlib.compressobj(9)
    row = bytes(width // 8 + 1)
    data = b"".join(map(packed.compress, repeat(row, 20))) + packed.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    )


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def track(handler: bytes, *, name: bytes = b"Snapper 9000 video\0") -> bytes:
    """A track of an MP4, with the names of whatever made it."""
    sides = struct.pack(">II", 640 << 16, 360 << 16)
    entry = box(b"avc1", bytes(42), b"\x0cSnapper 9000".ljust(32, b"\0"), bytes(4))
    return box(
        b"trak",
        box(b"tkhd", bytes(76), sides if handler == b"vide" else bytes(8)),
        box(b"udta", box(b"name", b"Snapper 9000")),
        box(
            b"mdia",
            box(b"hdlr", bytes(8), handler, bytes(12), name),
            box(b"minf", box(b"stbl", box(b"stsd", bytes(4), b"\0\0\0\1", entry))),
        ),
    )


def film(
    *tracks: bytes, brand: bytes = b"isom", sound: bytes = b"\x11" * 5000
) -> bytes:
    """An MP4 as a telephone makes it: with the place in three boxes."""
    place = box(b"\xa9xyz", b"\x00\x12\x15\xc7+53.9500-001.0800/")
    return b"".join(
        [
            box(b"ftyp", brand, bytes(4), b"isommp42"),
            box(b"uuid", b"\xbe\x7a\xcf\xcb" * 4, b"<x:xmpmeta>+53.9500</x:xmpmeta>"),
            box(
                b"moov",
                box(b"mvhd", bytes(100)),
                *(tracks or (track(b"vide"), track(b"soun", name=b"\0"))),
                box(b"udta", place),
                box(b"meta", bytes(4), b"com.apple.location +53.9500"),
            ),
            box(b"mdat", sound),
        ]
    )


def picture_of(cast: Cast, content: bytes | None = None, **said: object) -> Media:
    """A picture that Alice has uploaded, with all that is asked of one."""
    file = store_media(upload(content or drawn()), by=cast.alice)
    known = {"alt": ALT, "rights": "crown"} | said
    return Media(sha256=file.sha256, type=file.type, **known)  # type: ignore[arg-type]


def illustrated(cast: Cast, *media: Media) -> Content:
    content = words(cast.rehearsal)
    (target,) = content.targets
    return replace(
        content, targets=(replace(target, parts=(Part(ROUTINE, media=media),)),)
    )


def a_draft_with(cast: Cast, *media: Media) -> Draft:
    return create_draft(
        by=cast.alice,
        team=cast.rivers,
        title="Flood warning, River Ouse",
        content=illustrated(cast, *media),
    )
