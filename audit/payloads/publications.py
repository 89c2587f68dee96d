"""The entries of publications, takedowns, reconciliation, holds and periods.

Data only.
"""

from audit.events import Event
from audit.payloads.shape import Kinds, Payload, number, or_none, text, texts, truth


ABOUT = ("publication",)
WHERE: Kinds = {"draft": text, "account": text}
# `account` is what a hold stops, in words: an account, a team, "everything".
STOPPED: Kinds = {"account": text}
COUNTED: Kinds = {"posts": number, "accounts": number}
CHANGED: Kinds = {"changed": texts}
PERIOD: Kinds = {"name": text, "starts_at": text, "ends_at": text}


def _of(may: Kinds | None = None, **needs: object) -> Payload:
    kinds: Kinds = {**WHERE, **needs}  # type: ignore[dict-item]
    return Payload(ABOUT, kinds, may, digest=True)


def _down(*, personal: tuple[str, ...] = (), **needs: object) -> Payload:
    """A step of a takedown: of a post of ours, or of a stranger's on an account.

    `correction` is the draft whose words it makes room for.
    """
    kinds: Kinds = {"account": text, "takedown": text, **needs}  # type: ignore[dict-item]
    return Payload(
        ("publication", "account"),
        kinds,
        {"draft": text, "part": number, "correction": text},
        personal=personal,
    )


PUBLICATIONS: dict[Event, Payload] = {
    Event.PUBLICATION_SCHEDULED: _of(wire=text),
    Event.PUBLICATION_CLAIMED: _of({"fence": number}),
    Event.ATTEMPT_STARTED: _of(fence=number, part=number),
    Event.OUTCOME_RECORDED: _of(fence=number, part=number, outcome=text),
    Event.LOOKUP_RECORDED: _of(sighting=text),
    Event.PUBLICATION_PUBLISHED: _of(remote_id=text, url=text),
    Event.PUBLICATION_FAILED: _of({"why": text}),
    Event.PUBLICATION_UNKNOWN: _of(answer=text),
    Event.PUBLICATION_HELD: _of({"hold": text}, why=text),
    Event.PUBLICATION_RELEASED: Payload(
        ABOUT, WHERE, {"holds": text}, personal=("reason",), digest=True
    ),
    Event.PUBLICATION_CANCELLED: _of(why=text),
    Event.PUBLICATION_MISSED: _of({"why": text}),
    Event.PUBLICATION_OVERDUE: _of(status=text),
    Event.PUBLICATION_RETRIED: _of({"why": text}),
    Event.PUBLICATION_RESOLVED: _of({"url": text}, found=text),
    Event.PUBLICATION_TAKEN_DOWN: _of({"why": text}),
    Event.TAKEDOWN_REQUESTED: _down(personal=("reason",), posts=number),
    Event.TAKEDOWN_CAPTURED: _down(words=text, media=number, url=text),
    Event.TAKEDOWN_VERIFIED: _down(url=text, answer=text),
    Event.TAKEDOWN_FAILED: _down(url=text, why=text),
    Event.TAKEDOWN_SAID: _down(url=text),
    Event.TAKEDOWN_CONFIRMED: Payload(
        ("takedown",), {"finding": text, "in_time": truth}, personal=("note",)
    ),
    Event.TAKEDOWN_OVERDUE: Payload(("takedown",), {"told": number}),
    Event.CORRECTION_BEGUN: Payload(
        ("draft",),
        {"corrects": text, "accounts": texts},
        {"replaces": texts},
        digest=True,
    ),
    Event.CORRECTION_MAKES_ROOM: Payload(
        ("draft",), {"corrects": text, "takedowns": texts}, digest=True
    ),
    Event.RECONCILIATION_MATCHED: Payload(("account",), {"posts": number}),
    Event.RECONCILIATION_DIVERGED: _of(url=text, kind=text, words=text),
    Event.RECONCILIATION_UNEXPECTED: Payload(
        ("account",), {"url": text, "words": text}
    ),
    Event.RECONCILIATION_RESOLVED: Payload(
        ("account",), {"url": text, "kind": text}, personal=("reason",)
    ),
    Event.HOLD_PLACED: Payload(("hold",), STOPPED, COUNTED, personal=("reason",)),
    Event.HOLD_LIFTED: Payload(("hold",), STOPPED, COUNTED, personal=("reason",)),
    Event.PERIOD_OPENED: Payload(
        ("period",), PERIOD, {**CHANGED, "kind": text, "proposal": text}
    ),
    Event.PERIOD_CHANGED: Payload(
        ("period",), PERIOD, {**CHANGED, "kind": text, "proposal": text}
    ),
    Event.PERIOD_CLOSED: Payload(
        ("period",),
        PERIOD,
        {**CHANGED, "kind": text, "proposal": text, "why": or_none(text)},
    ),
}
