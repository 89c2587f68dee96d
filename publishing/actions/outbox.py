"""The outbox as drafts and approvals see it: enqueue, and recall what has not begun.

Everything here runs inside the caller's transaction, which holds the draft's lock.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person
from accounts.queries import capacities
from accounts.reasons import Reason
from audit.events import Event
from audit.log import Actor
from drafts.content import Target, moment
from drafts.models import Draft, Revision
from drafts.outbox import InTheWay
from drafts.platforms import Misfit
from drafts.purposes import Purpose
from publishing.actions.moves import move, note
from publishing.actions.replacing import make_room, tell_who_makes_room
from publishing.lifecycle import RECALLABLE, PublicationStatus
from publishing.models import Publication, Recheck
from publishing.platforms.rendering import freeze, render, wire_digest
from publishing.policy.making_room import people_who_may
from publishing.policy.replacing import misfits_in_place
from publishing.policy.takedowns import NO_ROLE, may_take_down
from publishing.queries.corrections import in_the_way, is_being_deleted


class PublicationOutbox:
    """Implements `drafts.outbox.Outbox` with rows of this app."""

    def enqueue(
        self, revision: Revision, *, authorisation: UUID, due_at: datetime
    ) -> None:
        urgent = revision.content.purpose == Purpose.LIFE_SAFETY
        for target in revision.content.targets:
            wire = freeze(render(target))
            publication = Publication.objects.create(
                authorisation_id=authorisation,
                revision=revision,
                digest=revision.digest,
                account_id=target.account,
                client_key=f"{authorisation.hex}-{target.account}",
                wire=wire,
                wire_digest=wire_digest(wire),
                priority=0 if urgent else 1,
                due_at=due_at,
                try_at=due_at,
                not_after=moment(revision.content.not_after),
            )
            note(
                Event.PUBLICATION_SCHEDULED,
                publication,
                details={"wire": publication.wire_digest.hex()},
            )
        tell_who_makes_room(revision.draft)

    def misfits(self, target: Target) -> Sequence[Misfit]:
        return misfits_in_place(target)

    def in_the_way(self, revision: Revision, *, by: Person) -> InTheWay | None:
        found = in_the_way(revision.draft, revision.content)
        if not found:
            return None
        return InTheWay(
            accounts=[str(each.account) for each in found],
            against=[] if may_take_down(by) else [NO_ROLE],
            people=[person.name for person in people_who_may()],
            begun=all(is_being_deleted(each) for each in found),
        )

    def make_room(self, draft: Draft, *, by: Person, reason: str) -> None:
        make_room(draft, by=by, reason=reason)

    def reasons_against_recall(self, draft: Draft) -> Sequence[Reason]:
        begun = [
            publication
            for publication in self._live(draft)
            if PublicationStatus(publication.status) not in RECALLABLE
            or publication.receipts.exists()
        ]
        return [
            Reason(
                "already-sent",
                f"It is already on its way to {publication.account}, so it cannot be "
                "changed here. Ask for a correction or a takedown instead.",
            )
            for publication in begun[:1]
        ]

    def recall(self, draft: Draft, *, by: Person, why: str) -> None:
        self.recall_as(capacities(by)[0].actor, draft, why=why)

    def recall_as(self, actor: Actor, draft: Draft, *, why: str) -> None:
        """Cancel what has not begun, also where no person but the clock does it."""
        for publication in (
            self._live(draft)
            .filter(status__in=RECALLABLE)
            .select_for_update(of=("self",))
        ):
            move(publication, "cancel", {"why": f"Cancelled: {why}."})
            note(
                Event.PUBLICATION_CANCELLED,
                publication,
                actor=actor,
                details={"why": why},
            )

    def check_again(self, *, why: str, proposal: int) -> None:
        """One that has not begun reads the registers later, so it will do for this too."""
        waiting = Recheck.objects.filter(began_at=None).select_for_update().first()
        if waiting is None:
            Recheck.objects.create(why=why, proposal=proposal)
        else:
            Recheck.objects.filter(pk=waiting.pk).update(
                why="Several registers changed.", proposal=proposal
            )

    def _live(self, draft: Draft) -> QuerySet[Publication]:
        """Publications of the draft that are not closed without a trace."""
        return (
            Publication.objects.filter(revision__draft=draft)
            .exclude(
                status__in=(PublicationStatus.CANCELLED, PublicationStatus.FAILED),
                receipts__isnull=True,
            )
            .select_related("revision", "account")
            .order_by("pk")
        )
