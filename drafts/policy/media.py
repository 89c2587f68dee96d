"""Why words cannot be saved or approved with the pictures and films they name.

Nothing here changes a row; who may see a file is not decided.
"""

from accounts.reasons import Reason
from drafts.content import Content, Media, media_of
from drafts.queries.media import media_sizes


LONGEST_NAME = 60


def reasons_against_media(content: Content) -> list[Reason]:
    """Each file that is not stored, once, by what is said of it; in one query."""
    named = {media.sha256: media for media in media_of(content)}
    stored = media_sizes(named)
    return [
        Reason(f"media-missing:{sha256}", _sentence(media))
        for sha256, media in named.items()
        if sha256 not in stored
    ]


def _sentence(media: Media) -> str:
    what = "film" if media.type.startswith("video/") else "picture"
    alt = " ".join(media.alt.split())
    cut = alt if len(alt) <= LONGEST_NAME else f"{alt[:LONGEST_NAME].rstrip()}…"
    name = f" “{cut}”" if alt else ""
    return (
        f"The {what}{name} (file {media.sha256[:8]}) is not stored here. Remove it, or "
        "choose the file again."
    )
