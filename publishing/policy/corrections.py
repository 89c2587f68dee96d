"""How a published post may be put right on each account, and who may begin to.

Nothing here changes a row.
"""

from collections.abc import Mapping, Sequence

from django.db import models

from accounts.models import Person
from accounts.reasons import Reason
from drafts.models import Draft
from drafts.policy import NOT_ON_TEAM, editing_capacity
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication
from publishing.platforms.registry import capabilities_of
from publishing.queries.corrections import is_being_deleted


class Way(models.TextChoices):
    EDIT = "edit", "Put the new words in the place of the old ones"
    REPLY = "reply", "Answer the old post; both stay live"
    NEW = "new", "A new post, once the old one is taken down"
    LEAVE = "leave", "Leave this account as it is"


WAS_LIVE = (PublicationStatus.PUBLISHED, PublicationStatus.TAKEN_DOWN)


def ways_for(publication: Publication) -> list[Way]:
    """What can be done there, the best first.

    A thread is not edited: its later parts would be sent a second time.
    """
    if publication.status not in WAS_LIVE:
        return []
    capabilities = capabilities_of(publication.account.platform)
    live = publication.status == PublicationStatus.PUBLISHED and not is_being_deleted(
        publication
    )
    single = publication.receipts.count() == 1
    ways = [Way.EDIT] if live and single and capabilities.edit else []
    ways += [Way.REPLY] if live and capabilities.replies else []
    return [*ways, Way.NEW, Way.LEAVE]


def may_correct(draft: Draft, *, by: Person) -> bool:
    return editing_capacity(by, team_id=draft.team_id) is not None


def reasons_against_correcting(
    draft: Draft,
    publications: Sequence[Publication],
    ways: Mapping[int, Way],
    *,
    by: Person,
) -> list[Reason]:
    """Why this person may not begin to put a post right like this."""
    reasons = [] if may_correct(draft, by=by) else [NOT_ON_TEAM]
    chosen = [each for each in publications if _is_corrected(each, ways)]
    if not chosen:
        reasons.append(
            Reason("nothing-chosen", "Choose at least one account to put it right on.")
        )
    if any(ways[each.pk] not in ways_for(each) for each in chosen):
        reasons.append(
            Reason("no-such-way", "One account changed meanwhile. Choose again.")
        )
    return reasons


def _is_corrected(publication: Publication, ways: Mapping[int, Way]) -> bool:
    return ways.get(publication.pk, Way.LEAVE) != Way.LEAVE
