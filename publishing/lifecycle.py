"""The states of a publication and of an attempt: data, from which docs are drawn.

No behaviour lives here; the publisher's actions make the moves.
"""

from django.db import models


# What goes out before what else is due: danger to life, then everything else.
PRIORITIES = (0, 1)


class PublicationStatus(models.TextChoices):
    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "Being sent"
    PUBLISHED = "published", "Published"
    FAILED = "failed", "Not published"
    UNKNOWN = "unknown", "Outcome unknown"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"
    TAKEN_DOWN = "taken down", "Taken down"


S = PublicationStatus
MOVES: dict[PublicationStatus, dict[str, PublicationStatus]] = {
    S.WAITING: {"claim": S.CLAIMED, "hold": S.HELD, "cancel": S.CANCELLED},
    S.CLAIMED: {
        "confirm": S.PUBLISHED,
        "continue": S.WAITING,
        "try later": S.WAITING,
        "refuse": S.FAILED,
        "hold": S.HELD,
        "lose sight": S.UNKNOWN,
    },
    # "find…" is what a look-up saw, or a person who looked for it.
    S.UNKNOWN: {
        "find": S.PUBLISHED,
        "find part": S.WAITING,
        "find nothing": S.WAITING,
        "find deleted": S.TAKEN_DOWN,
    },
    S.HELD: {"release": S.WAITING, "cancel": S.CANCELLED},
    S.FAILED: {},
    S.CANCELLED: {},
    S.PUBLISHED: {"take down": S.TAKEN_DOWN},
    S.TAKEN_DOWN: {},
}

# Nothing has been sent for certain, and nothing is on its way.
RECALLABLE = (S.WAITING, S.HELD)
# Neither settled nor waiting for a person: it should be out a moment after its time.
UNDER_WAY = (S.WAITING, S.CLAIMED, S.UNKNOWN)
# Nothing more will happen by itself.
SETTLED = frozenset({S.PUBLISHED, S.FAILED, S.CANCELLED, S.TAKEN_DOWN})


class AttemptOutcome(models.TextChoices):
    STARTED = "started", "Started"
    SENT = "sent", "Sent"
    UNKNOWN = "unknown", "Unknown"
    # Proven not to have been delivered:
    LATER = "later", "Told to try later"
    REFUSED = "refused", "Refused"
    UNAUTHENTICATED = "unauthenticated", "Sign-in refused"
    UNSENT = "unsent", "Not sent"
    ABSENT = "absent", "Looked up: not there"


# While a part has one of these, no other attempt at it may exist.
MAY_BE_LIVE = (AttemptOutcome.STARTED, AttemptOutcome.SENT, AttemptOutcome.UNKNOWN)
