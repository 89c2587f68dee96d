"""What the post page showed last: a version, signed for one person and one draft.

Nothing is read or recorded here.
"""

from django.core import signing

from accounts.models import Person
from drafts.models import Draft


# A page open for longer is a reading of its own when something new is shown.
ONE_READING = 60 * 60


def mark(version: str, draft: Draft, *, by: Person) -> str:
    """What the page hands back with its next question."""
    return _signer(draft, by).sign(version)


def version_in(given: str, draft: Draft, *, by: Person) -> str:
    """The version that this person was shown of this draft; "" for any other words."""
    try:
        version: str = _signer(draft, by).unsign(given, max_age=ONE_READING)
    except signing.BadSignature:
        return ""
    return version


def _signer(draft: Draft, by: Person) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"post-news {draft.pk} {by.pk}")
