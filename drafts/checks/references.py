"""What a post belongs to, as the rules read it.

Where somebody is in danger nobody is asked for a reference.
"""

from drafts.content import Content
from drafts.purposes import Purpose
from guidance.content import References


def references(content: Content) -> References | None:
    if content.purpose == Purpose.LIFE_SAFETY:
        return None
    return References(
        announcement=content.references.announcement,
        parliament=content.references.parliament,
    )
