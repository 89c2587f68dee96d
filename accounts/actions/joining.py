"""The verb of a joiner: a person who may sign in, and the post they start in.

The post itself is given by `accounts.actions.people`.
"""

from datetime import date

from django.db import transaction

from accounts.actions.people import administering, start_holding
from accounts.models import Holding, JobPost, Person, Proposal
from accounts.policy.people import reasons_against_administering
from accounts.reasons import Reason, RefusedError, refuse_for
from audit.events import Event
from audit.log import Subject, record


def join(
    *,
    by: Person,
    name: str,
    email: str,
    password: str,
    job_post: JobPost,
    starts_on: date,
) -> Holding | Proposal:
    """Let somebody new sign in, with a password that they must change, and give the post.

    A guarded post waits for its confirmation; until then they hold none. Raises
    `RefusedError`.
    """
    with transaction.atomic():
        refuse_for(reasons_against_administering(by))
        if Person.objects.filter(email=email.lower()).exists():
            raise RefusedError([Reason("known", "Somebody has this address already.")])
        person = Person.objects.create_user(email, name, password)
        person.must_change_password = True
        person.save(update_fields=["must_change_password"])
        record(
            Event.PERSON_ADDED,
            actor=administering(by),
            subject=Subject("person", str(person.pk)),
            personal={"name": person.name, "email": person.email},
        )
        return start_holding(
            by=by, person=person, job_post=job_post, starts_on=starts_on
        )
