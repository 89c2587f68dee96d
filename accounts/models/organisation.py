"""Who stands in for whom, and who is on duty: both from a moment to a moment.

No verb lives here; triggers hold no chain of substitutes and one person to a duty.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models.people import JobPost, Person


class Substitution(models.Model):
    """That `person` acts in a post for `principal`, who holds it, until `ends_at`.

    Ended early, `ends_at` is the moment of it. Its reference, such as "S-12", is what
    decisions and the log name.
    """

    job_post = models.ForeignKey(JobPost, models.PROTECT, related_name="substitutions")
    principal = models.ForeignKey(
        Person, models.PROTECT, related_name="substitutions_for"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="substitutions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    why = models.CharField(max_length=200)
    arranged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="substitution_ends_after_it_starts",
                condition=Q(ends_at__gte=F("starts_at")),
            ),
            models.CheckConstraint(
                name="substitute_is_another_person",
                condition=~Q(person=F("principal")),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "ends_at"], name="substitution_person")
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.person} for {self.principal}"

    @property
    def reference(self) -> str:
        return f"S-{self.pk}"


class DutyShift(models.Model):
    """That somebody who holds a duty post is on duty in it from a moment to a moment.

    A shift that was handed over ends there, and the next one names who handed it over.
    """

    job_post = models.ForeignKey(JobPost, models.PROTECT, related_name="shifts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    assigned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(db_default=Now())
    taken_over_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="handed_over_to"
    )

    class Meta:
        constraints = [
            # A shift that was taken off the roster before it began has no length.
            models.CheckConstraint(
                name="shift_ends_after_it_starts",
                condition=Q(ends_at__gte=F("starts_at")),
            )
        ]
        indexes = [models.Index(fields=["job_post", "ends_at"], name="shift_of_post")]

    def __str__(self) -> str:
        return f"{self.person} on duty as {self.job_post}"
