"""Whether somebody is unsure of a draft and has had no answer, as the rules read it.

Nobody is asked here, and nothing is answered.
"""

from drafts.content import Content
from drafts.models import AdviceRequest, Draft
from guidance.content import Doubt


def doubt(content: Content, draft: Draft | None) -> Doubt:
    """A doubt is over once every question about the draft has its answer."""
    if draft is None:
        return Doubt(marked=content.unsure)
    asked = list(AdviceRequest.objects.filter(draft=draft).select_related("answered"))
    waiting = any(not hasattr(request, "answered") for request in asked)
    answered = asked[-1].reference if asked and not waiting else ""
    return Doubt(marked=content.unsure or waiting, advice=answered)
