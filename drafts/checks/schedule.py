"""When the words go out and what they wait for, as the rules read it.

No clock of its own: the moments are those of the content and of the calendars.
"""

from drafts.content import Content, moment
from guidance.content import Schedule


def schedule(content: Content) -> Schedule:
    return Schedule(
        publish_at=moment(content.not_before),
        embargo_until=moment(content.embargo_until),
    )
