"""Whether money is behind a post, as the rules read it.

Nothing here judges a label or an approval.
"""

from drafts.content import Content
from guidance.content import Paid


def paid(content: Content) -> Paid:
    return Paid(is_paid=content.paid, spend_approval=content.references.spend_approval)
