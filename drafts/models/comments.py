"""What colleagues say about the words of a revision, for its author and each other.

Rows are only ever inserted; a comment decides nothing and stops nothing.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person
from drafts.models.drafts import Draft, Revision


class Comment(models.Model):
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="comments")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="comments")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.CharField(max_length=160)
    words = models.TextField()
    written_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="comment_says_something", condition=~Q(words="")
            )
        ]

    def __str__(self) -> str:
        return f"comment on {self.revision}"
