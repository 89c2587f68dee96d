"""When the words go out and what they wait for, as the rules read it.

No clock of its own: the moments are those of the content and of the calendars.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from drafts.checks.known import Known
from drafts.checks.passages import passages
from drafts.content import Content, moment
from guidance.content import Schedule
from guidance.models import StatisticsRelease
from guidance.rules.phrases import pattern_of


def schedule(content: Content, known: Known) -> Schedule:
    """The post's own moments, and those of the calendars that concern it."""
    told = Schedule(
        publish_at=moment(content.not_before),
        embargo_until=moment(content.embargo_until),
        parliament_sits=parliament_sits(content, known),
    )
    release = next(releases_concerning(content, known), None)
    if release is None:
        return told
    return replace(
        told,
        publish_at=goes_out_at(content, known),
        stat_release_at=release.releases_at,
        stat_words=frozenset(release.words),
    )


def goes_out_at(content: Content, known: Known) -> datetime:
    """When the post is due: at its time, or as soon as it is approved."""
    return moment(content.not_before) or known.at


def releases_concerning(content: Content, known: Known) -> Iterator[StatisticsRelease]:
    """The releases that are guarded when it goes out and that its words may name."""
    due = goes_out_at(content, known)
    for release in known.releases:
        if release.guarded_from <= due < release.releases_at:
            named = pattern_of(frozenset(release.words))
            if any(named.search(each.text.lower()) for each in passages(content)):
                yield release


def parliament_sits(content: Content, known: Known) -> bool | None:
    """Whether Parliament sits when it goes out; None where the register ends before."""
    day = timezone.localdate(goes_out_at(content, known))
    if not any(last >= day for _first, last in known.sittings):
        return None
    return any(first <= day <= last for first, last in known.sittings)
