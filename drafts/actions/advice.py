"""The verbs of a doubt: ask somebody, mark a doubt without naming whom, and answer.

Each locks, asks the policy, changes and logs in one transaction.
"""

import hmac

from django.db import transaction
from django.urls import reverse

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import record
from drafts.actions.asking import put_question
from drafts.actions.editing import current_revision, locked, subject_of
from drafts.models import AdviceAnswer, AdviceRequest, Draft, Revision
from drafts.policy import advice as policy
from drafts.queries.advice import default_adviser, requests


def ask_for_advice(
    draft: Draft, *, by: Person, of: Person | Role, question: str, digest: bytes
) -> AdviceRequest:
    """Put a question about exactly these words; nothing is approved until it is answered.

    `digest` is that of the words that the person was shown.
    """
    with transaction.atomic():
        draft = locked(draft)
        refuse_for(
            policy.reasons_against_question(draft, by=by, of=of, question=question)
        )
        return put_question(
            _same_words(draft, digest),
            capacity=_near(draft, by),
            of=of,
            question=question.strip(),
        )


def mark_doubt(draft: Draft, *, by: Person, doubt: str, digest: bytes) -> AdviceRequest:
    """Pause a draft for a doubt, and ask whoever answers doubts in this team."""
    adviser = default_adviser(draft, asker=by)
    return ask_for_advice(draft, by=by, of=adviser, question=doubt, digest=digest)


def answer_advice(request: AdviceRequest, *, by: Person, answer: str) -> AdviceAnswer:
    """Answer a question; the answer stays with the draft, whatever becomes of it."""
    with transaction.atomic():
        draft = locked(request.draft)
        request = requests().get(pk=request.pk)
        refuse_for(policy.reasons_against_answering(request, by=by, answer=answer))
        capacity = _answering(request, by)
        entry = record(
            Event.ADVICE_GIVEN,
            actor=capacity.actor,
            subject=subject_of(draft),
            digest=bytes(request.digest),
            details={"request": request.reference, "asked": str(request.entry)},
            personal={"answer": answer.strip()},
        )
        given = AdviceAnswer.objects.create(
            request=request,
            given_by=by,
            post=capacity.post,
            answer=answer.strip(),
            entry=entry,
        )
        _tell_asker(request, by)
    return given


def _same_words(draft: Draft, digest: bytes) -> Revision:
    revision = current_revision(draft)
    if not hmac.compare_digest(bytes(revision.digest), digest):
        raise RefusedError(
            [
                Reason(
                    "other-words",
                    "The words were changed since this page was opened. "
                    "Read them, then ask.",
                )
            ]
        )
    revision.draft = draft
    return revision


def _near(draft: Draft, by: Person) -> Capacity:
    capacity = policy.capacity_near(draft, by)
    if capacity is None:
        raise RefusedError(policy.reasons_against_asking(draft, by=by))
    return capacity


def _answering(request: AdviceRequest, by: Person) -> Capacity:
    capacity = policy.answering_capacity(request, by)
    if capacity is None:
        raise RefusedError(policy.reasons_against_answering(request, by=by))
    return capacity


def _tell_asker(request: AdviceRequest, by: Person) -> None:
    """Who asked, and whoever wrote the words, read the answer on the draft."""
    tell_everyone(
        [request.asked_by, request.draft.author],
        kind=NoticeKind.ADVICE_ANSWERED,
        subject=subject_of(request.draft),
        path=reverse("advice", args=[request.pk]),
        why=f"{by.name} answered {request.reference}.",
    )
