"""The entries of changes that a second person confirms.

Data only. What a change says may name people, so its sentence is personal; the digest
names the exact change.
"""

from audit.events import Event
from audit.payloads.shape import Payload, or_none, text


PROPOSAL = ("proposal",)


def _decided() -> Payload:
    return Payload(
        PROPOSAL, {"kind": text, "subject": text}, personal=("reason",), digest=True
    )


PROPOSALS: dict[Event, Payload] = {
    Event.PROPOSAL_MADE: Payload(
        PROPOSAL,
        {"kind": text, "subject": text, "takes_effect_at": or_none(text)},
        personal=("summary", "why"),
        digest=True,
    ),
    Event.PROPOSAL_APPROVED: _decided(),
    Event.PROPOSAL_REFUSED: _decided(),
    Event.PROPOSAL_WITHDRAWN: _decided(),
    Event.PROPOSAL_APPLIED: Payload(
        PROPOSAL, {"kind": text, "subject": text}, digest=True
    ),
    Event.PROPOSAL_FAILED: Payload(
        PROPOSAL, {"kind": text, "subject": text, "why": text}, digest=True
    ),
}
