"""The entries of decisions: each names the exact words, an approval its authority too.

Data only.
"""

from audit.events import Event
from audit.payloads.shape import Payload, number, or_none, records, text, texts, truth


DRAFT = ("draft",)

APPROVALS: dict[Event, Payload] = {
    Event.DECISION_APPROVED: Payload(
        DRAFT,
        {"revision": number, "authorities": records},
        digest=True,
        authority=True,
    ),
    Event.DECISION_RETURNED: Payload(
        DRAFT, {"revision": number}, personal=("reason", "pins"), digest=True
    ),
    Event.DECISION_DECLINED: Payload(
        DRAFT, {"revision": number}, personal=("reason",), digest=True
    ),
    Event.DECISION_VOIDED: Payload(
        DRAFT,
        {"why": text},
        {"revision": number, "rules": texts, "delegations": texts},
        digest=True,
    ),
    Event.DECISION_CHASED: Payload(
        DRAFT, {"step": text, "revision": number, "told": number}, digest=True
    ),
    Event.URGENT_USED: Payload(
        DRAFT,
        {"revision": number, "seats": texts, "review_due_at": text},
        personal=("reason",),
        digest=True,
        authority=True,
    ),
    Event.URGENT_REVIEWED: Payload(
        DRAFT,
        {"revision": number, "finding": text, "in_time": truth},
        personal=("note",),
        digest=True,
    ),
    Event.URGENT_OVERDUE: Payload(
        DRAFT, {"revision": number, "told": number}, digest=True
    ),
    Event.CONFLICT_DECLARED: Payload(
        DRAFT, {"revision": number}, personal=("reason",), digest=True
    ),
    Event.APPROVAL_EXPIRED: Payload(DRAFT, may={"why": text}, digest=True),
    Event.STATEMENT_OUTCOME: Payload(
        ("statement",),
        {"outcome": text, "draft": or_none(text), "due_on": or_none(text)},
        personal=("note",),
    ),
    Event.STATEMENT_HANDED: Payload(
        ("statement",), {"from": text, "to": text}, personal=("reason",)
    ),
}
