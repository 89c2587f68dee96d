"""Writing down a question about a draft and telling who is asked, for the verbs that ask.

Nothing is decided here: each verb has asked the policy already.
"""

from django.urls import reverse

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity
from accounts.roles import Role
from audit.events import Event
from audit.log import Subject, record
from drafts.models import AdviceRequest, Revision
from drafts.queries.advice import default_adviser, people_asked


UNSURE = "I am not sure about these words. Please read them before they go out."


def ask_for_unsure(revision: Revision, *, capacity: Capacity) -> None:
    """Ask on behalf of an author who ticked "I am not sure" and asked nobody."""
    if AdviceRequest.objects.filter(draft=revision.draft_id).exists():
        return
    adviser = default_adviser(revision.draft, asker=capacity.person)
    put_question(revision, capacity=capacity, of=adviser, question=UNSURE)


def put_question(
    revision: Revision, *, capacity: Capacity, of: Person | Role, question: str
) -> AdviceRequest:
    """Store a question with its entry in the log, and tell whoever is asked."""
    subject = Subject("draft", str(revision.draft_id))
    entry = record(
        Event.ADVICE_ASKED,
        actor=capacity.actor,
        subject=subject,
        digest=bytes(revision.digest),
        details={"asked_of": str(of.pk) if isinstance(of, Person) else of.value},
        personal={"question": question},
    )
    request = AdviceRequest.objects.create(
        draft=revision.draft,
        revision=revision,
        digest=revision.digest,
        asked_by=capacity.person,
        asked_person=of if isinstance(of, Person) else None,
        asked_role="" if isinstance(of, Person) else of.value,
        question=question,
        entry=entry,
    )
    tell_everyone(
        people_asked(request),
        kind=NoticeKind.ADVICE_ASKED,
        subject=subject,
        path=reverse("advice", args=[request.pk]),
        why=f"{capacity.person.name} asks, {request.reference}.",
    )
    return request
