"""A post in two languages as one publishing act: which publications belong together.

Nothing here changes a row; what follows for the claim is the policy's to say.
"""

from collections.abc import Iterable, Sequence

from drafts.content import Content, part_language
from publishing.lifecycle import PublicationStatus
from publishing.models import Publication


NAMES = {"en": "English", "cy": "Welsh"}
LOST = (PublicationStatus.CANCELLED, PublicationStatus.FAILED)
LIVE = (PublicationStatus.PUBLISHED, PublicationStatus.TAKEN_DOWN)


def language_on(content: Content, account: int) -> str:
    """The language on an account; empty where it speaks both by itself."""
    for target in content.targets:
        if target.account == account:
            spoken = {part_language(target, n) for n in range(len(target.parts))}
            return next(iter(spoken)) if len(spoken) == 1 else ""
    return ""


def name_of(publication: Publication) -> str:
    language = language_on(publication.revision.content, publication.account_id)
    return NAMES.get(language, language)


def others_of(publication: Publication) -> Sequence[Publication]:
    """The same revision in another language, while nothing of this one has been sent."""
    content = publication.revision.content
    own = language_on(content, publication.account_id)
    spoken = {language_on(content, target.account) for target in content.targets} - {""}
    if not own or spoken <= {own} or publication.receipts.exists():
        return ()
    siblings = (
        Publication.objects.filter(revision=publication.revision_id)
        .exclude(pk=publication.pk)
        .select_related("revision__draft", "authorisation", "account")
        .prefetch_related("receipts")
    )
    return [
        each
        for each in siblings
        if language_on(content, each.account_id) not in (own, "")
        and not each.receipts.all()
    ]


def is_lost(other: Publication, *, for_one: Publication) -> bool:
    """Whether it will not go out, and nobody has looked at the first since."""
    return other.status in LOST and other.changed_at > for_one.reviewed_at


def half_of_a_pair(publications: Iterable[Publication]) -> str:
    """A sentence where one language is live and the other is not to be; else empty."""
    every = [(name_of(each), each) for each in publications]
    live = next((each for each in every if each[1].status in LIVE and each[0]), None)
    if live is None:
        return ""
    for name, each in every:
        stopped = each.status in (*LOST, PublicationStatus.HELD)
        same = each.revision_id == live[1].revision_id and name not in ("", live[0])
        if stopped and same:
            return (
                f"The {live[0]} post is live on {live[1].account}, and the {name} one on "
                f"{each.account} is not. They are one act: get the {name} out, or take "
                f"the {live[0]} down, and tell the Welsh-language unit."
            )
    return ""
