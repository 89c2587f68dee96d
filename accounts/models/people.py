"""People, the teams they work in and the job posts they hold from when to when.

Rights follow the post, never the person: no role is stored on a person here.
"""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.roles import Role


class Department(models.Model):
    """A body, such as a department of state, whose teams work here."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    name = models.CharField(max_length=120, unique=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="teams"
    )

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, name: str, password: str | None) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, name: str, password: str) -> "Person":
        person = self.create_user(email, name, password)
        person.is_staff = person.is_superuser = True
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who may sign in. The e-mail address is the sign-in name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    must_change_password = models.BooleanField(
        default=False, help_text="An administrator knows this person's password."
    )
    joined_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name


class JobPost(models.Model):
    """A post in the organisation, such as "Senior press officer, Rivers".

    The post carries the roles; whoever holds it may use them. Line management follows
    posts: whoever holds the post that this one reports to manages whoever holds this.
    """

    title = models.CharField(max_length=160, unique=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="job_posts")
    roles = ArrayField(models.CharField(max_length=24, choices=Role))
    reports_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reports"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_post_roles_are_known",
                condition=Q(roles__contained_by=list(Role.values)),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """That a person holds a job post, from a first day to a last day inclusive.

    Only the last day ever changes (a trigger holds it), and no holding is removed.
    `proposal` is the change to which a second person agreed, where the post needs one.
    """

    job_post = models.ForeignKey(JobPost, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    proposal = models.OneToOneField(
        "accounts.Proposal",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="holding",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holding_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.job_post}"
