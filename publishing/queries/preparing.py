"""How far the files of a part have got that is being prepared on its platform.

Nothing here changes a row, and no platform is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from drafts.queries.media import media_sizes
from publishing.lifecycle import UNDER_WAY
from publishing.models import Publication, Staging
from publishing.platforms.progress import uploaded
from publishing.platforms.protocol import Attachment
from publishing.platforms.rendering import thaw


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is under way before a part can be published; `uploaded` is empty without files."""

    began_at: datetime
    changed_at: datetime
    uploaded: str


def preparations(publications: Sequence[Publication]) -> Mapping[int, Preparation]:
    """By the number of the publication; `publications` come with receipts and stagings.

    One query where anything is being prepared, and else none.
    """
    under_way = [
        (each, staging) for each in publications if (staging := _unfinished(each))
    ]
    media = {each.pk: _media_of(each, staging) for each, staging in under_way}
    sizes = media_sizes({file.sha256 for files in media.values() for file in files})
    return {
        each.pk: Preparation(
            staging.began_at,
            staging.changed_at,
            uploaded(each.account.platform, media[each.pk], staging.ref, sizes),
        )
        for each, staging in under_way
    }


def _unfinished(publication: Publication) -> Staging | None:
    """Of the part that is worked on: as many are live as come before it."""
    if publication.status not in UNDER_WAY:
        return None
    live = len(publication.receipts.all())
    return next(
        (
            each
            for each in publication.stagings.all()
            if each.part == live and not each.whole
        ),
        None,
    )


def _media_of(publication: Publication, staging: Staging) -> Sequence[Attachment]:
    wire = bytes(publication.wire)
    return thaw(wire)[staging.part].media if wire else ()
