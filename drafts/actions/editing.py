"""The verbs of a draft: create, save, submit, withdraw, and the moves of upper apps.

Each locks, asks the policy, changes and logs in one transaction; nothing is sent here.
"""

from collections.abc import Mapping

from django.db import connection, transaction

from accounts.models import Person, Team
from accounts.queries import Capacity
from accounts.reasons import Reason, RefusedError, refuse_for
from audit.events import Event
from audit.log import Subject, record
from drafts import policy
from drafts.actions.asking import ask_for_unsure
from drafts.actions.checking import store_check
from drafts.actions.explaining import keep_reasons, reasons_given
from drafts.approvers import approvers
from drafts.checks import check_content
from drafts.content import Content, canonical, digest, moment
from drafts.lifecycle import MOVES, Status
from drafts.models import Check, Draft, Revision
from drafts.outbox import outbox
from drafts.policy.disputes import standing, without_disputed
from drafts.policy.fitting import reasons_against_fit
from drafts.policy.lines import with_its_line
from drafts.policy.statements import reasons_against_silence
from guidance.engine import CheckResult


# A move of the lifecycle; written out, because every post that goes out makes one.
ADVANCE = """/* planned once */
UPDATE drafts_draft SET status = %s, changed_at = statement_timestamp() WHERE id = %s
"""


class StaleRevisionError(RefusedError):
    """Somebody else saved since this form was opened; `current` holds their words."""

    def __init__(self, current: Revision) -> None:
        self.current = current
        super().__init__(
            [
                Reason(
                    "stale",
                    f"{current.created_by.name} saved revision {current.number} while you "
                    "were writing. Your words are below, theirs beside them.",
                )
            ]
        )


def subject_of(draft: Draft) -> Subject:
    return Subject("draft", str(draft.pk))


def create_draft(*, by: Person, team: Team, title: str, content: Content) -> Draft:
    """Open a draft with its first revision."""
    capacity = policy.editing_capacity(by, team_id=team.pk)
    if capacity is None:
        raise RefusedError([policy.NOT_ON_TEAM])
    refuse_for(policy.reasons_against_content(content, by=by))
    with transaction.atomic():
        draft = Draft.objects.create(title=title, team=team, author=by)
        record(
            Event.DRAFT_CREATED,
            actor=capacity.actor,
            subject=subject_of(draft),
            details={"team": team.name},
        )
        _write_revision(draft, capacity=capacity, content=content)
    return draft


def save(
    draft: Draft, *, by: Person, title: str, content: Content, based_on: int
) -> Revision:
    """Write a new revision; the same content keeps the revision that stands.

    `based_on` is the revision number that the form was opened on. Raises
    `StaleRevisionError` when it is no longer the current one.
    """
    with transaction.atomic():
        draft = locked(draft)
        current = current_revision(draft)
        refuse_for(policy.reasons_against_edit(draft, by=by))
        if current.number != based_on:
            raise StaleRevisionError(current)
        if title != draft.title:
            _rename(draft, title, capacity=_editor(draft, by))
        content = with_its_line(content)
        if digest(content) == bytes(current.digest):
            return current
        refuse_for(policy.reasons_against_content(content, by=by))
        outbox().recall(draft, by=by, why="the words were changed")
        return _write_revision(draft, capacity=_editor(draft, by), content=content)


def submit(
    draft: Draft,
    *,
    by: Person,
    based_on: int,
    reasons: Mapping[str, str] | None = None,
    explanation: str = "",
) -> CheckResult:
    """Check the current revision and put it in front of the approvers.

    `reasons` says, rule by rule, why what the check warns of should stay;
    `explanation` stands for every warning that has no reason of its own.
    """
    with transaction.atomic():
        draft = locked(draft)
        revision = current_revision(draft)
        if revision.number != based_on:
            raise StaleRevisionError(revision)
        if draft.status in (Status.FAILED, Status.EXPIRED):
            revision = _offer_again(draft, revision, by=by)
        result = check_content(revision.content, draft=draft)
        stands = standing(result, draft=draft)
        given = reasons_given(result, reasons=reasons or {}, explanation=explanation)
        refuse_for(
            policy.reasons_against_content(revision.content, by=by)
            + reasons_against_fit(revision.content)
            + policy.reasons_against_submit(
                draft, by=by, result=stands, reasons_given=given
            )
            + reasons_against_silence(
                revision.content, without_disputed(stands, draft=draft)
            )
        )
        capacity = _editor(draft, by)
        check = store_check(
            revision,
            result,
            standing=stands,
            capacity=capacity,
            explanation=explanation.strip(),
        )
        keep_reasons(check, given, capacity=capacity)
        advance(draft, verb="submit")
        if revision.content.unsure:
            ask_for_unsure(revision, capacity=capacity)
        _record_submission(revision, check, capacity=capacity)
        approvers().tell_deciders(revision)
    return result


def withdraw(draft: Draft, *, by: Person) -> None:
    """Close a draft for good; publications that have not begun are cancelled."""
    with transaction.atomic():
        draft = locked(draft)
        refuse_for(policy.reasons_against_withdraw(draft, by=by))
        outbox().recall(draft, by=by, why="the draft was withdrawn")
        advance(draft, verb="withdraw")
        record(
            Event.DRAFT_WITHDRAWN,
            actor=_editor(draft, by).actor,
            subject=subject_of(draft),
            digest=bytes(current_revision(draft).digest),
        )


def locked(draft: Draft) -> Draft:
    """The draft as it stands now, locked until the transaction ends."""
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


def current_revision(draft: Draft) -> Revision:
    return draft.revisions.select_related("created_by").latest("number")


def advance(draft: Draft, *, verb: str) -> None:
    """Make a move of the lifecycle on a locked draft; refuse one that it has not."""
    refuse_for(policy.reasons_against_move(draft, verb))
    draft.status = MOVES[Status(draft.status)][verb]
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [draft.status, draft.pk])


def mark_returned(draft: Draft) -> None:
    """Send a locked draft back, and remember which words were sent back."""
    advance(draft, verb="return")
    returned = bytes(current_revision(draft).digest)
    Draft.objects.filter(pk=draft.pk).update(returned_digest=returned)


def _editor(draft: Draft, by: Person) -> Capacity:
    capacity = policy.editing_capacity(by, team_id=draft.team_id)
    if capacity is None:
        raise RefusedError([policy.NOT_ON_TEAM])
    return capacity


def _rename(draft: Draft, title: str, *, capacity: Capacity) -> None:
    """The title is for colleagues only: no decision covers it."""
    Draft.objects.filter(pk=draft.pk).update(title=title)
    record(
        Event.DRAFT_RENAMED,
        actor=capacity.actor,
        subject=subject_of(draft),
        personal={"title": title},
    )


def _offer_again(draft: Draft, revision: Revision, *, by: Person) -> Revision:
    """The same words as a new revision: what was decided on the old one is over."""
    refuse_for(policy.reasons_against_edit(draft, by=by))
    return _write_revision(draft, capacity=_editor(draft, by), content=revision.content)


def _write_revision(draft: Draft, *, capacity: Capacity, content: Content) -> Revision:
    content = with_its_line(content)
    last = draft.revisions.order_by("-number").values_list("number", flat=True).first()
    revision = Revision.objects.create(
        draft=draft,
        number=(last or 0) + 1,
        canonical=canonical(content),
        digest=digest(content),
        created_by=capacity.person,
    )
    advance(draft, verb="edit")
    draft.current = revision
    Draft.objects.filter(pk=draft.pk).update(
        current=revision, slot_ends_at=moment(content.not_after)
    )
    record(
        Event.REVISION_SAVED,
        actor=capacity.actor,
        subject=subject_of(draft),
        digest=digest(content),
        details={"revision": revision.number},
    )
    return revision


def _record_submission(revision: Revision, check: Check, *, capacity: Capacity) -> None:
    record(
        Event.REVISION_SUBMITTED,
        actor=capacity.actor,
        subject=subject_of(revision.draft),
        digest=bytes(revision.digest),
        details={"revision": revision.number, "classes": list(check.classes)},
        personal={"explanation": check.explanation} if check.explanation else None,
    )
