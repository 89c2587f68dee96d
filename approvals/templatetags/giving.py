"""Whether somebody is offered to give authority.

Nothing is given here; the verb asks again.
"""

from django import template

from accounts.models import Person
from accounts.queries import authority


register = template.Library()


@register.filter
def gives_authority(person: Person) -> bool:
    return authority.gives_authority(person)
