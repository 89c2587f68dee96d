"""One page of a timeline against our receipts: what matches, what differs, who is told.

Nothing is asked of a platform here but where a post seems to be missing.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.actions.notices import tell_everyone
from accounts.notice_kinds import NoticeKind
from audit.events import Event
from audit.log import Subject, record
from publishing.actions.moves import SERVICE, note
from publishing.lifecycle import PublicationStatus
from publishing.models import (
    Deletion,
    DeletionState,
    Divergence,
    DivergenceKind,
    LiveSighting,
    Publication,
    Receipt,
    Reconciliation,
    Resolution,
)
from publishing.platforms.fingerprint import Likeness
from publishing.platforms.protocol import (
    Adapter,
    Gone,
    Inconclusive,
    LivePost,
    Rendered,
    TimelinePage,
)
from publishing.platforms.rendering import thaw
from publishing.platforms.timeline import likeness
from publishing.queries.truth import (
    concerned_with,
    newest_receipts,
    open_divergences,
    ours_in_doubt,
    unseen_receipts,
)


# How many posts that seem to be missing are asked for by their ids in one turn.
ASKED_A_TURN = 25
LONGEST = 5000


def compare_page(run: Reconciliation, page: TimelinePage) -> None:
    """Compare one page, and move the run on to the next, in one transaction."""
    posts = {
        post.remote_id: post for post in page.posts if post.created_at >= run.since
    }
    with transaction.atomic():
        receipts = newest_receipts(run.account_id, posts)
        verdicts = {
            post.remote_id: verdict_on(post, receipts.get(post.remote_id), run=run)
            for post in posts.values()
        }
        _leave_ours(run, posts, verdicts)
        _note_seen(run, receipts.values())
        differing = _note_divergences(run, posts, verdicts, receipts)
        Reconciliation.objects.filter(pk=run.pk).update(
            older=page.older or "",
            read_all=page.older is None,
            pages=F("pages") + 1,
            posts=F("posts") + len(posts),
            matched=F("matched") + sum(each is None for each in verdicts.values()),
            differing=F("differing") + differing,
        )
    run.refresh_from_db()


def verdict_on(
    post: LivePost, receipt: Receipt | None, *, run: Reconciliation
) -> DivergenceKind | None:
    """What is wrong with a live post; None where it is as it was authorised."""
    if receipt is None:
        return DivergenceKind.UNAUTHORISED
    publication = receipt.publication
    if publication.status == PublicationStatus.TAKEN_DOWN:
        # The page may have been read just before it went.
        still = publication.changed_at < run.started_at
        return DivergenceKind.STILL_LIVE if still else None
    expected = authorised(receipt)
    # Whom it answers was fixed when it was sent; a platform may have lost that since.
    as_sent = replace(expected, reply_to=post.parent)
    same = likeness(as_sent, post) is Likeness.SAME
    return None if same else DivergenceKind.ALTERED


def authorised(receipt: Receipt) -> Rendered:
    """The words that were authorised for the part that a receipt is of."""
    return thaw(bytes(receipt.publication.wire))[receipt.part]


def compare_missing(run: Reconciliation, adapter: Adapter) -> bool:
    """Ask for what the timeline did not show; False when there is more to ask for."""
    unseen = unseen_receipts(run, most=ASKED_A_TURN)
    for receipt in unseen:
        look = adapter.fetch(receipt.remote_id)
        with transaction.atomic():
            if isinstance(look, LivePost):
                _compare_one(run, receipt, look)
            elif isinstance(look, Gone):
                _note(run, DivergenceKind.MISSING, receipt.remote_id, None, receipt)
            _go_past(run, receipt, unclear=isinstance(look, Inconclusive))
    return len(unseen) < ASKED_A_TURN


def _compare_one(run: Reconciliation, receipt: Receipt, post: LivePost) -> None:
    _note_seen(run, [receipt])
    verdict = verdict_on(post, receipt, run=run)
    posts, receipts = {post.remote_id: post}, {post.remote_id: receipt}
    differing = _note_divergences(run, posts, {post.remote_id: verdict}, receipts)
    Reconciliation.objects.filter(pk=run.pk).update(
        matched=F("matched") + int(not differing), differing=F("differing") + differing
    )


def _go_past(run: Reconciliation, receipt: Receipt, *, unclear: bool) -> None:
    run.upto = receipt.pk
    trouble = "Not every post could be looked at." if unclear else run.trouble
    Reconciliation.objects.filter(pk=run.pk).update(upto=receipt.pk, trouble=trouble)


def settle_absent(run: Reconciliation) -> None:
    """Close what was open and was not there, or not wrong, in a run that read it all."""
    gone = (
        open_divergences(run.account_id)
        .filter(
            kind__in=(DivergenceKind.UNAUTHORISED, DivergenceKind.STILL_LIVE),
            last_seen_at__lt=run.started_at,
            posted_at__gte=run.since,
        )
        .exclude(deletions__in=Deletion.objects.exclude(state=DeletionState.GONE))
    )
    gone.update(resolution=Resolution.GONE, resolved_at=Now())


def _leave_ours(
    run: Reconciliation,
    posts: Mapping[str, LivePost],
    verdicts: dict[str, DivergenceKind | None],
) -> None:
    """What may be a post of ours whose outcome is not known yet is nobody else's."""
    strangers = [
        posts[remote_id]
        for remote_id, verdict in verdicts.items()
        if verdict is DivergenceKind.UNAUTHORISED
    ]
    doubtful = ours_in_doubt(run.account_id) if strangers else []
    for post in strangers:
        if any(_may_be(publication, post) for publication in doubtful):
            del verdicts[post.remote_id]


def _may_be(publication: Publication, post: LivePost) -> bool:
    return any(
        likeness(replace(part, reply_to=post.parent), post) is not Likeness.OTHER
        for part in thaw(bytes(publication.wire))
    )


def _note_seen(run: Reconciliation, receipts: Iterable[Receipt]) -> None:
    LiveSighting.objects.bulk_create(
        [LiveSighting(receipt_id=each.pk, run_id=run.pk) for each in receipts],
        update_conflicts=True,
        unique_fields=["receipt"],
        update_fields=["run", "seen_at"],
    )


def _note_divergences(
    run: Reconciliation,
    posts: Mapping[str, LivePost],
    verdicts: Mapping[str, DivergenceKind | None],
    receipts: Mapping[str, Receipt],
) -> int:
    """Write down what is wrong, and close what was wrong and is not any more."""
    fine = [remote_id for remote_id, verdict in verdicts.items() if verdict is None]
    open_divergences(run.account_id).filter(remote_id__in=fine).update(
        resolution=Resolution.RESTORED, resolved_at=Now()
    )
    wrong = {key: verdict for key, verdict in verdicts.items() if verdict is not None}
    for remote_id, verdict in wrong.items():
        _note(run, verdict, remote_id, posts[remote_id], receipts.get(remote_id))
    return len(wrong)


def _note(
    run: Reconciliation,
    kind: DivergenceKind,
    remote_id: str,
    post: LivePost | None,
    receipt: Receipt | None,
) -> None:
    """Keep one divergence; the first time, log it and tell whoever must act."""
    live = post.words if post else ""
    divergence, new = Divergence.objects.get_or_create(
        account_id=run.account_id,
        remote_id=remote_id,
        kind=kind,
        resolved_at=None,
        defaults={
            "url": (post.url if post else receipt.url if receipt else "")[:500],
            "publication": receipt.publication if receipt else None,
            "part": receipt.part if receipt else None,
            "words": live[:LONGEST],
            "words_hash": hashlib.sha256(live.encode()).hexdigest(),
            "media": post.media if post else 0,
            "posted_at": post.created_at if post else None,
            "run": run,
        },
    )
    if not new:
        Divergence.objects.filter(pk=divergence.pk).update(last_seen_at=Now())
        return
    _log(divergence)
    _tell(divergence)


def _log(divergence: Divergence) -> None:
    if divergence.publication is None:
        record(
            Event.RECONCILIATION_UNEXPECTED,
            actor=SERVICE,
            subject=Subject("account", str(divergence.account_id)),
            details={"url": divergence.url, "words": divergence.words_hash},
        )
        return
    note(
        Event.RECONCILIATION_DIVERGED,
        divergence.publication,
        details={
            "url": divergence.url,
            "kind": divergence.kind,
            "words": divergence.words_hash,
        },
    )


def _tell(divergence: Divergence) -> None:
    unexpected = divergence.kind == DivergenceKind.UNAUTHORISED
    tell_everyone(
        concerned_with(divergence.account),
        kind=NoticeKind.UNAUTHORISED if unexpected else NoticeKind.CHANGED_THERE,
        subject=Subject("account", str(divergence.account_id)),
        path=f"/accounts/{divergence.account_id}/truth/",
    )
