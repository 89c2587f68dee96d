"""A post with all that its delivery reads, in statements that are written out.

Nothing is judged or changed here. Django would put these together anew for every post,
which takes longer than PostgreSQL's answer.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from accounts.models import SocialAccount
from approvals.models import Authorisation
from drafts.models import Draft, Revision
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication


Row = TypeVar("Row", bound=Model)


def _columns(alias: str, model: type[Model]) -> str:
    return ", ".join(f"{alias}.{field.column}" for field in model._meta.concrete_fields)


WHOLE = f"""/* planned once */
SELECT {_columns("post", Publication)}, {_columns("revision", Revision)},
    {_columns("draft", Draft)}, {_columns("given", Authorisation)},
    {_columns("account", SocialAccount)}
FROM publishing_publication post
JOIN drafts_revision revision ON revision.id = post.revision_id
JOIN drafts_draft draft ON draft.id = revision.draft_id
JOIN approvals_authorisation given ON given.id = post.authorisation_id
JOIN accounts_socialaccount account ON account.id = post.account_id
WHERE post.id = %s FOR UPDATE OF draft SKIP LOCKED
"""  # noqa: S608 - the columns of our own models
# Whoever edits locks the draft first, so this does too.
CLAIMED = """/* planned once */
SELECT draft.status, post.status = %(claimed)s AND post.fence = %(fence)s
FROM drafts_draft draft, publishing_publication post
WHERE draft.id = %(draft)s AND post.id = %(post)s FOR UPDATE OF draft, post
"""


def with_draft_locked(publication_id: int) -> Publication | None:
    """The post as it is now, its draft locked; None where that is in other hands."""
    with connection.cursor() as cursor:
        cursor.execute(WHOLE, [publication_id])
        row = cursor.fetchone()
    if row is None:
        return None
    values = iter(row)
    publication = _made(Publication, values)
    publication.revision = _made(Revision, values)
    publication.revision.draft = _made(Draft, values)
    publication.authorisation = _made(Authorisation, values)
    publication.account = _made(SocialAccount, values)
    return publication


def lock_claimed(publication: Publication, *, fence: int) -> bool:
    """Lock the draft and the post; False where the claim under `fence` is over.

    The draft in hand is given the status that it has now.
    """
    draft = publication.revision.draft
    asked: dict[str, str | int] = {
        "claimed": PublicationStatus.CLAIMED.value,
        "fence": fence,
        "draft": draft.pk,
        "post": publication.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIMED, asked)
        draft.status, holds = cursor.fetchone()
    return bool(holds)


def _made(model: type[Row], values: Iterator[Any]) -> Row:
    """The next row among these values, as Django would have made it."""
    fields = model._meta.concrete_fields
    names: Sequence[str] = [field.attname for field in fields]
    return model.from_db(
        connection.alias,
        names,
        [
            field.from_db_value(value, None, connection)
            if hasattr(field, "from_db_value")
            else value
            for field, value in zip(fields, values, strict=False)
        ],
    )
