"""What a post belongs to, as the rules read it.

A post without any reference is not asked for one here: the form does the asking.
"""

from drafts.content import Content
from guidance.content import References


def references(content: Content) -> References | None:
    if not (content.references.announcement or content.references.parliament):
        return None
    return References(
        announcement=content.references.announcement,
        parliament=content.references.parliament,
    )
