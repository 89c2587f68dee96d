"""Looking at an account as it is now, for a person who decides what became of a post.

Nothing is decided or changed here, and no transaction is open while a platform answers.
"""

import time
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.credentials import CredentialError
from accounts.models import Credential
from publishing.actions.connections import adapter_of
from publishing.actions.rate_limits import note_allowances
from publishing.actions.send import InsideTransactionError
from publishing.lifecycle import AttemptOutcome
from publishing.models import Attempt, Publication, Receipt
from publishing.platforms.fingerprint import Likeness, normal
from publishing.platforms.protocol import Adapter, Inconclusive, LivePost, Rendered
from publishing.platforms.rendering import thaw
from publishing.platforms.timeline import CLOCK_MARGIN, likeness
from publishing.queries.replacing import edited_at


logger = structlog.get_logger(__name__)

# A person waits for this; each call of it has the adapter's own limit besides.
SECONDS = 15
PAGES = 3
SHOWN = 5
CANNOT = (Credential.DoesNotExist, CredentialError, ImproperlyConfigured, LookupError)


@dataclass(frozen=True, slots=True)
class Sought:
    """What was sent and of which nobody knows what became: the attempt and its words."""

    publication: Publication
    attempt: Attempt
    rendered: Rendered
    parts: int

    @property
    def since(self) -> datetime:
        """From when it may be live, whatever the platform's clock says."""
        return self.attempt.started_at - CLOCK_MARGIN


@dataclass(frozen=True, slots=True)
class Near:
    """A live post, and how like it is to what was sent (`nearness` from 0 to 1).

    `ours` says that it is known as the post of another publication, or another part.
    """

    post: LivePost
    like: Likeness
    nearness: float
    ours: bool

    @property
    def said(self) -> str:
        if self.ours:
            return "Another post of ours, known as one"
        return {
            Likeness.SAME: "These are the words that were sent",
            Likeness.ALIKE: "Nearly the words that were sent",
            Likeness.OTHER: "Other words",
        }[self.like]


@dataclass(frozen=True, slots=True)
class Sight:
    """The account's posts since the attempt, the likest first; `whole` where all were read."""

    near: Sequence[Near]
    seen: int
    whole: bool
    trouble: str = ""


def sought(publication: Publication) -> Sought:
    """The attempt whose outcome nobody knows. Raises Attempt.DoesNotExist."""
    attempt = publication.attempts.get(outcome=AttemptOutcome.UNKNOWN)
    parts = thaw(bytes(publication.wire))
    rendered = parts[attempt.part]
    before = publication.receipts.filter(part=attempt.part - 1).first()
    if before is not None:
        rendered = replace(rendered, reply_to=before.remote_id)
    return Sought(publication, attempt, rendered, len(parts))


def look_now(what: Sought) -> Sight:
    """Read the account's timeline as it is at this moment, for some seconds at most."""
    _refuse_in_transaction()
    try:
        adapter = adapter_of(what.publication.account)
        sight = _read(what, adapter)
    except CANNOT:
        return Sight((), 0, whole=False, trouble="the account is not connected")
    except Exception as error:  # noqa: BLE001 - whatever broke, the person can still decide
        # The name alone: a traceback could carry the post's words or a secret.
        logger.error("looking.raised", error=type(error).__name__)  # noqa: TRY400
        return Sight((), 0, whole=False, trouble="the connector broke")
    note_allowances(what.publication.account, adapter.allowances)
    return sight


def seen_there(what: Sought, remote_id: str) -> LivePost | None:
    """The post with this id as it is live now; None where it cannot be read."""
    _refuse_in_transaction()
    try:
        look = adapter_of(what.publication.account).fetch(remote_id)
    except Exception as error:  # noqa: BLE001 - then nobody has seen it
        logger.error("looking.raised", error=type(error).__name__)  # noqa: TRY400
        return None
    return look if isinstance(look, LivePost) else None


def _refuse_in_transaction() -> None:
    if connection.in_atomic_block:
        raise InsideTransactionError("nothing external happens inside a transaction")


def _read(what: Sought, adapter: Adapter) -> Sight:
    posts = _corrected(what, adapter)
    older: str | None = None
    until = time.monotonic() + SECONDS
    for _ in range(PAGES):
        page = adapter.read_timeline(since=what.since, older=older)
        if isinstance(page, Inconclusive):
            return _sight(what, posts, whole=False, trouble=page.answer)
        posts += [post for post in page.posts if post.created_at >= what.since]
        older = page.older
        if older is None or time.monotonic() > until:
            break
    return _sight(what, posts, whole=older is None)


def _corrected(what: Sought, adapter: Adapter) -> list[LivePost]:
    """The live post whose words were to be replaced, which is older than the attempt."""
    edited = edited_at(what.publication, what.attempt.part)
    look = adapter.fetch(edited) if edited else None
    return [look] if isinstance(look, LivePost) else []


def _sight(
    what: Sought, posts: Sequence[LivePost], *, whole: bool, trouble: str = ""
) -> Sight:
    known = _known(what, posts)
    near = sorted((_near(what, post, known) for post in posts), key=_rank, reverse=True)
    return Sight(near[:SHOWN], len(posts), whole=whole, trouble=trouble)


def _known(what: Sought, posts: Sequence[LivePost]) -> set[str]:
    """Those that a receipt names, but for the one whose words were to be replaced."""
    edited = edited_at(what.publication, what.attempt.part)
    named = Receipt.objects.filter(
        publication__account=what.publication.account_id,
        remote_id__in=[post.remote_id for post in posts],
    ).exclude(remote_id=edited)
    return set(named.values_list("remote_id", flat=True))


def _near(what: Sought, post: LivePost, known: Container[str]) -> Near:
    ours, theirs = normal(what.rendered.words), normal(post.words)
    nearness = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    ours_already = post.remote_id in known
    return Near(post, likeness(what.rendered, post), nearness, ours_already)


def _rank(near: Near) -> tuple[bool, bool, bool, float, datetime]:
    return (
        not near.ours,
        near.like is Likeness.SAME,
        near.like is not Likeness.OTHER,
        near.nearness,
        near.post.created_at,
    )
