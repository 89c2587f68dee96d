"""Recording what a platform answered, if the claim still holds.

Nothing is sent here; one transaction writes outcome, receipt, status and log entry.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Credential
from accounts.roles import CredentialState
from audit.events import Event
from drafts.actions import locked
from publishing.actions.claim import Claim
from publishing.actions.moves import move, note, roll_up
from publishing.actions.send import target_of
from publishing.lifecycle import AttemptOutcome, PublicationStatus
from publishing.models import Attempt, Publication, Receipt
from publishing.platforms.protocol import (
    Later,
    Outcome,
    Permanent,
    Present,
    Sent,
    Unauthenticated,
    Unknown,
)


def record_outcome(claim: Claim, outcome: Outcome | None) -> bool:
    """Write the outcome; False when the fence has moved on and the word is not taken.

    `None` means that the lease was gone before anything was sent.
    """
    with transaction.atomic():
        draft = locked(claim.publication.revision.draft)
        publication = lock(claim.publication.pk)
        if not _holds(publication, claim):
            return False
        publication.revision.draft = draft
        _write(publication, claim.attempt, outcome)
        roll_up(draft, publication)
    return True


def lock(publication_id: int) -> Publication:
    return (
        Publication.objects.select_for_update(of=("self",))
        .select_related("revision__draft", "account")
        .get(pk=publication_id)
    )


def _holds(publication: Publication, claim: Claim) -> bool:
    return (
        publication.status == PublicationStatus.CLAIMED
        and publication.fence == claim.attempt.fence
    )


def _write(publication: Publication, attempt: Attempt, outcome: Outcome | None) -> None:
    match outcome:
        case Sent():
            end(attempt, AttemptOutcome.SENT, outcome.remote_id)
            confirm(publication, attempt, outcome)
        case Later():
            end(attempt, AttemptOutcome.LATER, outcome.answer)
            _try_later(publication, outcome.not_before, outcome.answer)
        case Permanent():
            end(attempt, AttemptOutcome.REFUSED, outcome.answer)
            move(publication, "refuse", {"why": f"Refused: {outcome.answer}"})
            note(Event.PUBLICATION_FAILED, publication)
        case Unauthenticated():
            end(attempt, AttemptOutcome.UNAUTHENTICATED, outcome.answer)
            _hold_for_credential(publication, outcome.answer)
        case Unknown():
            lose_sight(publication, attempt, outcome.answer)
        case None:
            end(attempt, AttemptOutcome.UNSENT, "the lease ran out before sending")
            _try_later(publication, timezone.now(), "It starts again.")


def end(attempt: Attempt, outcome: AttemptOutcome, answer: str) -> None:
    """Close an attempt; its log entry carries the outcome, and no words."""
    Attempt.objects.filter(pk=attempt.pk).update(
        outcome=outcome, answer=answer[:300], ended_at=timezone.now()
    )
    note(
        Event.OUTCOME_RECORDED,
        attempt.publication,
        details={
            "fence": attempt.fence,
            "part": attempt.part,
            "outcome": outcome.value,
        },
    )


def confirm(publication: Publication, attempt: Attempt, live: Sent | Present) -> None:
    """A part is live: write its receipt, and go on to the next part or finish."""
    Receipt.objects.create(
        publication=publication,
        part=attempt.part,
        remote_id=live.remote_id,
        url=live.url,
    )
    found = publication.status == PublicationStatus.UNKNOWN
    if attempt.part + 1 < len(target_of(publication).parts):
        verb = "find part" if found else "continue"
        move(publication, verb, {"due_at": timezone.now(), "lease_until": None})
        return
    verb = "find" if found else "confirm"
    move(publication, verb, {"lease_until": None, "why": ""})
    note(
        Event.PUBLICATION_PUBLISHED,
        publication,
        details={"remote_id": live.remote_id, "url": live.url},
    )


def lose_sight(publication: Publication, attempt: Attempt, answer: str) -> None:
    """The post may be live: nothing is sent again before it was looked up."""
    end(attempt, AttemptOutcome.UNKNOWN, answer)
    move(
        publication,
        "lose sight",
        {
            "lease_until": None,
            "look_up_at": timezone.now(),
            "absences": 0,
            "why": "No clear answer came. It is being looked up on the platform.",
        },
    )
    note(Event.PUBLICATION_UNKNOWN, publication, details={"answer": answer[:100]})


def _try_later(publication: Publication, not_before: datetime, answer: str) -> None:
    soonest = timezone.now() + timedelta(seconds=1)
    move(
        publication,
        "try later",
        {"due_at": max(not_before, soonest), "lease_until": None, "why": answer},
    )


def _hold_for_credential(publication: Publication, answer: str) -> None:
    Credential.objects.filter(account=publication.account_id).update(
        state=CredentialState.REFUSED
    )
    why = f"{publication.account} refused our sign-in ({answer}). Connect it again."
    move(publication, "hold", {"lease_until": None, "why": why[:300]})
    note(Event.PUBLICATION_HELD, publication, details={"why": "sign-in refused"})
