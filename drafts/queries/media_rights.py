"""Which pictures and films somebody may be shown: those of the drafts they may read.

Nothing here changes a row, and no bytes are read.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Person
from drafts.models import MediaFile, MediaUpload, MediaUse
from drafts.queries.reading import drafts_open_to


def media_open_to(person: Person) -> QuerySet[MediaFile]:
    """What a draft open to them names, and what they uploaded and have not saved yet."""
    drafts = drafts_open_to(person).values("pk")
    named = MediaUse.objects.filter(file=OuterRef("pk"), revision__draft__in=drafts)
    uploaded = MediaUpload.objects.filter(file=OuterRef("pk"), person=person)
    return MediaFile.objects.filter(Q(Exists(uploaded)) | Q(Exists(named)))
