"""Recording what a platform answered, if the claim still holds.

Nothing is sent here; one transaction writes outcome, receipt, status and log entry.
"""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import Credential
from accounts.roles import CredentialState
from audit.events import Event
from audit.log import Subject, record
from drafts.queries import database_time
from publishing.actions.claim import Claim
from publishing.actions.moves import SERVICE, move, note, roll_up
from publishing.actions.rows import end_attempt, keep_receipt
from publishing.actions.send import NotSent, target_of
from publishing.lifecycle import AttemptOutcome, PublicationStatus
from publishing.models import Attempt, Publication
from publishing.platforms.protocol import (
    Later,
    Outcome,
    Permanent,
    Present,
    Sent,
    Unauthenticated,
    Unknown,
)
from publishing.queries.in_hand import lock_claimed


LONGEST_PAUSE = timedelta(minutes=5)


def record_outcome(claim: Claim, outcome: Outcome | NotSent) -> bool:
    """Write the outcome; False when the fence has moved on and the word is not taken."""
    publication = claim.publication
    with transaction.atomic():
        if not lock_claimed(publication, fence=claim.attempt.fence):
            return False
        _write(publication, claim.attempt, outcome)
        roll_up(publication.revision.draft, publication)
    return True


def lock(publication_id: int) -> Publication:
    return (
        Publication.objects.select_for_update(of=("self",))
        .select_related("revision__draft", "account")
        .get(pk=publication_id)
    )


def _write(
    publication: Publication, attempt: Attempt, outcome: Outcome | NotSent
) -> None:
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
            _hold_for_credential(publication, attempt, outcome.answer)
        case Unknown():
            lose_sight(publication, attempt, outcome.answer)
        case NotSent():
            end(attempt, AttemptOutcome.UNSENT, outcome.answer)
            _put_back(publication, outcome)


def end(attempt: Attempt, outcome: AttemptOutcome, answer: str) -> None:
    """Close an attempt; its log entry carries the outcome, and no words."""
    end_attempt(attempt, outcome, answer)
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
    keep_receipt(publication, part=attempt.part, remote_id=live.remote_id, url=live.url)
    found = publication.status == PublicationStatus.UNKNOWN
    if attempt.part + 1 < len(target_of(publication).parts):
        verb = "find part" if found else "continue"
        move(publication, verb, {"try_at": database_time(), "lease_until": None})
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
            "look_up_at": database_time(),
            "look_ups": 0,
            "absences": 0,
            "last_sighting": "",
            "why": "No clear answer came. It is being looked up on the platform.",
        },
    )
    note(Event.PUBLICATION_UNKNOWN, publication, details={"answer": answer[:100]})


def _put_back(publication: Publication, unsent: NotSent) -> None:
    """Nothing was sent: for a person to mend, or simply to be claimed again."""
    if not unsent.hold:
        _try_later(publication, database_time(), unsent.answer)
        return
    why = f"It was not sent: {unsent.answer}. Mend that, then release the post."
    move(publication, "hold", {"lease_until": None, "why": why[:300]})
    note(Event.PUBLICATION_HELD, publication, details={"why": "not prepared"})


def _try_later(publication: Publication, not_before: datetime, answer: str) -> None:
    """Wait as long as the platform says, and longer after every try: 1 s to 5 min."""
    tries = publication.attempts.filter(outcome=AttemptOutcome.LATER).count()
    soonest = database_time() + min(
        timedelta(seconds=2 ** min(tries, 16)), LONGEST_PAUSE
    )
    move(
        publication,
        "try later",
        {"try_at": max(not_before, soonest), "lease_until": None, "why": answer},
    )


def _hold_for_credential(
    publication: Publication, attempt: Attempt, answer: str
) -> None:
    """The platform refused the credential of this attempt; a newer one stays live."""
    refused = Credential.objects.filter(
        account=publication.account_id, stored_at__lt=attempt.started_at
    ).update(state=CredentialState.REFUSED)
    if refused:
        record(
            Event.ACCOUNT_CHANGED,
            actor=SERVICE,
            subject=Subject("account", str(publication.account_id)),
            details={"credential": CredentialState.REFUSED.value},
        )
    why = f"{publication.account} refused our sign-in ({answer}). Connect it again."
    move(publication, "hold", {"lease_until": None, "why": why[:300]})
    note(Event.PUBLICATION_HELD, publication, details={"why": "sign-in refused"})
