"""The typed payload of every event: which parts its entries must and may have.

No entry is written here; `audit.log.record` refuses what this table does not allow.
"""

from audit.events import Event
from audit.payloads.approvals import APPROVALS
from audit.payloads.drafts import DRAFTS
from audit.payloads.house import LOG, RULES
from audit.payloads.people import ACCOUNTS, AUTHORITY, PEOPLE
from audit.payloads.proposals import PROPOSALS
from audit.payloads.publications import PUBLICATIONS
from audit.payloads.shape import Payload, PayloadError
from audit.payloads.telling import TELLING


PAYLOADS: dict[Event, Payload] = {
    **DRAFTS,
    **APPROVALS,
    **PUBLICATIONS,
    **PEOPLE,
    **AUTHORITY,
    **ACCOUNTS,
    **PROPOSALS,
    **RULES,
    **LOG,
    **TELLING,
}

__all__ = ["PAYLOADS", "Payload", "PayloadError"]
