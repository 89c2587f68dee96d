"""The monitor: what is wrong with the log now, and what to do about it.

Nothing here writes, and nobody is told here: pages and a command read the same list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from audit.models import Checkpoint, Refusal, SelfCheck
from audit.queries.health import LATE_AFTER_SECONDS, LogHealth, health
from audit.queries.witnessed import (
    WitnessPolicyError,
    witness_policy,
    witnessed_size,
)


# Fifty batches: on a quiet log the last checkpoint is old when an entry comes in.
SEALED_WITHIN_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Alarm:
    """`code` is for programs; `sentence` and `advice` are for people."""

    code: str
    sentence: str
    advice: str
    since: datetime | None = None


ASK_OPERATOR = (
    "Nothing is published meanwhile. An administrator must see that the sequencer runs:"
    " its last words are in its process log."
)


def alarms() -> list[Alarm]:
    """Everything that a person must act on; none while the log is well."""
    found = health()
    return [
        *_refusal(found),
        *_late(found),
        *_failed_self_check(),
        *_witnesses(),
    ]


def _refusal(found: LogHealth) -> Iterator[Alarm]:
    refusal = Refusal.objects.order_by("-at").first()
    if refusal is None or (found.last_signed_at and refusal.at < found.last_signed_at):
        return
    yield Alarm(
        "refused",
        f"The sequencer refuses to sign the log: {refusal.reason}.",
        "Nothing is published meanwhile. Tell security and do not restart or restore"
        " anything: the auditing guide, under “When the sequencer refuses”, says what"
        " to find out first.",
        refusal.at,
    )


def _late(found: LogHealth) -> Iterator[Alarm]:
    """Checkpoints that stopped, or one entry that they pass over."""
    waited, age = found.oldest_waiting_age or 0, found.checkpoint_age
    signed_late = age is None or age > LATE_AFTER_SECONDS
    if age is not None and signed_late and waited > SEALED_WITHIN_SECONDS:
        yield Alarm(
            "checkpoint-late",
            f"The log has not been signed for {age:.0f} seconds, and"
            f" {found.entries_waiting} entries wait.",
            ASK_OPERATOR,
            found.last_signed_at,
        )
    elif waited > LATE_AFTER_SECONDS:
        yield Alarm(
            "entry-late",
            f"An entry of the log has waited {waited:.0f} seconds for its place.",
            ASK_OPERATOR,
        )


def _failed_self_check() -> Iterator[Alarm]:
    ended = SelfCheck.objects.exclude(finished_at=None).order_by("-pk").first()
    if ended is None or not ended.failure:
        return
    yield Alarm(
        "self-check-failed",
        f"The log did not verify: {ended.failure}.",
        "Tell security now. An auditor must export the log and verify the export on"
        " another machine. Keep every checkpoint and backup that there is.",
        ended.finished_at,
    )


def _witnesses() -> Iterator[Alarm]:
    """Where publishing waits for witnesses, that they stay away."""
    if not settings.COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES:
        return
    try:
        size = witnessed_size(witness_policy())
    except WitnessPolicyError as error:
        yield Alarm(
            "witness-policy",
            f"Publishing waits for witnesses, and {error}.",
            "Nothing is published meanwhile. An administrator must correct the file.",
        )
        return
    beyond = Checkpoint.objects.filter(size__gt=size).order_by("size").first()
    late = timezone.now() - timedelta(seconds=LATE_AFTER_SECONDS)
    if beyond is None or beyond.signed_at > late:
        return
    yield Alarm(
        "witnesses-late",
        f"No quorum of witnesses has signed the log beyond its first {size} entries.",
        "What was approved since is not published. An administrator must see that"
        " askwitnesses runs and that the witnesses answer.",
        beyond.signed_at,
    )
