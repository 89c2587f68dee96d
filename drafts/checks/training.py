"""Until when the training of a draft's authors counts, as the rules read it.

Approvers and publishers are asked in the policies; nobody is judged here.
"""

from datetime import date

from accounts.queries.training import training_of
from drafts.models import Draft
from drafts.queries import authors_of


Training = tuple[tuple[str, date], ...]


def training(draft: Draft | None, *, on: date) -> Training | None:
    """The author whose training ends first; empty where one has no record at all.

    None before there is a draft: nobody has written it yet.
    """
    if draft is None or draft.current is None:
        return None
    authors = [person.pk for person in authors_of(draft.current)]
    until = training_of(authors, on=on).values()
    lasts = [last for last in until if last is not None]
    if len(lasts) < len(until):
        return ()
    return (("author", min(lasts)),) if lasts else None
