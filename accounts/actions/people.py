"""The verbs of joiners, movers and leavers: rights follow these rows by date.

No right is stored; whatever gives one of the guarded roles waits for a second person.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions.proposals import propose
from accounts.leaving import leaving
from accounts.models import Holding, JobPost, Person, Proposal
from accounts.policy.people import (
    gives_guarded_role,
    is_guarded,
    reasons_against_administering,
    reasons_against_changing,
    reasons_against_ending,
    reasons_against_giving,
    reasons_against_holding,
    reasons_against_line,
    reasons_against_moving,
)
from accounts.queries.organisation import administrators
from accounts.queries.people import capacity_as
from accounts.reasons import refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import Actor, Subject, record


def administering(by: Person) -> Actor:
    """As whom an administrator acts; a superuser without a post acts as that."""
    capacity = capacity_as(by, (Role.ADMINISTRATOR,))
    if capacity is not None:
        return capacity.actor
    return Actor(id=str(by.pk), post="Superuser", role="superuser")


def start_holding(
    *,
    by: Person,
    person: Person,
    job_post: JobPost,
    starts_on: date,
    ends_on: date | None = None,
) -> Holding | Proposal:
    """Give somebody a post; of a guarded post this only proposes it.

    Until the first administrator is appointed nobody could confirm, so the superuser of
    a new service appoints alone. Raises `RefusedError`.
    """
    with transaction.atomic():
        refuse_for(
            reasons_against_giving(by=by, person=person)
            + reasons_against_holding(
                person=person, job_post=job_post, starts_on=starts_on, ends_on=ends_on
            )
        )
        if is_guarded(job_post) and not sets_up(by):
            return propose(
                "holding",
                {
                    "job_post": job_post.pk,
                    "person": str(person.pk),
                    "starts_on": starts_on.isoformat(),
                    "ends_on": ends_on.isoformat() if ends_on else None,
                },
                by=by,
            )
        return write_holding(
            person=person,
            job_post=job_post,
            starts_on=starts_on,
            ends_on=ends_on,
            actor=administering(by),
        )


def sets_up(by: Person) -> bool:
    """Whether this is the superuser of a service that has no administrator yet."""
    today = timezone.localdate()
    return by.is_superuser and not administrators(on=today).exists()


def write_holding(
    *,
    person: Person,
    job_post: JobPost,
    starts_on: date,
    ends_on: date | None,
    actor: Actor,
    proposal: Proposal | None = None,
) -> Holding:
    """Write and log a holding that was refused by nobody, in the caller's transaction.

    `proposal` is the approved change that it makes, for a guarded post.
    """
    holding = Holding.objects.create(
        person=person,
        job_post=job_post,
        starts_on=starts_on,
        ends_on=ends_on,
        proposal=proposal,
    )
    _record(Event.HOLDING_STARTED, holding, actor)
    return holding


def end_holding(holding: Holding, *, by: Person, ends_on: date) -> Holding:
    """Set the last day of a holding and flag what its holder leaves in hand."""
    with transaction.atomic():
        holding = _locked(holding)
        refuse_for(reasons_against_ending(holding, by=by, ends_on=ends_on))
        if holding.ends_on == ends_on:
            return holding
        holding.ends_on = ends_on
        holding.save(update_fields=["ends_on"])
        _record(Event.HOLDING_ENDED, holding, administering(by))
        leaving().flag(holding)
        leaving().lapse()
    return holding


def move(
    holding: Holding, *, by: Person, to: JobPost, starts_on: date
) -> Holding | Proposal:
    """End one post the day before another starts; nobody keeps the old rights.

    The old post ends even where the new one still waits for a second person.
    """
    with transaction.atomic():
        refuse_for(reasons_against_moving(holding, by=by, on=starts_on))
        end_holding(holding, by=by, ends_on=starts_on - timedelta(days=1))
        return start_holding(
            by=by, person=holding.person, job_post=to, starts_on=starts_on
        )


def change_roles(
    job_post: JobPost, *, by: Person, roles: Sequence[Role]
) -> JobPost | Proposal:
    """Give a post other roles; a guarded role more is proposed to a second person."""
    with transaction.atomic():
        job_post = JobPost.objects.select_for_update().get(pk=job_post.pk)
        refuse_for(reasons_against_changing(job_post, by=by))
        wanted = sorted(set(roles))
        if gives_guarded_role(job_post, wanted):
            return propose(
                "roles", {"job_post": job_post.pk, "roles": list(wanted)}, by=by
            )
        return write_roles(job_post, roles=wanted, actor=administering(by))


def write_roles(job_post: JobPost, *, roles: Sequence[str], actor: Actor) -> JobPost:
    """Write and log a post's roles, in the caller's transaction."""
    job_post.roles = list(roles)
    job_post.save(update_fields=["roles"])
    record(
        Event.ROLE_CHANGED,
        actor=actor,
        subject=Subject("job_post", str(job_post.pk)),
        details={
            "title": job_post.title,
            "team": str(job_post.team),
            "roles": list(job_post.roles),
            "reports_to": str(job_post.reports_to) if job_post.reports_to else None,
            "changed": ["roles"],
        },
    )
    return job_post


def report_to(job_post: JobPost, *, by: Person, reports_to: JobPost | None) -> JobPost:
    """Say to which post another reports; line management follows at once."""
    with transaction.atomic():
        refuse_for(
            reasons_against_administering(by)
            + reasons_against_line(job_post, reports_to=reports_to)
        )
        job_post.reports_to = reports_to
        job_post.save(update_fields=["reports_to"])
        record(
            Event.POST_CHANGED,
            actor=administering(by),
            subject=Subject("job_post", str(job_post.pk)),
            details={
                "title": job_post.title,
                "team": str(job_post.team),
                "roles": list(job_post.roles),
                "reports_to": str(reports_to) if reports_to else None,
                "changed": ["reports_to"],
            },
        )
    return job_post


def _locked(holding: Holding) -> Holding:
    return (
        Holding.objects.select_for_update(of=("self",))
        .select_related("person", "job_post__team", "job_post__reports_to")
        .get(pk=holding.pk)
    )


def _record(event: Event, holding: Holding, actor: Actor) -> None:
    record(
        event,
        actor=actor,
        subject=Subject("holding", str(holding.pk)),
        details={
            "job_post": holding.job_post.title,
            "person_id": str(holding.person_id),
            "starts_on": holding.starts_on.isoformat(),
            "ends_on": holding.ends_on.isoformat() if holding.ends_on else None,
        },
    )
