"""What happens to the work of somebody whose post ends: it is flagged to its owners.

No draft or post is changed here; what rested on their authority lapses in a job.
"""

from collections.abc import Iterable

import django_rq
from django.db import transaction
from django.utils import timezone

from accounts.actions.notices import tell_everyone
from accounts.models import Holding, Person
from accounts.notice_kinds import NoticeKind
from accounts.queries.organisation import acting_by_post, manager_of
from audit.log import Subject
from drafts.models import Draft
from publishing.models import Publication
from publishing.queries.leavers import drafts_in_hand, posts_in_hand


class LeftInHand:
    """Implements `accounts.leaving.Leaving` with rows of this app."""

    def flag(self, holding: Holding) -> int:
        drafts = list(drafts_in_hand(holding.person))
        posts = list(posts_in_hand(holding.person))
        if drafts or posts:
            tell_everyone(
                _owners(holding, drafts, posts),
                kind=NoticeKind.LEAVER,
                subject=Subject("holding", str(holding.pk)),
                path="/registers/leavers/",
                why=_sentence(holding, len(drafts), len(posts)),
            )
        return len(drafts) + len(posts)

    def lapse(self) -> None:
        """A queue that is away costs a minute: then the clock has the same job run."""
        transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    queue = django_rq.get_queue("slow")
    queue.enqueue("publishing.jobs.lapse_fallen", result_ttl=0, failure_ttl=3600)


def _owners(
    holding: Holding, drafts: Iterable[Draft], posts: Iterable[Publication]
) -> list[Person]:
    """Whose work it is too: the manager, the authors, the accounts' owners and deputies."""
    now = timezone.now()
    acting = acting_by_post(at=now)
    people = {draft.author for draft in drafts}
    for post in posts:
        people.add(post.revision.draft.author)
        for job_post in (post.account.owner_id, post.account.deputy_id):
            people.update(each.person for each in acting.get(job_post or 0, ()))
    manager = manager_of(holding.job_post, at=now)
    if manager is not None:
        people.add(manager)
    return sorted(people - {holding.person}, key=lambda person: person.name)


def _sentence(holding: Holding, drafts: int, posts: int) -> str:
    last = holding.ends_on
    day = f"{last.day} {last:%B %Y}" if last else ""
    return (
        f"{holding.person.name} leaves the post {holding.job_post.title} after {day}: "
        f"drafts in hand {drafts}, posts waiting {posts}."
    )[:300]
