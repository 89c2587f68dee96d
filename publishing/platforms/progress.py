"""How far a post's files are on their platform, read from what staging keeps of them.

Pure: nothing is asked of a platform. What the names in a reference mean is said by the
platform's own modules, which write it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from publishing.platforms.protocol import Attachment, Ref
from publishing.platforms.x.segments import Segments


# What in a reference names every file that is there, or says how many are.
DONE = {
    "bluesky": "blobs",
    "discourse": "uploads",
    "facebook": "photos",
    "instagram": "ready",
    "linkedin": "media",
    "mastodon": "media",
    "rehearsal": "media",
    "threads": "ready",
    "wordpress": "files",
    "x": "ready",
}
# How the file that is under way stands: from the reference, and the file's bytes, which
# are 0 where nobody knows them. "{it}" is that file.
Next: TypeAlias = Callable[[Ref, int], str]
AT_WORK = "and the platform is still working on {it}"


def uploaded(
    platform: str, media: Sequence[Attachment], ref: Ref, sizes: Mapping[str, int]
) -> str:
    """Such as "2 of 3 files uploaded, 3 of 8 pieces of the next"; empty for words alone.

    `sizes` are the bytes of each file by its SHA-256.
    """
    files = [each for each in media for _ in range(_uploads(platform, each))]
    if not files:
        return ""
    done = min(_done(platform, ref), len(files))
    size = sizes.get(files[done].sha256, 0) if done < len(files) else 0
    rest = NEXT[platform](ref, size) if platform in NEXT else ""
    one = len(files) == 1
    said = f"{done} of {len(files)} file{'' if one else 's'} uploaded, {rest}"
    return said.format(it="it" if one else "the next").removesuffix(", ")


def _uploads(platform: str, medium: Attachment) -> int:
    """Only WordPress takes captions as a file of their own."""
    return 2 if platform == "wordpress" and medium.captions else 1


def _done(platform: str, ref: Ref) -> int:
    there = ref.get(DONE.get(platform, ""), ())
    return int(there) if isinstance(there, str) else len(there)


def _of_x(ref: Ref, size: int) -> str:
    step, _, number = str(ref.get("step", "")).partition(" ")
    if step == "append" and size:
        return _pieces(int(number), Segments().count(size))
    return AT_WORK if step == "status" else ""


def _of_linkedin(ref: Ref, size: int) -> str:
    if "finishing" in ref:
        return AT_WORK
    return _pieces(len(ref["etags"]), len(ref["urls"])) if "urls" in ref else ""


def _of_facebook(ref: Ref, size: int) -> str:
    if "first" not in ref or not size:
        return ""
    return f"{int(str(ref['first'])) * 100 // size}% of {{it}}"


def _of_mastodon(ref: Ref, size: int) -> str:
    return AT_WORK if ref.get("waiting") else ""


def _of_meta(ref: Ref, size: int) -> str:
    """Meta fetches files itself, from the addresses that containers give it."""
    if "container" in ref and "children" in ref:
        return "and the platform is putting them together"
    begun = "container" in ref or "children" in ref
    return "and the platform is still fetching {it}" if begun else ""


def _pieces(done: int, of: int) -> str:
    return f"{done} of {of} pieces of {{it}}"


NEXT: Mapping[str, Next] = {
    "facebook": _of_facebook,
    "instagram": _of_meta,
    "linkedin": _of_linkedin,
    "mastodon": _of_mastodon,
    "threads": _of_meta,
    "x": _of_x,
}
