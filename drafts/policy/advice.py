"""Who may ask about a draft and who may answer, and what waits for an answer: reasons only.

Nothing here changes a row; asking is right, so little stands against it.
"""

from accounts.models import Person
from accounts.queries import Capacity, capacities
from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES, TEAM_READING_ROLES, Role
from accounts.templatetags.times import when_in_words
from drafts.lifecycle import Status
from drafts.models import AdviceRequest, Draft, Revision
from drafts.policy.disputes import CLOSED, MOST_CHARACTERS


ADVISING_ROLES = DECIDING_ROLES
OF_EVERY_TEAM = DECIDING_ROLES[1:]


def capacity_near(draft: Draft, person: Person) -> Capacity | None:
    """In which post somebody asks or answers about a draft: one that reads it."""
    for held in capacities(person):
        of_team = held.team_id == draft.team_id and held.role in TEAM_READING_ROLES
        if of_team or held.role in OF_EVERY_TEAM:
            return held
    return None


def reasons_against_asking(draft: Draft, *, by: Person) -> list[Reason]:
    reasons = []
    if draft.status == Status.APPROVED:
        reasons.append(
            Reason(
                "approved-already",
                "These words are approved. To stop them, change them, or ask for a hold.",
            )
        )
    elif Status(draft.status) in CLOSED:
        reasons.append(
            Reason("closed", "Nothing of this draft waits for a decision now.")
        )
    if capacity_near(draft, by) is None:
        reasons.append(
            Reason(
                "no-asking-role",
                "Advice is asked for by those who write, check or decide on this draft.",
            )
        )
    return reasons


def reasons_against_question(
    draft: Draft, *, by: Person, of: Person | Role, question: str
) -> list[Reason]:
    """Why this question may not be put to this person or role."""
    reasons = reasons_against_asking(draft, by=by)
    if isinstance(of, Person):
        reasons += _against_adviser(draft, by, of)
    elif of not in ADVISING_ROLES:
        reasons.append(NOT_AN_ADVISER)
    if not question.strip():
        reasons.append(
            Reason("needs-question", "Say what you are unsure about, in a sentence.")
        )
    if len(question) > MOST_CHARACTERS:
        reasons.append(Reason("too-long", "Keep the question to 2,000 characters."))
    return reasons


NOT_AN_ADVISER = Reason("not-an-adviser", "Choose somebody from the list.")


def _against_adviser(draft: Draft, by: Person, of: Person) -> list[Reason]:
    if of == by:
        return [Reason("asked-oneself", "Choose somebody else to ask.")]
    if draft.revisions.filter(created_by=of).exists():
        return [
            Reason(
                "adviser-wrote",
                f"{of.name} wrote part of this. Ask somebody who did not.",
            )
        ]
    held = capacity_near(draft, of)
    roles = {each.role for each in capacities(of)}
    if held is None or not roles.intersection(ADVISING_ROLES):
        return [NOT_AN_ADVISER]
    return []


def answering_capacity(request: AdviceRequest, person: Person) -> Capacity | None:
    """In which post somebody answers: the one asked, or the head of digital for all."""
    if request.asked_person_id == person.pk:
        return capacity_near(request.draft, person)
    for held in capacities(person):
        if held.role == Role.HEAD_OF_DIGITAL or _is_asked(held, request):
            return held
    return None


def _is_asked(held: Capacity, request: AdviceRequest) -> bool:
    near = held.role != Role.LINE_MANAGER or held.team_id == request.draft.team_id
    return held.role == request.asked_role and near


def reasons_against_answering(
    request: AdviceRequest, *, by: Person, answer: str | None = None
) -> list[Reason]:
    """Why this person may not answer; `answer` None asks for the page only."""
    reasons = []
    if answering_capacity(request, by) is None:
        reasons.append(
            Reason("not-asked", f"{request.asked_of} was asked, and answers this.")
        )
    if request.asked_by_id == by.pk:
        reasons.append(
            Reason("own-question", "You asked this, so somebody else answers.")
        )
    if request.draft.revisions.filter(created_by=by).exists():
        reasons.append(
            Reason("own-words", "You wrote part of this, so somebody else answers.")
        )
    if hasattr(request, "answered"):
        name = request.answered.given_by.name
        reasons.append(Reason("answered-already", f"{name} has answered this already."))
    return reasons if answer is None else reasons + _words(answer)


def _words(answer: str) -> list[Reason]:
    if not answer.strip():
        return [Reason("needs-answer", "Write your advice.")]
    if len(answer) > MOST_CHARACTERS:
        return [Reason("too-long", "Keep the advice to 2,000 characters.")]
    return []


def reasons_while_in_doubt(revision: Revision) -> list[Reason]:
    """Why nothing of a draft is approved yet: who was asked, and since when."""
    asked = list(
        AdviceRequest.objects.filter(draft=revision.draft_id)
        .select_related("asked_by", "asked_person", "answered")
        .order_by("pk")
    )
    if revision.content.unsure and not asked:
        return [NOBODY_ASKED]
    return [_waiting(each) for each in asked if not hasattr(each, "answered")]


NOBODY_ASKED = Reason(
    "in-doubt",
    "The author is unsure of these words, and nobody has been asked. "
    "Ask for advice first.",
)


def _waiting(request: AdviceRequest) -> Reason:
    return Reason(
        "advice-open",
        f"{request.asked_by.name} asked for advice {when_in_words(request.asked_at)}: "
        f"{request.asked_of}. It can be approved once the answer is here.",
    )
