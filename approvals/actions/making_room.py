"""Approving corrected words and having the post taken down that they replace, in one act.

Who may take a post down is publishing's to say, which is asked through its port.
"""

from django.db import transaction

from accounts.models import Person
from approvals.actions.deciding import approve
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from drafts.outbox import outbox


def approve_and_make_room(
    revision: Revision, *, by: Person, digest: bytes, reason: str
) -> None:
    """Approve; and where nothing more is needed, take down what is in the way.

    Where somebody else has to approve too, nothing is taken down yet. Raises
    `RefusedError`, and then nothing is approved either.
    """
    with transaction.atomic():
        approve(revision, by=by, digest=digest)
        draft = Draft.objects.get(pk=revision.draft_id)
        if draft.status != Status.APPROVED:
            return
        found = outbox().in_the_way(revision, by=by)
        if found is not None and not found.begun:
            outbox().make_room(draft, by=by, reason=reason)
