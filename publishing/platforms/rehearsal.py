"""The rehearsal network: a platform inside the product, for training and exercises.

It takes the same words twice if asked twice, as X does: the publisher must not ask.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from publishing.models import RehearsalPost, RehearsalSwitch
from publishing.platforms.protocol import (
    Absent,
    Capabilities,
    Deleted,
    Idempotency,
    Later,
    Lookup,
    Outcome,
    Present,
    Rendered,
    Sent,
    Sighting,
    Unauthenticated,
    Unknown,
)


Fault = RehearsalSwitch.Fault
NO_ANSWER = "no answer in time"


class RehearsalAdapter:
    """One rehearsal account; `secret` holds its `token`."""

    capabilities = Capabilities(
        idempotency=Idempotency.NONE,
        lookup=Lookup.BY_KEY,
        settle_delay=timedelta(seconds=2),
        absences_needed=2,
        threads=True,
    )

    def __init__(self, handle: str, secret: dict[str, str]) -> None:
        self.handle = handle
        self.token = secret.get("token", "")

    def prepare(self, text: str, *, reply_to: str | None) -> Rendered:
        return Rendered(text=text, reply_to=reply_to)

    def publish(self, rendered: Rendered, *, key: str) -> Outcome:
        fault = self._fault()
        if fault is not None and fault != Fault.TIMEOUT_AFTER:
            return refusal(fault)
        post = RehearsalPost.objects.create(
            handle=self.handle,
            client_key=key,
            text=rendered.text,
            reply_to=rendered.reply_to or "",
        )
        if fault == Fault.TIMEOUT_AFTER:
            return Unknown(NO_ANSWER)
        return Sent(str(post.pk), permalink(post))

    def look_up(self, rendered: Rendered, *, key: str, since: datetime) -> Sighting:
        post = RehearsalPost.objects.filter(handle=self.handle, client_key=key).first()
        if post is None:
            return Absent()
        if post.deleted_at is not None:
            return Deleted()
        return Present(str(post.pk), permalink(post))

    def check_credentials(self) -> bool:
        switch = RehearsalSwitch.objects.filter(handle=self.handle, times__gt=0).first()
        return bool(self.token) and (switch is None or switch.fault != Fault.REVOKED)

    def _fault(self) -> Fault | None:
        """The fault to inject into this call; each call uses one up."""
        if not self.token:
            return Fault.REVOKED
        with transaction.atomic():
            switch = (
                RehearsalSwitch.objects.select_for_update()
                .filter(handle=self.handle, times__gt=0)
                .first()
            )
            if switch is None:
                return None
            RehearsalSwitch.objects.filter(pk=switch.pk).update(times=F("times") - 1)
        return Fault(switch.fault)


def refusal(fault: Fault) -> Outcome:
    """What the network answers instead of accepting the post."""
    match fault:
        case Fault.REVOKED:
            return Unauthenticated("401: this token was revoked")
        case Fault.RATE_LIMIT:
            soon = timezone.now() + timedelta(seconds=2)
            return Later(soon, "429: too many posts, try later")
        case _:
            return Unknown(NO_ANSWER)


def permalink(post: RehearsalPost) -> str:
    return f"/rehearsal/{post.handle.removeprefix('@')}/{post.pk}"
