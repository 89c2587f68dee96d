"""Who could approve words that are still being written, by name.

Nothing is decided and no row is changed: the plan of a submitted revision is the policy's.
"""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from django.utils import timezone

from accounts.models import Delegation
from accounts.queries import delegations_in_force
from accounts.queries.organisation import Acting, acting_by_post, people_in_today
from accounts.roles import DECIDING_ROLES
from drafts.approvers import Asked
from drafts.content import Content
from guidance.content import AuthorityClass


MOST_NAMES = 6


class HoldersOfAuthority:
    """Whoever is in today, in a deciding post whose delegation reaches the accounts."""

    def who_could(
        self, content: Content, *, classes: Collection[str], authors: Collection[UUID]
    ) -> Sequence[Asked]:
        wanted = sorted(classes) or [AuthorityClass.ROUTINE.value]
        held = list(_delegations(content, wanted))
        acting = acting_by_post(at=timezone.now())
        absent = set(authors).union(_away(acting))
        return [
            Asked(
                name,
                tuple(
                    _called(
                        each
                        for delegation in held
                        if name in delegation.classes
                        for each in acting.get(delegation.job_post_id, ())
                        if each.person.pk not in absent
                    )
                )[:MOST_NAMES],
            )
            for name in wanted
        ]


def _delegations(content: Content, wanted: Collection[str]) -> Iterator[Delegation]:
    """The standing delegations in force that reach every account of the content."""
    accounts = {target.account for target in content.targets}
    found = delegations_in_force(timezone.now()).filter(
        classes__overlap=list(wanted),
        one_draft__isnull=True,
        job_post__roles__overlap=list(DECIDING_ROLES),
    )
    for delegation in found.prefetch_related("accounts").order_by("pk"):
        if accounts <= {account.pk for account in delegation.accounts.all()}:
            yield delegation


def _away(acting: dict[int, list[Acting]]) -> set[UUID]:
    """Whoever holds a post and is not in today."""
    holders = {each.person.pk for every in acting.values() for each in every}
    return holders.difference(people_in_today().values_list("pk", flat=True))


def _called(found: Iterator[Acting]) -> list[str]:
    return sorted({f"{each.person.name}, {each.title}" for each in found})
