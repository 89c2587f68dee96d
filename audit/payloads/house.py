"""The entries of rules, registers, settings and of the log itself.

Data only.
"""

from audit.events import Event
from audit.payloads.shape import (
    Kinds,
    Payload,
    number,
    or_none,
    pairs,
    records,
    text,
    texts,
    truth,
)


CHANGED: Kinds = {"changed": texts}
LINE: Kinds = {"reference": text, "version": number}
# What a search of the log asked for; a person is asked for by id, never by name.
ASKED: Kinds = dict.fromkeys(
    ("event", "actor", "subject", "account", "post", "since", "until", "page"), text
)

RULES: dict[Event, Payload] = {
    Event.RULE_CHANGED: Payload(("rule",), {"version": number}),
    Event.LEXICON_CHANGED: Payload(
        ("register",),
        {**CHANGED, "register": text, "proposal": text},
        personal=("value",),
    ),
    Event.CALENDAR_CHANGED: Payload(
        ("calendar",), {**CHANGED, "name": text, "proposal": text}
    ),
    Event.LINE_PROPOSED: Payload(("line",), LINE, digest=True),
    Event.LINE_CLEARED: Payload(
        ("line",), LINE, {"authorities": records}, digest=True, authority=True
    ),
    Event.LINE_REFUSED: Payload(("line",), LINE, personal=("reason",), digest=True),
    Event.LINE_WITHDRAWN: Payload(("line",), LINE, personal=("reason",), digest=True),
    Event.SETTING_CHANGED: Payload(
        ("team", "rehearsal_account"),
        may={**CHANGED, "name": text, "fault": text, "times": number},
    ),
}

LOG: dict[Event, Payload] = {
    Event.LOG_READ: Payload(
        ("log", "draft", "entry", "publication", "person"),
        may={
            **ASKED,
            "receipt": truth,
            "first_page": truth,
            "first": number,
            "entries": number,
        },
    ),
    Event.LOG_EXPORTED: Payload(("log",), {"disclosed": truth}),
    Event.LOG_VERIFIED: Payload(
        ("log",),
        {"entries": number, "result": text, "first_bad_index": or_none(number)},
    ),
    Event.REPORT_EXPORTED: Payload(
        ("report",), {"report": text}, {"rows": number, "sha256": text}
    ),
    Event.KEY_CREATED: Payload(("key",), {"verifier_key": text}),
    Event.KEY_RETIRED: Payload(("key",)),
    Event.ERASED: Payload(
        ("person", "entry", "draft"), {"reason": text, "erased": pairs}
    ),
}
