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
from publishing.queries.corrections import corrected_by, is_being_deleted, original


class Way(models.TextChoices):
    EDIT = "edit", "Put the new words in the place of the old ones"
    REPLY = "reply", "Answer the old post; both stay live"
    NEW = "new", "A new post, once the old one is taken down"
    LEAVE = "leave", "Leave this account as it is"


WAS_LIVE = (PublicationStatus.PUBLISHED, PublicationStatus.TAKEN_DOWN)


def ways_for(publication: Publication) -> list[Way]:
    """What can be done there, the best first."""
    if publication.status not in WAS_LIVE or corrected_by(publication):
        return [Way.LEAVE]
    capabilities = capabilities_of(publication.account.platform)
    there = original(publication)
    live = publication.status == PublicationStatus.PUBLISHED and not is_being_deleted(
        publication
    )
    edits = live and capabilities.edit and not there.missing
    answers = live and capabilities.replies and there.has_end
    ways = [Way.EDIT] if edits else []
    ways += [Way.REPLY] if answers else []
    return [*ways, Way.NEW, Way.LEAVE]


def what_became_of(publication: Publication) -> str:
    """What somebody should know who corrects it there; empty where it is as it was."""
    later = corrected_by(publication)
    if later is not None:
        return f"It was corrected since: correct “{later.title}” instead."
    if publication.status == PublicationStatus.TAKEN_DOWN:
        return "It was taken down, so a new post need not wait."
    if is_being_deleted(publication):
        return "It is being taken down. A new post waits until it is gone."
    return _difference(publication)


def _difference(publication: Publication) -> str:
    there = original(publication)
    if there.gone:
        return "It is not there any more, so a new post need not wait."
    if there.missing:
        return (
            f"{_which(there.missing)} of the thread is not there any more, so the thread "
            "cannot be edited. Take down what is left, and publish a new one."
        )
    if there.altered:
        it = f"{_which(there.altered)} of the thread" if there.parts > 1 else "It"
        return (
            f"{it} was changed there since, by nobody here. New words replace what is "
            "there now; the old ones can be put back as they were."
        )
    return ""


def _which(parts: frozenset[int]) -> str:
    names = [f"post {part + 1}" for part in sorted(parts)]
    return " and ".join(names).capitalize()


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
    if len(chosen) > 1 and any(ways[each.pk] == Way.REPLY for each in chosen):
        reasons.append(
            Reason(
                "reply-alone",
                "An answer stands under one post, so it has a draft of its own. Leave "
                "the other accounts as they are, and correct those in another draft.",
            )
        )
    return reasons


def _is_corrected(publication: Publication, ways: Mapping[int, Way]) -> bool:
    return ways.get(publication.pk, Way.LEAVE) != Way.LEAVE
