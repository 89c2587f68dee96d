"""Names of uploaded files that nobody guesses and that serve one person for a while.

No row is read here: whoever gives out a name has asked who may see the file.
"""

from datetime import date, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from accounts.models import Person


SALT = "drafts.media"
# As long as somebody may take to come back to a page that they left open.
KEPT_DAYS = 14
# As long as an address of a picture on a page is good for.
SHOWN_DAYS = 1


def token_of(sha256: str, person: Person) -> str:
    """A name of the file for this person, the same for a day so that browsers know it."""
    return Signer(salt=SALT).sign(
        f"{sha256}.{person.pk.hex}.{timezone.localdate():%Y%m%d}"
    )


def file_of_token(token: str, person: Person, *, days: int = KEPT_DAYS) -> str:
    """The SHA-256 in hex of the file; empty where it is not this person's, or too old."""
    try:
        sha256, owner, day = Signer(salt=SALT).unsign(token).split(".")
        given = date.fromisoformat(day)
    except (BadSignature, ValueError):
        return ""
    fresh = timezone.localdate() - given <= timedelta(days=days)
    return sha256 if fresh and owner == person.pk.hex else ""
