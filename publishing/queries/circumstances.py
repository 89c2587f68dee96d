"""Everything that may stand against a post at one moment, in one query.

Nothing is judged here, and nothing changes: what is found out, the policy reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from drafts.models import Check
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication


# A claim asks this once, and sending once more.
QUERY = """/* planned once */
SELECT now.at,
    EXISTS (SELECT FROM publishing_holds_on(%(post)s, %(account)s, %(reviewed)s)),
    EXISTS (
        SELECT FROM guidance_sensitiveperiod period
        WHERE period.valid_from <= now.at
            AND (period.valid_to IS NULL OR period.valid_to > now.at)
            AND period.starts_at <= now.at AND period.ends_at > %(reviewed)s),
    publishing_is_taken_down(%(post)s),
    EXISTS (
        SELECT FROM publishing_correction begun
        JOIN drafts_revision revision ON revision.draft_id = begun.draft_id
        WHERE revision.id = %(revision)s),
    ARRAY(SELECT approvals_lapsed(%(revision)s, now.at)),
    (SELECT leaf.index FROM audit_leaf leaf
        WHERE leaf.entry_id = given.entry
            AND leaf.index < (SELECT max(size) FROM audit_checkpoint)),
    given.expires_at,
    credential.state, credential.expires_at,
    (SELECT count(*) FROM publishing_receipt WHERE publication_id = %(post)s),
    EXISTS (SELECT FROM publishing_staging WHERE publication_id = %(post)s),
    stored.fence,
    stored.status = %(claimed)s AND stored.lease_until > clock_timestamp(),
    (SELECT value FROM guidance_edition),
    checked.id, checked.classes
FROM (SELECT coalesce(%(at)s::timestamptz, clock_timestamp()) AS at) now
JOIN publishing_publication stored ON stored.id = %(post)s
JOIN approvals_authorisation given ON given.id = stored.authorisation_id
LEFT JOIN accounts_credential credential ON credential.account_id = %(account)s
LEFT JOIN LATERAL (
    SELECT id, classes FROM drafts_check
    WHERE revision_id = %(revision)s ORDER BY id DESC LIMIT 1) checked ON true
"""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds at a moment: by the database's clock where nobody named another.

    `lapsed` are the delegations that were relied on and stand no more; `index` is the
    place of its authorisation in the log, None until a checkpoint covers it; `receipts`
    the parts that are live; `staged` whether anything of it was uploaded; `leased` whether its claim still runs, under `fence`;
    `edition` that of the registers; `check` and `classes` of the last check of its words.
    """

    at: datetime
    on_hold: bool
    in_period: bool
    taken_down: bool
    puts_right: bool
    lapsed: Sequence[str]
    index: int | None
    authority_ends: datetime
    credential: str | None
    credential_ends: datetime | None
    receipts: int
    staged: bool
    fence: int
    leased: bool
    edition: UUID | None
    check: int | None
    classes: Sequence[str] | None

    @property
    def last_check(self) -> Check | None:
        """The last check of its words; its other fields are read where asked for."""
        if self.check is None:
            return None
        values = (self.check, self.classes)
        return Check.from_db(connection.alias, ("id", "classes"), values)


def circumstances_of(
    publication: Publication, *, at: datetime | None = None
) -> Circumstances:
    """As of now for a publication as it is in hand, its time of review included."""
    asked = {
        "at": at,
        "post": publication.pk,
        "account": publication.account_id,
        "reviewed": publication.reviewed_at,
        "revision": publication.revision_id,
        "claimed": PublicationStatus.CLAIMED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERY, asked)
        return Circumstances(*cursor.fetchone())
