"""Where somebody may go among the registers of people, and why a page is closed to them.

No rule lives here: whom a view lets in is said on the view itself.
"""

from django import template
from django.template import RequestContext
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.access import roles_let_in, signed_in
from accounts.models import Person
from accounts.queries import roles_of
from accounts.queries.off_duty import OffDuty, off_duty
from accounts.roles import Role


register = template.Library()

# In the order of the page: what each is called, and the name of its address.
REGISTERS = (
    ("People and posts", "people"),
    ("Accounts", "channels"),
    ("What is live", "truths"),
    ("Authority", "authority"),
    ("Statements", "statements"),
    ("Urgent posts", "urgent-posts"),
    ("Takedowns", "takedowns"),
    ("Duty", "duty"),
    ("Training", "training"),
    ("Leavers", "leavers"),
)


@register.simple_tag(takes_context=True)
def registers_open(context: RequestContext) -> list[tuple[str, str]]:
    """The label and address of each register that the person signed in may open."""
    held = roles_of(signed_in(context.request))
    every = ((label, reverse(name)) for label, name in REGISTERS)
    return [
        (label, address)
        for label, address in every
        if not held.isdisjoint(roles_let_in(resolve(address).func))
    ]


@register.simple_tag(takes_context=True)
def shut_off_duty(context: RequestContext) -> OffDuty | None:
    """Where the page is open to whoever is on duty: that this person is not, for now."""
    match, person = context.request.resolver_match, context.request.user
    wanted = roles_let_in(match.func) if match else frozenset()
    if Role.DUTY_OFFICER not in wanted or not isinstance(person, Person):
        return None
    let_in_already = not roles_of(person).isdisjoint(wanted)
    return None if let_in_already else off_duty(person, at=timezone.now())
