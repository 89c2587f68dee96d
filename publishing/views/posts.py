"""Published posts, and for each the page that says who authorised it.

No rule is applied here, and nothing is sent; releasing a held post is an action's.
"""

import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import let_in, signed_in
from accounts.models import Person
from accounts.queries import capacities, roles_of
from accounts.reasons import Reason
from accounts.roles import CONTENT_ROLES, Role
from approvals.lifecycle import Verdict
from audit.events import Event
from audit.log import record
from drafts.actions import subject_of
from drafts.lifecycle import Status
from drafts.models import Draft
from drafts.queries import database_time, drafts_open_to
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication
from publishing.policy import reasons_against_release, reasons_against_settling
from publishing.policy.corrections import may_correct
from publishing.policy.making_room import people_who_may
from publishing.policy.takedowns import may_take_down
from publishing.queries.corrections import (
    corrections_of,
    in_the_way,
    is_being_deleted,
    takedowns_about,
    what_it_corrects,
)
from publishing.queries.delivery import deliveries
from publishing.queries.posts import Story, posts_page, story_of
from publishing.queries.stops import stopped_now
from publishing.views.seen import mark, version_in
from publishing.views.timeline import happenings


REFUSED = 422
# More of a reason than this is no reason, and is not sent back.
LONGEST_KEPT = 300


@let_in(*CONTENT_ROLES)
def posts(request: HttpRequest) -> HttpResponse:
    status = request.GET.get("status", "")
    page = posts_page(
        signed_in(request), status=status, after=request.GET.get("after", "")
    )
    shown = {
        "page": page,
        "status": status if status in PublicationStatus.values else "",
        "statuses": PublicationStatus.choices,
    }
    return render(request, "publishing/posts.html", shown)


@let_in(*CONTENT_ROLES)
def post(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Who authorised this: the words, where they went, and the log's entries."""
    return post_page(request, _draft(request, draft_id))


@let_in(*CONTENT_ROLES)
def post_news(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The part of the page that moves; no content while nothing has changed.

    A page that was opened has noted the reading already; without one it is noted here.
    """
    draft, person = _draft(request, draft_id), signed_in(request)
    story = story_of(draft, reader=person)
    seen = version_in(request.GET.get("seen", ""), draft, by=person)
    if seen == _version(story):
        return HttpResponse(status=204)
    if not seen:
        _note_reading(draft, by=person)
    shown = _shown(story, person)
    return render(request, "publishing/post/_news.html", shown)


def _draft(request: HttpRequest, draft_id: int) -> Draft:
    return get_object_or_404(drafts_open_to(signed_in(request)), pk=draft_id)


def _note_reading(draft: Draft, *, by: Person) -> None:
    """Reading the log is itself logged."""
    with transaction.atomic():
        record(
            Event.LOG_READ,
            actor=capacities(by)[0].actor,
            subject=subject_of(draft),
            details={"page": "who authorised this"},
        )


def post_page(
    request: HttpRequest, draft: Draft, reasons: Sequence[Reason] = ()
) -> HttpResponse:
    person = signed_in(request)
    _note_reading(draft, by=person)
    shown = {
        "reasons": reasons,
        "release_reason": request.POST.get("reason", "")[:LONGEST_KEPT],
        **_shown(story_of(draft, reader=person), person),
    }
    status = REFUSED if reasons else 200
    return render(request, "publishing/post.html", shown, status=status)


def _shown(story: Story, person: Person) -> dict[str, object]:
    opens_log = Role.AUDITOR in roles_of(person)
    sealed = {entry.id for entry in story.entries if entry.seal}
    return {
        "story": story,
        "draft": story.draft,
        "approvals": [
            decision
            for decision in story.decisions
            if decision.verdict == Verdict.APPROVED
            and decision.revision_id == story.revision.pk
        ],
        "timeline": happenings(story),
        "opens_log": opens_log,
        "receipts": [
            decision.pk
            for decision in story.decisions
            if decision.entry in sealed
            and (opens_log or decision.decided_by_id == person.pk)
        ],
        "against_release": _against_release(story.publications, person),
        "may_take_down": may_take_down(person),
        "may_correct": may_correct(story.draft, by=person),
        "was_live": any(each.receipts.all() for each in story.publications),
        "takedowns": takedowns_about(story.draft, reader=person),
        "corrections": corrections_of(story.draft),
        "puts_right": what_it_corrects(story.draft),
        **_room(story),
        "deliveries": deliveries(story.publications, at=database_time()),
        "stopped": stopped_now(story.publications),
        "against_settling": _against_settling(story.publications, person),
        "version": mark(_version(story), story.draft, by=person),
    }


def _room(story: Story) -> dict[str, object]:
    """Of approved words that wait until an old post is taken down: where, and who may."""
    waits = story.draft.status == Status.APPROVED
    found = in_the_way(story.draft, story.revision.content) if waits else []
    return {
        "in_the_way": found,
        "being_deleted": all(is_being_deleted(each) for each in found),
        "people": people_who_may() if found else [],
    }


def _against_release(
    publications: Sequence[Publication], person: Person
) -> Mapping[int, list[Reason]]:
    """For each held publication, why this person may not release it."""
    return {
        each.pk: reasons_against_release(each, by=person, at=database_time())
        for each in publications
        if each.status == PublicationStatus.HELD
    }


def _against_settling(
    publications: Sequence[Publication], person: Person
) -> Mapping[int, list[Reason]]:
    """For each unknown outcome, why this person may not say what became of it."""
    return {
        each.pk: reasons_against_settling(each, by=person)
        for each in publications
        if each.status == PublicationStatus.UNKNOWN
    }


def _version(story: Story) -> str:
    """Changes whenever the moving part of the page would say something else."""
    seen = [(str(e.id), e.seal is not None) for e in story.entries]
    held = [(p.pk, p.status, p.why, p.overdue_since) for p in story.publications]
    steps = [
        (each.pk, each.changed_at)
        for publication in story.publications
        for each in publication.stagings.all()
    ]
    all_of_it = repr((story.draft.status, seen, held, steps))
    return hashlib.sha256(all_of_it.encode()).hexdigest()[:16]
