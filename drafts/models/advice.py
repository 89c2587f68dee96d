"""Questions about a draft put to a person or a role, and the answers that were given.

Rows are only ever inserted; triggers of the third migration hold who may answer.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person
from accounts.roles import Role
from drafts.models.drafts import Draft, Revision


class AdviceRequest(models.Model):
    """A doubt about the words of one revision, put to one person or to one role.

    While it has no answer, nothing of the draft is approved. A line manager who is
    asked as a role is a line manager of the draft's team.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="advice")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="advice")
    digest = models.BinaryField(max_length=32)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="advice_asked"
    )
    asked_role = models.CharField(max_length=24, blank=True)
    question = models.TextField()
    asked_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="advice_asks_a_person_or_a_role",
                condition=Q(asked_person__isnull=False, asked_role="")
                | (Q(asked_person__isnull=True) & ~Q(asked_role="")),
            ),
            models.CheckConstraint(
                name="advice_asks_something", condition=~Q(question="")
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """As people quote it: "ADV-7"."""
        return f"ADV-{self.pk}"

    @property
    def asked_of(self) -> str:
        """Who was asked, in words: a name, or a role."""
        if self.asked_person is not None:
            return self.asked_person.name
        return str(Role(self.asked_role).label)


class AdviceAnswer(models.Model):
    """What the person asked answered; it is kept with the draft for good."""

    request = models.OneToOneField(
        AdviceRequest, models.PROTECT, related_name="answered"
    )
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="advice_given")
    post = models.CharField(max_length=160)
    answer = models.TextField()
    given_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="advice_answers_something", condition=~Q(answer="")
            )
        ]

    def __str__(self) -> str:
        return f"answer to {self.request}"
