"""Approving exactly these words, and every way in which it must not happen."""

import pytest

from accounts.reasons import RefusedError
from approvals.actions import approve, send_back
from drafts.actions import save, submit
from drafts.lifecycle import Status
from publishing.models import Publication
from tests.cast import Cast, a_draft, a_submitted_draft, current, words


def codes(refused: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_approval_writes_the_outbox_in_the_same_transaction(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    revision = current(draft)

    approve(revision, by=cast.priya, digest=bytes(revision.digest))

    draft.refresh_from_db()
    publication = Publication.objects.get()
    assert draft.status == Status.APPROVED
    assert publication.status == "waiting"
    assert bytes(publication.digest) == bytes(revision.digest)


def test_author_cannot_approve_own_words(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    with pytest.raises(RefusedError) as refused:
        approve(revision, by=cast.alice, digest=bytes(revision.digest))
    assert "own-words" in codes(refused)
