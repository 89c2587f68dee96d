"""What a line of JSON knows about a post beside its words.

Only shapes are read here; no rule runs. What is absent is not judged, save where the
catalogue says that an absent record is a finding.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from guidance.content import (
    Account,
    Conversation,
    Doubt,
    MediaKind,
    Medium,
    Paid,
    Period,
    References,
    WelshPair,
)
from guidance.management.moments import day, moment


Known = Mapping[str, object]
MEDIA = (
    ("images", MediaKind.IMAGE),
    ("videos", MediaKind.VIDEO),
    ("audio", MediaKind.AUDIO),
)
MEDIUM_WORDS = (
    *("alt", "decorative_reason", "rights", "credit", "consent"),
    *("attested", "ai_label"),
)
MEDIUM_FLAGS = (
    *("captions_checked", "live", "flashes_over_3hz", "people", "gps"),
    *("testimonial", "ai"),
)
MEDIUM_MAYBE = ("speech", "captions", "transcript")
ACCOUNT_FLAGS = (
    *("registered", "owner", "deputy", "bio_names_body", "links_gov"),
    *("platform_approved", "mfa"),
)


class ShapeError(ValueError):
    """A value that is no list or object where one is due; the message names it."""


def facts_of(known: Known) -> dict[str, Any]:
    """The fields of `Material` beside passages, registers and schedule."""
    return {
        "media": tuple(_media(known)),
        "account": _account(known),
        "period": _period(known),
        "references": References(
            word(known, "announcement_ref") or word(known, "campaign_ref"),
            word(known, "parliament_ref"),
        ),
        "welsh": _welsh(known),
        "paid": Paid(
            _maybe(known, "paid"),
            word(known, "spend_approval"),
            _flag(known, "platform_label"),
        ),
        "conversation": _conversation(known),
        "training": tuple(_training(known)),
        "doubt": Doubt(_flag(known, "author_doubt"), word(known, "advice_id")),
    }


def word(known: Known, name: str) -> str:
    """A reference as text; anything that stands for one counts, as true or 7 do."""
    value = known.get(name)
    return str(value) if value else ""


def _flag(known: Known, name: str) -> bool:
    return bool(known.get(name))


def _maybe(known: Known, name: str) -> bool | None:
    """Whether it is so; None where the line does not say."""
    return _flag(known, name) if name in known else None


def _media(known: Known) -> Iterator[Medium]:
    for name, kind in MEDIA:
        for each in objects(known, name):
            recorded: dict[str, Any] = {
                **{field: word(each, field) for field in MEDIUM_WORDS},
                **{field: _flag(each, field) for field in MEDIUM_FLAGS},
                **{field: _maybe(each, field) for field in MEDIUM_MAYBE},
            }
            yield Medium(kind=kind, **recorded)


def objects(known: Known, name: str) -> list[dict[str, object]]:
    value = known.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ShapeError(f"Expected {name} as a list of objects.")
    return value


def _account(known: Known) -> Account | None:
    account = known.get("account")
    if account is None:
        return None
    if not isinstance(account, dict):
        raise ShapeError("Expected account as an object.")
    flags = {name: _maybe(account, name) for name in ACCOUNT_FLAGS}
    return Account(**flags, dormant=_flag(account, "dormant"))


def _period(known: Known) -> Period:
    return Period(
        election=_flag(known, "election_period"),
        local=known.get("election_period") in {"local", "devolved"},
        essential_business=_flag(known, "essential_business"),
        hold_active=_flag(known, "hold_active"),
        hold_release=word(known, "hold_release"),
    )


def _welsh(known: Known) -> WelshPair:
    return WelshPair(
        required=_flag(known, "welsh_required"),
        pair=word(known, "welsh_pair"),
        same_moment=_same_moment(
            known.get("publish_at"), known.get("welsh_publish_at")
        ),
        human_checked=known.get("welsh_human_checked", True) is not False,
    )


def _same_moment(ours: object, theirs: object) -> bool | None:
    """Whether two times are one; times of day without a date are compared as written."""
    if ours is None and theirs is None:
        return None
    both = moment(ours), moment(theirs)
    return both[0] == both[1] if None not in both else ours == theirs


def _conversation(known: Known) -> Conversation:
    shared = known.get("reshare_of") or []
    return Conversation(
        reply=known.get("kind") == "reply",
        inbound=_flag(known, "inbound"),
        reply_due=moment(known.get("reply_due")),
        reshare_of=tuple(map(str, shared if isinstance(shared, list) else [shared])),
        named_official=_flag(known, "named_official"),
    )


def _training(known: Known) -> Iterator[tuple[str, date]]:
    expiry = known.get("training_expiry") or {}
    if not isinstance(expiry, dict):
        raise ShapeError("Expected training_expiry as an object.")
    for part, until in expiry.items():
        ends = day(until)
        if ends is None:
            raise ShapeError("Expected training_expiry as days, as in 2026-05-01.")
        yield str(part), ends
