"""The verb of a comment: say something about the words, for those who work on them.

It decides nothing: sending back, doubting and approving are verbs of their own.
"""

from django.db import transaction
from django.urls import reverse

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.reasons import RefusedError, refuse_for
from audit.events import Event
from audit.log import record
from drafts.actions.editing import current_revision, locked, subject_of
from drafts.models import Comment, Draft
from drafts.policy.advice import capacity_near
from drafts.policy.comments import NOT_NEAR, reasons_against_comment


def comment(draft: Draft, *, by: Person, words: str) -> Comment:
    """Comment on the draft as it stands, and tell its author."""
    with transaction.atomic():
        draft = locked(draft)
        revision = current_revision(draft)
        refuse_for(reasons_against_comment(draft, by=by, words=words))
        capacity = capacity_near(draft, by)
        if capacity is None:
            raise RefusedError([NOT_NEAR])
        entry = record(
            Event.COMMENT_MADE,
            actor=capacity.actor,
            subject=subject_of(draft),
            digest=bytes(revision.digest),
            details={"revision": revision.number},
            personal={"comment": words.strip()},
        )
        said = Comment.objects.create(
            draft=draft,
            revision=revision,
            written_by=by,
            post=capacity.post,
            words=words.strip(),
            entry=entry,
        )
        tell_everyone(
            [draft.author] if draft.author != by else [],
            kind=NoticeKind.COMMENT,
            subject=subject_of(draft),
            path=reverse("review", args=[draft.pk]),
            why=f"{by.name} commented.",
        )
    return said
