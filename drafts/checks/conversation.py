"""What a post answers, as the rules read it.

No message that came in is read here: the purpose and the reply target say enough.
"""

from drafts.content import Content
from drafts.purposes import Purpose
from guidance.content import Conversation


def conversation(content: Content) -> Conversation:
    answers = any(target.reply_to for target in content.targets)
    return Conversation(reply=answers or content.purpose == Purpose.REPLY)
