"""The entries of signing in, people, posts, authority and accounts.

Data only. Names and addresses of people are personal, everything else is detail.
"""

from audit.events import Event
from audit.payloads.shape import Kinds, Payload, number, or_none, text, texts, truth


PERSON = ("person",)
CHANGED: Kinds = {"changed": texts}
PERSON_FIELDS: Kinds = {"is_active": truth, "must_change_password": truth}
JOB_POST: Kinds = {
    "title": text,
    "team": text,
    "roles": texts,
    "reports_to": or_none(text),
}
HOLDING: Kinds = {
    "job_post": text,
    "person_id": text,
    "starts_on": text,
    "ends_on": or_none(text),
}
SUBSTITUTION: Kinds = {
    "reference": text,
    "job_post": text,
    "person_id": text,
    "principal_id": text,
    "starts_at": text,
    "ends_at": text,
}
DELEGATION: Kinds = {
    "reference": text,
    "job_post": text,
    "classes": texts,
    "accounts": texts,
    "granted_by_id": text,
    "valid_from": text,
    "valid_to": text,
}
LIMITS: Kinds = {
    "platforms": texts,
    "topic": text,
    "money_ceiling": or_none(number),
    "one_draft": or_none(number),
    "onward": truth,
    "under": or_none(text),
}
ACCOUNT: Kinds = {
    "name": text,
    "team": text,
    "enabled": truth,
    "credential": text,
    "language": text,
    "pair": or_none(text),
    "welsh_scheme": truth,
    "owner": or_none(text),
    "deputy": or_none(text),
    "purpose": text,
    "mfa": or_none(truth),
    "names_body": or_none(truth),
    "links_official": or_none(truth),
    "dormant": truth,
    "review_on": or_none(text),
    "reviewed_on": or_none(text),
    "approved": truth,
}
NAMED = ("name", "email")


def _person() -> Payload:
    return Payload(PERSON, may={**CHANGED, **PERSON_FIELDS}, personal=NAMED)


def _signing() -> Payload:
    """`ways` are the kinds of proof, such as password or passkey."""
    return Payload(PERSON, may={"ways": texts}, capacity=False)


PEOPLE: dict[Event, Payload] = {
    Event.SIGN_IN_SUCCEEDED: _signing(),
    Event.SIGN_IN_FAILED: _signing(),
    Event.SIGNED_OUT: _signing(),
    Event.PASSWORD_CHANGED: Payload(
        PERSON, may={**CHANGED, **PERSON_FIELDS}, personal=NAMED, capacity=False
    ),
    Event.FACTOR_ADDED: Payload(PERSON, {"kind": text}, capacity=False),
    Event.FACTOR_REMOVED: Payload(PERSON, {"kind": text}, capacity=False),
    Event.PERSON_ADDED: _person(),
    Event.PERSON_CHANGED: _person(),
    Event.PERSON_CLOSED: _person(),
    Event.POST_CREATED: Payload(("job_post",), JOB_POST, CHANGED),
    Event.POST_CHANGED: Payload(("job_post",), JOB_POST, CHANGED),
    Event.ROLE_CHANGED: Payload(("job_post",), JOB_POST, CHANGED),
    Event.HOLDING_STARTED: Payload(("holding",), HOLDING, CHANGED),
    Event.HOLDING_ENDED: Payload(("holding",), HOLDING, CHANGED),
    Event.TRAINING_RECORDED: Payload(
        PERSON, {"course": text, "completed_on": text, "expires_on": or_none(text)}
    ),
    Event.SUBSTITUTION_STARTED: Payload(
        ("substitution",), SUBSTITUTION, personal=("why",)
    ),
    Event.SUBSTITUTION_ENDED: Payload(
        ("substitution",), SUBSTITUTION, personal=("why",)
    ),
    Event.DUTY_ASSIGNED: Payload(
        ("duty",),
        {"job_post": text, "person_id": text, "starts_at": text, "ends_at": text},
        {"taken_over_from": or_none(text)},
        personal=("note",),
    ),
}

AUTHORITY: dict[Event, Payload] = {
    Event.DELEGATION_GRANTED: Payload(
        ("delegation",),
        DELEGATION,
        LIMITS,
        personal=("evidence", "revoked_reason"),
    ),
    Event.DELEGATION_REVOKED: Payload(
        ("delegation",),
        DELEGATION,
        LIMITS,
        personal=("evidence", "revoked_reason"),
    ),
    Event.SCHEDULE_CHANGED: Payload(
        ("schedule",),
        {
            "version": number,
            "class": text,
            "proposal": text,
            "authoriser": text,
            "plus": texts,
            "out_of_hours": or_none(text),
            "reference": text,
            "second": truth,
        },
    ),
}

ACCOUNTS: dict[Event, Payload] = {
    Event.ACCOUNT_REGISTERED: Payload(
        ("account",),
        {"platform": text, "handle": text},
        {"server": text, **ACCOUNT, **CHANGED},
    ),
    Event.ACCOUNT_CHANGED: Payload(
        ("account",), may={"platform": text, "handle": text, **ACCOUNT, **CHANGED}
    ),
    Event.ACCOUNT_CLOSED: Payload(
        ("account",), {"platform": text, "handle": text}, {**ACCOUNT, **CHANGED}
    ),
    Event.CREDENTIAL_STORED: Payload(("account",)),
    Event.CREDENTIAL_CHECKED: Payload(("account",), {"state": text}),
    Event.CREDENTIALS_RESEALED: Payload(
        ("service",), {"resealed": number, "already": number, "unreadable": number}
    ),
    Event.CREDENTIAL_USED: Payload(("account",), may={"part": number}),
    Event.CREDENTIAL_DESTROYED: Payload(("account",)),
}
