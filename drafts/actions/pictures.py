"""Pictures made anew from their pixels, so that nothing else of the file is left.

Places, cameras, thumbnails, comments and whatever hides behind a picture stay behind.
Nothing is stored here.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator

from django.conf import settings
from PIL import Image, ImageCms, ImageOps, ImageSequence

from drafts.actions.uploads import Cleaned, Uploaded, refuse_larger, refused
from drafts.models.media import PIECE


TYPES = {
    "JPEG": "image/jpeg",
    # A JPEG with more pictures behind the first, as telephones make them.
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
MOST_PIXELS = 50_000_000
MOST_FRAMES = 300
# What Pillow raises for files that are damaged, cut off or made to harm.
BROKEN = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
DAMAGED = "The picture is damaged or not whole. Save it again, and choose it again."
TOO_MANY = "The picture has too many pixels. Make it smaller than 50 million pixels."
MOVES = "Moving pictures are taken as GIF or MP4 only. Save one of its pictures alone."
TOO_LONG = "The moving picture is too long. Save it as an MP4 film."
# All that is handed on of what a file said beside its pixels.
KEPT = ("transparency", "duration", "loop")


def cleaned_picture(upload: Uploaded) -> Cleaned:
    """The same picture, upright, in sRGB, with nothing but its pixels.

    Raises `RefusedError` with a sentence.
    """
    refuse_larger(upload, settings.COUNTERSIGN_MEDIA_IMAGE_BYTES, what="picture")
    content = io.BytesIO(upload.read())
    try:
        with warnings.catch_warnings(action="ignore"):
            type_, made, size = _made_anew(content)
    except (Image.DecompressionBombError, MemoryError):
        raise refused(TOO_MANY) from None
    except BROKEN:
        raise refused(DAMAGED) from None
    return Cleaned(type_, len(made), *size, pieces=lambda: _pieces(made))


def _made_anew(content: io.BytesIO) -> tuple[str, bytes, tuple[int, int]]:
    with Image.open(content, formats=["JPEG", "PNG", "GIF", "WEBP"]) as image:
        format_ = image.format or ""
        frames = 1 if format_ == "MPO" else getattr(image, "n_frames", 1)
        if image.width * image.height > MOST_PIXELS:
            raise refused(TOO_MANY)
        if frames > 1:
            _refuse_moving(image, format_, frames)
            return TYPES[format_], _moving(image), image.size
        image.load()
        still = _upright(image)
        return TYPES[format_], _still(still, format_), still.size


def _refuse_moving(image: Image.Image, format_: str, frames: int) -> None:
    if format_ != "GIF":
        raise refused(MOVES)
    if frames > MOST_FRAMES or image.width * image.height * frames > MOST_PIXELS:
        raise refused(TOO_LONG)


def _upright(image: Image.Image) -> Image.Image:
    turned = _in_srgb(ImageOps.exif_transpose(image))
    return _alone(turned)


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours as everybody sees them: a profile of its own can name a camera."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, srgb, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _alone(image: Image.Image) -> Image.Image:
    """The pixels, and of the rest what the picture cannot be shown without."""
    image.info = {name: image.info[name] for name in KEPT if name in image.info}
    return image


def _still(image: Image.Image, format_: str) -> bytes:
    made = io.BytesIO()
    if format_ in {"JPEG", "MPO"}:
        plain = image if image.mode in {"L", "RGB"} else image.convert("RGB")
        plain.save(made, "JPEG", quality=92, optimize=True, comment=b"", exif=b"")
    elif format_ == "WEBP":
        image.save(made, "WEBP", quality=92, exif=b"", xmp=b"", icc_profile=b"")
    else:
        image.save(made, format_, optimize=True)
    return made.getvalue()


def _moving(image: Image.Image) -> bytes:
    first, *others = [_alone(each.copy()) for each in ImageSequence.Iterator(image)]
    made = io.BytesIO()
    first.save(made, "GIF", save_all=True, append_images=others, comment=b"")
    return made.getvalue()


def _pieces(made: bytes) -> Iterator[bytes]:
    for start in range(0, len(made), PIECE):
        yield made[start : start + PIECE]
