"""Why an administrator may not remove somebody's passkeys and codes.

Nothing is removed here.
"""

from accounts.models import Person
from accounts.policy.people import reasons_against_giving
from accounts.queries.factors import factors_of
from accounts.reasons import Reason


def reasons_against_removing(person: Person, *, by: Person) -> list[Reason]:
    if person.is_superuser and not by.is_superuser:
        return [Reason("superuser", "Only a superuser removes a superuser's passkeys.")]
    if person == by:
        return [Reason("own-factors", "Remove your own passkeys on their page.")]
    reasons = reasons_against_giving(by=by, person=person)
    if not factors_of(person):
        reasons.append(
            Reason("no-factors", f"{person.name} signs in with a password alone.")
        )
    return reasons
