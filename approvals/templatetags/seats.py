"""The seats of a plan in words.

No plan is made here.
"""

from django import template

from accounts.roles import Role
from approvals.models import Seat
from approvals.policy.plan import SECOND
from drafts.templatetags.wordings import authority


register = template.Library()


@register.filter
def seat(needed: Seat) -> str:
    """Such as “Commitment”, or “Commitment, and a line manager besides”."""
    if needed.name == SECOND:
        return "A second pair of eyes"
    words = authority(needed.authority)
    if not needed.plus:
        return words
    roles = " or ".join(Role(role).label.lower() for role in needed.roles)
    return f"{words}, and a {roles} besides"
