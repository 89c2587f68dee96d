"""The entries of drafts: saving, checking, submitting, findings, disputes and advice.

Data only.
"""

from audit.events import Event
from audit.payloads.shape import Payload, number, text, texts


DRAFT = ("draft",)

DRAFTS: dict[Event, Payload] = {
    Event.DRAFT_CREATED: Payload(DRAFT, {"team": text}),
    Event.REVISION_SAVED: Payload(DRAFT, {"revision": number}, digest=True),
    Event.REVISION_CHECKED: Payload(
        DRAFT,
        {"ruleset": text, "findings": text, "rules": texts},
        digest=True,
    ),
    Event.REVISION_SUBMITTED: Payload(
        DRAFT,
        {"revision": number, "classes": texts},
        personal=("explanation",),
        digest=True,
    ),
    Event.REVISION_AUTHORISED: Payload(
        DRAFT,
        {"revision": number, "authorisation": text, "decisions": texts},
        digest=True,
    ),
    Event.DRAFT_RENAMED: Payload(DRAFT, personal=("title",)),
    Event.DRAFT_RETURNED: Payload(DRAFT, {"why": text}, digest=True),
    Event.DRAFT_WITHDRAWN: Payload(DRAFT, digest=True),
    Event.DRAFT_EXPIRED: Payload(DRAFT, digest=True),
    Event.DRAFT_SCHEDULED: Payload(DRAFT, {"due": text}, digest=True),
    Event.DRAFT_READ: Payload(DRAFT, {"page": text}),
    Event.MEDIA_STORED: Payload(("media",), {"type": text, "size": number}),
    Event.MEDIA_REMOVED: Payload(("media",), {"type": text, "size": number}),
    Event.FINDING_EXPLAINED: Payload(
        DRAFT, {"rule": text}, {"version": number}, personal=("reason",), digest=True
    ),
    Event.FINDING_DISPUTED: Payload(
        DRAFT,
        {"rule": text, "version": number, "field": text, "text_hash": text},
        {"dispute": text, "start": number, "end": number},
        personal=("reason",),
        digest=True,
    ),
    Event.DISPUTE_UPHELD: Payload(
        DRAFT,
        {"rule": text, "version": number, "field": text, "text_hash": text},
        {"dispute": text, "start": number, "end": number},
        personal=("reason",),
        digest=True,
    ),
    Event.DISPUTE_REFUSED: Payload(
        DRAFT,
        {"rule": text, "version": number, "field": text, "text_hash": text},
        {"dispute": text, "start": number, "end": number},
        personal=("reason",),
        digest=True,
    ),
    Event.ADVICE_ASKED: Payload(
        DRAFT,
        {"asked_of": text},
        {"request": text, "role": text},
        personal=("question",),
        digest=True,
    ),
    Event.COMMENT_MADE: Payload(
        DRAFT, {"revision": number}, personal=("comment",), digest=True
    ),
    Event.ADVICE_GIVEN: Payload(
        DRAFT,
        may={"request": text, "asked": text},
        personal=("answer",),
        digest=True,
    ),
}
