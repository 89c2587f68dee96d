"""What a second person confirms of administrators: a post, roles, a password, factors.

Nothing is proposed or decided here; `accounts.actions.proposals` does that.
"""

import base64
from collections.abc import Collection, Sequence
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils import timezone

from accounts.actions.factors import delete_factors
from accounts.actions.passwords import write_password
from accounts.actions.people import write_holding, write_roles
from accounts.credentials import unseal
from accounts.models import JobPost, Person, Proposal
from accounts.policy.people import (
    one_administrator,
    reasons_against_confirming,
    reasons_against_holding,
)
from accounts.proposals import Payload
from accounts.reasons import Reason
from accounts.roles import Role
from audit.log import Actor


GONE = Reason("gone", "The person or the post of this change is not there any more.")


class AdministratorsChange:
    """Proposed by one administrator; decided by another, or by the line manager."""

    def proposing_roles(self, payload: Payload) -> Collection[Role]:
        return (Role.ADMINISTRATOR,)

    def deciding_roles(self, payload: Payload) -> Collection[Role]:
        """A line manager may have any role; which one it is, is asked of the person."""
        return tuple(Role) if one_administrator() else (Role.ADMINISTRATOR,)

    def page(self, proposal: Proposal) -> str:
        return reverse("person-change", args=[proposal.pk])


class HoldingChange(AdministratorsChange):
    """That a person holds a guarded post."""

    def subject(self, payload: Payload) -> str:
        return f"holding of {_post(payload)}"[:120]

    def summary(self, payload: Payload) -> str:
        person, post = _person(payload), _post(payload)
        roles = ", ".join(Role(role).label.lower() for role in post.roles)
        return f"{person.name} becomes {post.title} ({roles}) on {_start(payload)}."

    def reasons_against(self, payload: Payload) -> Sequence[Reason]:
        try:
            person, post = _person(payload), _post(payload)
        except ObjectDoesNotExist:
            return [GONE]
        return reasons_against_holding(
            person=person,
            job_post=post,
            starts_on=date.fromisoformat(payload["starts_on"]),
            ends_on=_end(payload),
        )

    def reasons_against_deciding(
        self, proposal: Proposal, *, by: Person
    ) -> Sequence[Reason]:
        payload = proposal.payload
        return reasons_against_confirming(
            by=by, person=_person(payload), job_post=_post(payload)
        )

    def apply(self, proposal: Proposal, *, actor: Actor) -> None:
        """The post starts on the day of the confirmation at the earliest."""
        first = date.fromisoformat(proposal.payload["starts_on"])
        write_holding(
            person=_person(proposal.payload),
            job_post=_post(proposal.payload),
            starts_on=max(first, timezone.localdate()),
            ends_on=_end(proposal.payload),
            actor=actor,
            proposal=proposal,
        )


class RolesChange(AdministratorsChange):
    """That a post has a guarded role more."""

    def subject(self, payload: Payload) -> str:
        return f"roles of {_post(payload)}"[:120]

    def summary(self, payload: Payload) -> str:
        roles = ", ".join(Role(role).label.lower() for role in payload["roles"])
        return f"{_post(payload).title} has these roles: {roles}."

    def reasons_against(self, payload: Payload) -> Sequence[Reason]:
        there = JobPost.objects.filter(pk=payload["job_post"]).exists()
        return [] if there else [GONE]

    def reasons_against_deciding(
        self, proposal: Proposal, *, by: Person
    ) -> Sequence[Reason]:
        post = _post(proposal.payload)
        holder = Person.objects.filter(holdings__job_post=post, pk=by.pk).first()
        return reasons_against_confirming(
            by=by, person=holder or proposal.proposed_by, job_post=post
        )

    def apply(self, proposal: Proposal, *, actor: Actor) -> None:
        post = _post(proposal.payload)
        write_roles(post, roles=proposal.payload["roles"], actor=actor)


class PasswordReset(AdministratorsChange):
    """That somebody in a guarded post gets a password from an administrator."""

    def subject(self, payload: Payload) -> str:
        return "password of a person"

    def summary(self, payload: Payload) -> str:
        return f"{_person(payload).name} gets a new password to sign in with once."

    def reasons_against(self, payload: Payload) -> Sequence[Reason]:
        active = Person.objects.filter(pk=payload["person"], is_active=True)
        return [] if active.exists() else [GONE]

    def reasons_against_deciding(
        self, proposal: Proposal, *, by: Person
    ) -> Sequence[Reason]:
        return reasons_against_confirming(
            by=by, person=_person(proposal.payload), job_post=None
        )

    def apply(self, proposal: Proposal, *, actor: Actor) -> None:
        sealed = base64.b64decode(proposal.payload["sealed"])
        encoded = unseal(sealed)["password"]
        write_password(_person(proposal.payload), encoded, actor=actor)


class FactorsRemoval(PasswordReset):
    """That somebody in a guarded post loses every passkey and code."""

    def subject(self, payload: Payload) -> str:
        return "passkeys of a person"

    def summary(self, payload: Payload) -> str:
        name = _person(payload).name
        return f"{name} loses every passkey and code, and signs in with a password."

    def apply(self, proposal: Proposal, *, actor: Actor) -> None:
        delete_factors(_person(proposal.payload), actor=actor)


def _person(payload: Payload) -> Person:
    return Person.objects.get(pk=payload["person"])


def _post(payload: Payload) -> JobPost:
    return JobPost.objects.select_related("reports_to", "team").get(
        pk=payload["job_post"]
    )


def _start(payload: Payload) -> str:
    first = date.fromisoformat(payload["starts_on"])
    return f"{first.day} {first:%B %Y}"


def _end(payload: Payload) -> date | None:
    last = payload["ends_on"]
    return date.fromisoformat(last) if last else None
