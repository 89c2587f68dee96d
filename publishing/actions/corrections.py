"""Beginning to put a published post right: a draft whose words take the old ones' place.

Nothing is sent here: the draft is checked and approved like any other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from accounts.models import Person
from accounts.reasons import refuse_for
from audit.events import Event
from audit.log import record
from drafts.actions import create_draft, current_revision, locked, subject_of
from drafts.content import Content, Target
from drafts.models import Draft
from drafts.policy import editing_capacity
from drafts.purposes import Purpose
from publishing.actions.send import target_of
from publishing.models import Correction, Publication
from publishing.policy.corrections import Way, reasons_against_correcting
from publishing.queries.corrections import last_published
from publishing.queries.replacing import parts_at


def begin_correction(draft: Draft, *, by: Person, ways: Mapping[int, Way]) -> Draft:
    """Open a draft that corrects what was published, on each account in its own way.

    `ways` is by the number of the publication. Raises `RefusedError`.
    """
    with transaction.atomic():
        draft = locked(draft)
        publications = last_published(draft)
        refuse_for(reasons_against_correcting(draft, publications, ways, by=by))
        targets = _targets(publications, ways)
        made = create_draft(
            by=by,
            team=draft.team,
            title=f"Correction: {draft.title}"[:120],
            content=_content(publications[0].revision.content, targets),
        )
        Correction.objects.create(draft=made, corrects=draft, begun_by=by)
        capacity = editing_capacity(by, team_id=draft.team_id)
        assert capacity is not None  # noqa: S101 - the reasons above ask for it
        record(
            Event.CORRECTION_BEGUN,
            actor=capacity.actor,
            subject=subject_of(made),
            digest=bytes(current_revision(made).digest),
            details={
                "corrects": str(draft.pk),
                "accounts": [
                    f"{each.account}: {ways[each.pk].value}"
                    for each in publications
                    if ways.get(each.pk, Way.LEAVE) != Way.LEAVE
                ],
                "replaces": _replaced(targets),
            },
        )
    return made


def _replaced(targets: Sequence[Target]) -> list[str]:
    """For the log: the ids of every post whose words an edit takes the place of."""
    return [
        f"{target.platform} {target.handle}: {receipt.remote_id}"
        for target in targets
        if target.corrects
        for _, receipt in sorted(parts_at(target.account, target.corrects).items())
    ]


def _content(published: Content, targets: tuple[Target, ...]) -> Content:
    """The words as they were published, with no time and no claim of its own yet."""
    return replace(
        published,
        targets=targets,
        purpose=Purpose.CORRECTION.value,
        not_before=None,
        not_after=None,
        embargo_until=None,
        statements=(),
        line="",
        unsure=False,
    )


def _targets(
    publications: Sequence[Publication], ways: Mapping[int, Way]
) -> tuple[Target, ...]:
    return tuple(
        _target(each, ways[each.pk])
        for each in publications
        if ways.get(each.pk, Way.LEAVE) != Way.LEAVE
    )


def _target(publication: Publication, way: Way) -> Target:
    target = replace(target_of(publication), corrects="")
    parts = list(publication.receipts.order_by("part"))
    if way == Way.EDIT:
        return replace(target, corrects=parts[0].remote_id)
    if way == Way.REPLY:
        return replace(target, reply_to=parts[-1].remote_id)
    return replace(target, reply_to=None)
